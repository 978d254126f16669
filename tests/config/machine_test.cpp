#include "check_mistakes.hpp"
#include "config/machine.hpp"
#include "gpu/host_text.hpp"
#include <gtest/gtest.h>

namespace dockwright::config {
namespace {

using gpu::Host;

Host read(std::string_view text) {
    const MachineFile file = read_machine(text);
    EXPECT_EQ(said(text, file.mistakes), "") << text;
    EXPECT_TRUE(file.host) << text;
    return file.host.value_or(Host{});
}

constexpr std::uint64_t gibi = 1ULL << 30U;

TEST(Machine, AFileMayBeJsonAndSayAll) {
    const Host host = read(R"({"name": "lab1", "driver": "535.104.05", "gpus": [
	{"name": "NVIDIA A40", "compute_capability": "8.6", "memory": "48GiB"}, "Tesla T4"],
  "toolkit": {"version": "1.17.4", "mode": "legacy"}, "engine": "28.3.0", "platform": "linux/amd64",
  "os": "wsl2", "request": "cdi"}
)");
    EXPECT_EQ(gpu::describe(host), "lab1 (NVIDIA A40 + Tesla T4, driver 535.104.05)");
    ASSERT_EQ(host.gpus.size(), 2U);
    EXPECT_EQ(host.gpus[0].capability, 86);
    EXPECT_EQ(host.gpus[0].memory, 48 * gibi);
    EXPECT_EQ(host.gpus[1].capability, 0);
    EXPECT_EQ(to_string(host.toolkit), "1.17.4");
    EXPECT_EQ(host.mode, gpu::ToolkitMode::legacy);
    EXPECT_EQ(to_string(host.engine), "28.3.0");
    EXPECT_EQ(host.platform, "linux/amd64");
    EXPECT_EQ(host.system, gpu::System::wsl2);
    EXPECT_EQ(host.request, gpu::Request::cdi);
    EXPECT_FALSE(host.toolkit_missing);
}

TEST(Machine, AFileMayBeYamlAndSayLittle) {
    const Host host = read("gpus:\n  - RTX 3090\n  - {compute_capability: 12.0}\n");
    EXPECT_EQ(host.gpus[0].name, "RTX 3090");
    EXPECT_EQ(host.gpus[1].capability, 120);
    EXPECT_FALSE(host.driver.known());
    EXPECT_EQ(host.request, gpu::Request::gpus);
    EXPECT_EQ(host.platform, "");
}

TEST(Machine, AToolkitMayBeMissingOrAVersionAlone) {
    EXPECT_TRUE(read("{gpus: [T4], toolkit: null}").toolkit_missing);
    EXPECT_TRUE(read("{\"gpus\": [\"T4\"], \"toolkit\": null}").toolkit_missing);
    EXPECT_TRUE(read("gpus: [T4]\ntoolkit: none\n").toolkit_missing);
    EXPECT_TRUE(read("gpus: [T4]\ntoolkit: \"none\"\n").toolkit_missing);
    EXPECT_FALSE(read("gpus: [T4]\n").toolkit_missing);
    EXPECT_EQ(to_string(read("gpus: [T4]\ntoolkit: 1.18.0\n").toolkit), "1.18.0");
    EXPECT_EQ(read("gpus: [T4]\ntoolkit: {mode: jit-cdi}\n").mode, gpu::ToolkitMode::jit_cdi);
}

TEST(Machine, ADriverMayBeANumberAndNullIsNotKnown) {
    EXPECT_EQ(read("{gpus: [T4], driver: 550.54}").driver_text, "550.54");
    EXPECT_EQ(read("{gpus: [T4], driver: 535.104.05}").driver_text, "535.104.05");
    EXPECT_FALSE(read("{gpus: [T4], driver: null}").driver.known());
}

TEST(Machine, MemoryIsInTheUnitsThatPeopleAndToolsWrite) {
    EXPECT_EQ(bytes_of("48GiB"), 48 * gibi);
    EXPECT_EQ(bytes_of("24576 MiB"), 24 * gibi);
    EXPECT_EQ(bytes_of("24GB"), 24'000'000'000U);
    EXPECT_EQ(bytes_of("16G"), 16 * gibi);
    EXPECT_EQ(bytes_of("51539607552"), 48 * gibi);
    for (const std::string_view wrong : {"", "GiB", "48 parsecs", "-1", "4.5GiB", "99999999999999GiB"}) {
        EXPECT_EQ(bytes_of(wrong), std::nullopt) << wrong;
    }
}

TEST(Machine, ACapabilityIsTwoNumbers) {
    EXPECT_EQ(capability_of("8.6"), 86);
    EXPECT_EQ(capability_of("12.0"), 120);
    for (const std::string_view wrong : {"86", "8.6.1", "8.10", "0.5", "Ampere", "8.6a", ""}) {
        EXPECT_EQ(capability_of(wrong), std::nullopt) << wrong;
    }
}

struct Wrong {
    std::string_view text;
    std::string_view sentence;
};

constexpr Wrong wrong_files[] = {
    {"",
     "1:1 wrong-type: The file must be a mapping that describes one machine, such as 'gpus: [RTX 3090]'\n"},
    {"- RTX 3090\n",
     "1:1 wrong-type: The file must be a mapping that describes one machine, such as 'gpus: [RTX 3090]'\n"},
    {"driver: 550.54.14\n", "1:1 missing-key: A machine needs 'gpus', such as 'gpus: [RTX 3090]'\n"},
    {"gpuss: [A40]\ndriver: 550\n",
     "1:1 missing-key: A machine needs 'gpus', such as 'gpus: [RTX 3090]'\n"
     "1:1 unknown-key: There is no key 'gpuss' here. Did you mean 'gpus'? -> gpus\n"},
    {"gpus: A40\n", "1:7 wrong-type: 'gpus' must be a list of names, such as [RTX 3090], or of mappings with "
                    "'name'\n"},
    {"gpus: []\n", "1:7 wrong-type: 'gpus' must be a list of names, such as [RTX 3090], or of mappings with "
                   "'name'\n"},
    {"gpus:\n", "1:1 wrong-type: 'gpus' must be a list of names, such as [RTX 3090], or of mappings with "
                "'name'\n"},
    {"gpus: [[A40]]\n", "1:8 wrong-type: 'gpus' must be a list of names, such as [RTX 3090], or of mappings "
                        "with 'name'\n"},
    {"gpus: [{memory: 8GiB}]\n", "1:9 missing-key: A GPU needs 'name', such as 'name: RTX 3090'\n"},
    {"gpus: [{name: A40, compute_capability: 86}]\n",
     "1:40 bad-number: 'compute_capability' must be a number such as 8.6, not '86'\n"},
    {"gpus: [{name: A40, memory: big}]\n",
     "1:28 bad-number: 'memory' must be a size such as 48GiB, not 'big'\n"},
    {"gpus: [{name: A40, compute-capability: 8.6}]\n",
     "1:20 unknown-key: There is no key 'compute-capability' here. Did you mean 'compute_capability'? -> "
     "compute_capability\n"},
    {"gpus: [A40]\ndriver: newest\n",
     "2:9 bad-version: 'driver' must be a version such as 535.104.05, not 'newest'\n"},
    {"gpus: [A40]\ndriver: [550]\n", "2:9 wrong-type: 'driver' must be a version such as 535.104.05\n"},
    {"gpus: [A40]\ntoolkit: [1]\n", "2:10 wrong-type: 'toolkit' must be a version, a mapping or none\n"},
    {"gpus: [A40]\ntoolkit: {mode: automatic}\n",
     "2:17 unknown-value: 'mode' must be legacy, jit-cdi, cdi or csv, not 'automatic'\n"},
    {"gpus: [A40]\nos: windows\n", "2:5 unknown-value: 'os' must be linux or wsl2, not 'windows'\n"},
    {"gpus: [A40]\nrequest: gpuz\n",
     "2:10 unknown-value: 'request' must be gpus, runtime, cdi or none, not 'gpuz'. Did you mean 'gpus'? -> "
     "gpus\n"},
    {"gpus: [A40]\nplatform: x86_64\n",
     "2:11 unknown-value: 'platform' must be linux/amd64 or linux/arm64, not 'x86_64'. Did you mean "
     "'linux/amd64'? -> linux/amd64\n"},
    {"gpus: [A40]\nengine: docker\n",
     "2:9 bad-version: 'engine' must be a version such as 535.104.05, not 'docker'\n"},
    {"gpus: [A40", "1:11 bad-yaml: This is no YAML from here on: end of sequence flow not found\n"},
};

TEST(Machine, EachMistakeOfAFileIsASentenceWithItsPlace) {
    for (const Wrong& wrong : wrong_files) {
        EXPECT_EQ(said(wrong.text, read_machine(wrong.text).mistakes), wrong.sentence) << wrong.text;
    }
}

TEST(Machine, AnyBytesAreAnswered) {
    EXPECT_FALSE(read_machine(std::string_view("\0\xFF{", 3)).mistakes.empty());
    EXPECT_FALSE(read_machine(std::string(200, '[')).mistakes.empty());
}

} // namespace
} // namespace dockwright::config
