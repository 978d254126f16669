#include "config/run_profile.hpp"
#include <gtest/gtest.h>

namespace dockwright::config {
namespace {

RunProfile awkward() {
    RunProfile out;
    out.image = "yes";
    out.context = "my job: a #1";
    out.command = {"python", "-c", "print('a\"b')\nexit(0)", "", "0x10", "- x", "größe \xf0\x9f\x90\xb3\t"};
    out.gpus = "2";
    out.env = {"A=: {[", "B=~", "C=null", "D=\\n"};
    out.secrets = {"HF_TOKEN"};
    out.ports = {"8080:80", "22:22"};
    out.shm_size = "8g";
    out.share = true;
    out.remove = true;
    return out;
}

TEST(RunProfiles, AreReadAsTheyWereWritten) {
    const RunProfileFile read = read_run_profile(write_run_profile(awkward()));
    EXPECT_TRUE(read.mistakes.empty()) << read.mistakes.front().message;
    EXPECT_EQ(read.profile, awkward());
    EXPECT_EQ(read_run_profile(write_run_profile({})).profile, RunProfile());
}

TEST(RunProfiles, SayWhatWasMeant) {
    const RunProfileFile read = read_run_profile("imgae: toy:1\ngpus: free\nshare: maybe\n");
    ASSERT_EQ(read.mistakes.size(), 2U);
    EXPECT_EQ(read.mistakes[0].kind, "unknown-key");
    EXPECT_EQ(read.mistakes[0].replacement, "image");
    EXPECT_EQ(read.mistakes[1].kind, "wrong-type");
    EXPECT_EQ(read.profile.gpus, "free");
}

TEST(RunProfiles, WrittenByHandMayBeShort) {
    const RunProfileFile read = read_run_profile("image: toy:1\ncommand: [sleep, 10]\nports: 8888\n");
    EXPECT_TRUE(read.mistakes.empty()) << read.mistakes.front().message;
    EXPECT_EQ(read.profile.command, (std::vector<std::string>{"sleep", "10"}));
    EXPECT_EQ(read.profile.ports, std::vector<std::string>{"8888"});
}

TEST(RunProfiles, NeverLeaveTheirFolder) {
    EXPECT_TRUE(is_profile_name("train-2.big"));
    for (const char* const name : {"", ".", "..", "../x", "a/b", "-x", ".x", "a b"}) {
        EXPECT_FALSE(is_profile_name(name)) << name;
    }
}

} // namespace
} // namespace dockwright::config
