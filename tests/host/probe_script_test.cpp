#include "host/nvidia_smi_csv.hpp"
#include "host/probe.hpp"
#include "support/temporary_folder.hpp"
#include <array>
#include <cstdio>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::host {
namespace {

/// What a constant line for the shell prints.
std::string output_of(const std::string& line) {
    std::string output;
    std::FILE* const pipe = popen(line.c_str(), "r");
    EXPECT_NE(pipe, nullptr);
    if (pipe == nullptr) {
        return output;
    }
    std::array<char, 4096> piece{};
    for (std::size_t size = 0; (size = fread(piece.data(), 1, piece.size(), pipe)) > 0;) {
        output.append(piece.data(), size);
    }
    EXPECT_EQ(pclose(pipe), 0);
    return output;
}

constexpr std::string_view smi_that_answers = R"sh(#!/bin/sh
cat >/dev/null
case $1 in
  --query-gpu=index,uuid*) echo "0, GPU-a, NVIDIA A100, 00000000:01:00.0, 40960, 550.54.15" ;;
  --query-gpu=index,compute_cap) echo 'Field "compute_cap" is not a valid field to query.'; exit 2 ;;
  --query-gpu=*) echo "0, Default, Enabled" ;;
  --query-compute-apps=*) echo "GPU-a, 1, train, 100" ;;
  -q) echo "<nvidia_smi_log><cuda_version>12.4</cuda_version><gpu><uuid>GPU-a</uuid><mig_mode>"
      echo "<current_mig>Enabled</current_mig></mig_mode></gpu></nvidia_smi_log>" ;;
  -L) echo "GPU 0: NVIDIA A100 (UUID: GPU-a)"; echo "  MIG 1g.5gb  Device 0: (UUID: MIG-x)" ;;
esac
)sh";

class ProbeScript : public ::testing::Test {
protected:
    /// `how` runs `$script`; the folder's programs are the first that it finds.
    Facts run(const std::string& how) const {
        folder_.write("script", probe_script);
        const std::string bin = folder_.path().string();
        return read_probe(output_of("script=" + bin + "/script; PATH=" + bin + ":$PATH; export PATH; " + how),
                          {});
    }
    void program(const std::string& name, std::string_view text) const {
        folder_.write(name, text);
        std::filesystem::permissions(folder_.path() / name, std::filesystem::perms::owner_all);
    }

private:
    dockwright::testing::TemporaryFolder folder_;
};

TEST_F(ProbeScript, EveryShellAndEveryWayOfGivingItSeesTheSame) {
    program("nvidia-smi", smi_that_answers);
    for (const std::string how :
         {"sh <$script", "sh -c \"$(cat $script)\"", "sh $script", "bash --posix <$script",
          "if command -v busybox >/dev/null; then busybox sh <$script; else sh <$script; fi",
          "cat $script | env -i PATH=$PATH sh"}) {
        const Facts facts = run(how);
        EXPECT_FALSE(facts.kernel.empty()) << how;
        EXPECT_FALSE(facts.user.empty()) << how;
        EXPECT_EQ(facts.nvidia.driver, "550.54.15") << how;
        EXPECT_EQ(facts.nvidia.cuda, "12.4") << how;
        ASSERT_EQ(facts.nvidia.gpus.size(), 1U) << how;
        EXPECT_EQ(facts.nvidia.gpus[0].capability, 0) << how;
        EXPECT_EQ(facts.nvidia.gpus[0].mig_devices.size(), 1U) << how;
        ASSERT_EQ(facts.nvidia.processes.size(), 1U) << how;
        EXPECT_FALSE(facts.nvidia.processes[0].user.empty()) << how;
        EXPECT_FALSE(facts.engine.disk_total.value_or(0) == 0) << how; // the last part
    }
}

TEST_F(ProbeScript, AFailureOfNvidiaSmiLeavesTheRest) {
    program("nvidia-smi", "#!/bin/sh\necho 'Failed to initialize NVML: Unknown Error'\nexit 255\n");
    const Facts facts = run("sh <$script");
    EXPECT_EQ(facts.nvidia.state, NvidiaSmi::State::failed);
    EXPECT_EQ(facts.nvidia.words, "Failed to initialize NVML: Unknown Error");
    EXPECT_TRUE(facts.engine.disk_total.has_value());
}

TEST_F(ProbeScript, SpecificationsAreLookedForInTheFoldersThatAreNamed) {
    program("nvidia.yaml", "kind: nvidia.com/gpu\n - hostPath: /usr/lib/libcuda.so.550.54.15\n");
    program("other.json", R"({"kind": "vendor.com/net"})");
    const Facts facts = run("sh -s -- /nonexistent ${script%/script} <$script");
    ASSERT_EQ(facts.toolkit.cdi_files.size(), 1U);
    EXPECT_THAT(facts.toolkit.cdi_files[0], ::testing::EndsWith("/nvidia.yaml"));
    EXPECT_EQ(facts.toolkit.cdi_driver, "550.54.15");
}

TEST_F(ProbeScript, AnEngineThatWasThereBeforeTheToolkitIsOlder) {
    program("nvidia-container-runtime-hook", "#!/bin/sh\n");
    program("pidof", "#!/bin/sh\n[ $1 = dockerd ] && echo 1\n"); // it began before this file was written
    EXPECT_EQ(run("sh <$script").engine.older_than_toolkit, true);
    program("pidof", "#!/bin/sh\nexit 1\n");
    EXPECT_EQ(run("sh <$script").engine.older_than_toolkit, std::nullopt);
}

TEST_F(ProbeScript, AProgramThatNeverStopsWritingIsCut) {
    program("nvidia-smi", "#!/bin/sh\nexec yes '=who'\n");
    const Facts facts = run("sh <$script");
    EXPECT_EQ(facts.nvidia.state, NvidiaSmi::State::failed);
    EXPECT_EQ(facts.nvidia.words, "=who; =who; =who");
    EXPECT_TRUE(facts.engine.disk_total.has_value());
}

TEST(ProbeScriptText, AsksWhatTheReadersRead) {
    for (const Question& question :
         {identity_question, capability_question, mode_question, process_question}) {
        EXPECT_THAT(std::string(probe_script), ::testing::HasSubstr("smi " + std::string(question[1])));
        EXPECT_THAT(std::string(probe_script), ::testing::HasSubstr(std::string(question[2])));
    }
    EXPECT_LT(probe_script.size(), 16U * 1024U);
}

} // namespace
} // namespace dockwright::host
