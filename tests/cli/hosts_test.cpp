#include "cli/hosts/hosts.hpp"
#include "cli/hosts/machines_file.hpp"
#include "engine/problems.hpp"
#include "support/scripted_engine.hpp"
#include "support/temporary_folder.hpp"
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace dockwright::cli::hosts {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string contents(std::FILE* file) {
    std::rewind(file);
    std::string text;
    for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) {
        text += static_cast<char>(c);
    }
    std::fclose(file);
    return text;
}

struct Outcome {
    int code = 0;
    std::string out;
    std::string err;
};

template <typename Run>
Outcome outcome(const Run& run, const std::string& typed = {}, bool interactive = false) {
    const Streams streams{
        .in = std::tmpfile(), .out = std::tmpfile(), .err = std::tmpfile(), .interactive = interactive};
    std::fputs(typed.c_str(), streams.in);
    std::rewind(streams.in);
    Outcome result;
    result.code = run(streams);
    std::fclose(streams.in);
    result.out = contents(streams.out);
    result.err = contents(streams.err);
    return result;
}

class Hosts : public ::testing::Test {
protected:
    HostsOptions options(bool json = false) const {
        HostsOptions out{.environment = {}, .json = json, .limit = std::chrono::seconds(5)};
        out.environment.home = folder_.path().string();
        out.environment.docker_host = "unix:///nowhere/near.sock";
        return out;
    }
    Outcome added(const Addition& addition) const {
        return outcome([&](const Streams& streams) { return add(addition, options(), streams); });
    }
    std::string file() const { return folder_.path().string() + "/.config/dockwright/machines.yaml"; }
    std::string text() const {
        const auto read = read_machines_file(file());
        return read ? *read : "unreadable";
    }
    void ssh_config(std::string_view text) const {
        std::filesystem::create_directories(folder_.path() / ".ssh");
        folder_.write(".ssh/config", text);
    }
    testing::TemporaryFolder folder_;
};

TEST_F(Hosts, AreAddedListedAndRemovedByName) {
    EXPECT_EQ(added({.name = "gpubox", .host = "ssh://ada@gpubox.lab"}).code, 0);
    const Outcome one = outcome([&](const Streams& streams) { return list(options(), streams); });
    EXPECT_THAT(one.out, HasSubstr("gpubox   ssh://ada@gpubox.lab"));
    const Outcome json = outcome([&](const Streams& streams) { return list(options(true), streams); });
    EXPECT_THAT(
        json.out,
        HasSubstr(
            R"({"name":"gpubox","host":"ssh://ada@gpubox.lab","context":"","origin":"machine","note":""})"));
    const Outcome gone =
        outcome([&](const Streams& streams) { return remove("gpubox", options(), streams); });
    EXPECT_EQ(gone.code, 0) << gone.err;
    EXPECT_THAT(text(), Not(HasSubstr("gpubox")));
}

TEST_F(Hosts, OfOneWordAreCalledAsInSsh) {
    EXPECT_EQ(added({.name = "gpubox"}).out, "added gpubox (ssh://gpubox)\n");
    EXPECT_EQ(added({.name = "ssh://ada@other:2222"}).out, "added other (ssh://ada@other:2222)\n");
    EXPECT_EQ(added({.name = "lab", .context = "lab-context"}).out, "added lab (context lab-context)\n");
}

TEST_F(Hosts, AreInAFileForThePersonAlone) {
    ASSERT_EQ(added({.name = "gpubox"}).code, 0);
    struct stat facts{};
    ASSERT_EQ(::stat(file().c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 07777U, 0600U);
    ASSERT_EQ(::stat(std::filesystem::path(file()).parent_path().c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 07777U, 0700U);
}

TEST_F(Hosts, ThatAreWrongLeaveNothingBehind) {
    for (const Addition& wrong :
         {Addition{.name = "x", .host = "ssh://-oProxyCommand=x"}, Addition{.name = "-oProxyCommand=x"},
          Addition{.name = "x", .host = "ftp://y"}, Addition{.name = "a b", .host = "ssh://y"},
          Addition{.name = "unix:///var/run/docker.sock"}}) {
        const Outcome result = added(wrong);
        EXPECT_EQ(result.code, 2) << wrong.name;
        EXPECT_EQ(result.out, "");
        EXPECT_THAT(result.err, HasSubstr("dockwright: "));
        EXPECT_FALSE(std::filesystem::exists(file())) << wrong.name;
    }
}

TEST_F(Hosts, ThatAreThereAlreadyOrNotAtAllAreTold) {
    ASSERT_EQ(added({.name = "gpubox"}).code, 0);
    const std::string before = text();
    EXPECT_THAT(added({.name = "gpubox"}).err, HasSubstr("gpubox"));
    const Outcome gone =
        outcome([&](const Streams& streams) { return remove("nobody", options(), streams); });
    EXPECT_EQ(gone.code, 2);
    EXPECT_THAT(gone.err, HasSubstr("nobody"));
    EXPECT_EQ(text(), before);
}

TEST_F(Hosts, KeepCommentsAndALinkToWhereThePersonKeepsThem) {
    std::filesystem::create_directories(std::filesystem::path(file()).parent_path());
    folder_.write("kept.yaml", "# mine\nmachines:\n  - name: a\n    host: ssh://a\n");
    std::filesystem::create_symlink(folder_.path() / "kept.yaml", file());
    ASSERT_EQ(added({.name = "b"}).code, 0);
    EXPECT_TRUE(std::filesystem::is_symlink(file()));
    EXPECT_THAT(folder_.read("kept.yaml"), HasSubstr("# mine\nmachines:\n  - name: a\n    host: ssh://a\n"));
    EXPECT_THAT(folder_.read("kept.yaml"), HasSubstr("name: b"));
}

TEST_F(Hosts, OfSshsConfigurationAreChosenByNumberOnATerminal) {
    ssh_config("Include more\nHost one\n HostName 10.0.0.1\n User ada\nHost two three\nHost *.lab !x\n");
    folder_.write(".ssh/more", "Host four\n");
    ASSERT_EQ(added({.name = "two"}).code, 0);
    const auto from_ssh = [&](const Streams& streams) { return add_from_ssh(options(), streams); };
    const Outcome shown = outcome(from_ssh);
    EXPECT_THAT(shown.out, HasSubstr("2   one     10.0.0.1   ada"));
    EXPECT_THAT(shown.out, HasSubstr("1   four"));
    EXPECT_THAT(shown.out, Not(HasSubstr("two"))) << "it is there already";
    EXPECT_EQ(outcome(from_ssh, "9\n", true).code, 2);
    EXPECT_EQ(outcome(from_ssh, "\n", true).code, 0);
    EXPECT_THAT(outcome(from_ssh, "1, 3\n", true).out,
                HasSubstr("added four (ssh://four)\nadded three (ssh://three)\n"));
    EXPECT_THAT(text(), HasSubstr("ssh://four"));
}

TEST_F(Hosts, AreTestedWithWhatTheyHave) {
    testing::ScriptedEngine engine(
        {testing::expect_ping("1.41"), testing::expect_ping("1.41"),
         testing::expect("GET /v1.41/info").answer(200, R"({"ServerVersion":"20.10.24"})")});
    ASSERT_EQ(added({.name = "near", .host = engine.host()}).code, 0);
    const Outcome result = outcome([&](const Streams& streams) { return test("near", options(), streams); });
    EXPECT_EQ(result.code, 0) << result.out;
    EXPECT_THAT(result.out,
                HasSubstr("near (" + engine.host() + "): docker 20.10.24, API 1.41; connected in "));
}

TEST_F(Hosts, ThatDoNotAnswerAreSaidWithTheNextStepAndFailTheTest) {
    ASSERT_EQ(added({.name = "gone", .host = "unix:///nowhere/x.sock"}).code, 0);
    const Outcome result = outcome([&](const Streams& streams) { return test("gone", options(), streams); });
    EXPECT_EQ(result.code, 1);
    EXPECT_THAT(result.out, HasSubstr("gone: "));
    EXPECT_THAT(result.out, HasSubstr("there is no such socket"));
    const Outcome all = outcome([&](const Streams& streams) { return test("", options(true), streams); });
    EXPECT_EQ(all.code, 1);
    EXPECT_THAT(all.out, HasSubstr(R"("problem":{"kind":"engine-not-there")"));
}

TEST_F(Hosts, AreLoggedInToBySshItself) {
    ASSERT_EQ(added({.name = "gpubox", .host = "ssh://ada@gpubox.invalid"}).code, 0);
    std::vector<std::string> ran;
    const auto here = [&](const std::vector<std::string>& words) {
        ran = words;
        return 255;
    };
    const auto logging_in = [&](const Streams& streams) { return login("gpubox", options(), streams, here); };
    EXPECT_THAT(outcome(logging_in).err, HasSubstr("no terminal"));
    EXPECT_TRUE(ran.empty());
    const Outcome result = outcome(logging_in, {}, true);
    EXPECT_EQ(result.code, 2);
    EXPECT_THAT(result.err, HasSubstr("ssh did not get to gpubox (exit 255)"));
    EXPECT_EQ(ran.front(), "ssh");
    EXPECT_THAT(ran, Not(::testing::Contains("BatchMode=yes"))) << "ssh may ask here";
    EXPECT_EQ(ran.back(), "true");
    EXPECT_EQ(ran[ran.size() - 2], "gpubox.invalid");
}

TEST_F(Hosts, ThatAreNotBehindSshHaveNoLogin) {
    ASSERT_EQ(added({.name = "gone", .host = "unix:///nowhere/x.sock"}).code, 0);
    const Outcome result =
        outcome([&](const Streams& streams) { return login("gone", options(), streams, run_here); });
    EXPECT_EQ(result.code, 2);
    EXPECT_THAT(result.err, HasSubstr("isn't reached over SSH"));
}

TEST(RunHere, GivesTheExitCode) {
    EXPECT_EQ(run_here({"sh", "-c", "exit 3"}), 3);
    EXPECT_EQ(run_here({"sh", "-c", "kill -9 $$"}), 137);
    EXPECT_EQ(run_here({"/nowhere/program"}), 127);
}

} // namespace
} // namespace dockwright::cli::hosts
