#include "host/probe.hpp"
#include "support/read_file.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::host {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string recorded() {
    return dockwright::testing::read_file(DOCKWRIGHT_SOURCE "/tests/host/recorded/rtx3090_probe.txt");
}

/// A part as the script prints it.
std::string part(std::string_view name, std::string_view text, int status) {
    std::string out = "\n=" + std::string(name) + "\n";
    while (!text.empty()) {
        const auto end = text.find('\n');
        out += "|" + std::string(text.substr(0, end)) + "\n";
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out + "\n=end " + std::to_string(status) + "\n";
}

/// An nvidia-smi that is there and says this.
NvidiaSmi nvidia(std::string_view identity, int status) {
    return read_probe(part("smi-path", "/usr/bin/nvidia-smi", 0) + part("smi-identity", identity, status), {})
        .nvidia;
}

TEST(Probe, AModinfoThatIsNotThereSaysNothingOfTheDisk) {
    EXPECT_FALSE(read_probe(part("modinfo", "timeout: failed to run command", 127), {}).module.disk_asked);
    EXPECT_TRUE(
        read_probe(part("modinfo", "modinfo: ERROR: Module nvidia not found.", 1), {}).module.disk_asked);
}

std::optional<bool> older(std::string_view ages) {
    return read_probe(part("engine-age", ages, 0), {}).engine.older_than_toolkit;
}

TEST(Probe, AgesOfEnginesAreHeldAgainstTheToolkits) {
    EXPECT_EQ(older("program 1000\nengine 2000\n"), false);
    EXPECT_EQ(older("program 1000\nengine 500\nengine 600\n"), true);
    EXPECT_EQ(older("program 1000\nengine 500\nengine 2000\n"), std::nullopt) << "which of them is asked?";
    EXPECT_EQ(older("program 1000\nengine 999\n"), std::nullopt) << "too near to tell";
    EXPECT_EQ(older("engine 500\n"), std::nullopt);
    EXPECT_EQ(older("program 1000\n"), std::nullopt);
    EXPECT_EQ(older("program x\nengine 5\n"), std::nullopt);
    EXPECT_EQ(older("engine 5\nprogram 1000\n"), std::nullopt) << "no program yet to compare with";
    EXPECT_EQ(older("unknown 5\nprogram 1000\n"), std::nullopt) << "a word that the probe doesn't print";
}

TEST(Probe, TheSystemAndThePersonAreRead) {
    const Facts facts = read_probe(recorded(), {});
    EXPECT_EQ(facts.kernel, "6.8.0-45-generic");
    EXPECT_EQ(facts.architecture, "x86_64");
    EXPECT_EQ(facts.distribution, "ubuntu");
    EXPECT_EQ(facts.distribution_like, "debian");
    EXPECT_EQ(facts.distribution_version, "24.04");
    EXPECT_EQ(facts.distribution_title, "Ubuntu 24.04.2 LTS");
    EXPECT_FALSE(facts.wsl);
    EXPECT_EQ(facts.user, "anna");
    EXPECT_FALSE(facts.root);
    EXPECT_EQ(facts.in_docker_group, true);
}

TEST(Probe, GpusAreWhatAllAnswersOfNvidiaSmiSay) {
    const NvidiaSmi smi = read_probe(recorded(), {}).nvidia;
    EXPECT_EQ(smi.state, NvidiaSmi::State::answered);
    EXPECT_EQ(smi.words, "");
    EXPECT_EQ(smi.driver, "535.183.01");
    EXPECT_EQ(smi.cuda, "12.2");
    ASSERT_EQ(smi.gpus.size(), 2U);
    EXPECT_EQ(smi.gpus[1].uuid, "GPU-bbbbbbbb-1111-1111-1111-111111111111");
    EXPECT_EQ(smi.gpus[1].capability, 86);
    EXPECT_EQ(smi.gpus[1].compute_mode, "Default");
    EXPECT_EQ(smi.gpus[1].mig, std::nullopt);
    EXPECT_EQ(smi.gpus[1].memory, 24576ULL * 1024 * 1024);
}

TEST(Probe, ProcessesHaveTheirUserAndContainer) {
    const auto processes = read_probe(recorded(), {}).nvidia.processes;
    ASSERT_EQ(processes.size(), 2U);
    EXPECT_EQ(processes[0].pid, 24447U);
    EXPECT_EQ(processes[0].name, "python,");
    EXPECT_EQ(processes[0].user, "root");
    EXPECT_EQ(processes[0].container, "7ca63a9b53ba8e9173916d421da16f8f319056f8cd1676a239d6cefb4aa19e6d");
    EXPECT_EQ(processes[1].gpu_uuid, "GPU-bbbbbbbb-1111-1111-1111-111111111111");
    EXPECT_EQ(processes[1].user, "anna");
    EXPECT_EQ(processes[1].container, "769b022b2672dea2ad9a55dfa5230ae132e0f914deea487e3f17aad4053e7bb2");
}

TEST(Probe, TheKernelsSideIsRead) {
    const Facts facts = read_probe(recorded(), {});
    EXPECT_THAT(facts.vendors, ElementsAre(Vendor::nvidia, Vendor::intel));
    EXPECT_THAT(facts.device_nodes, ElementsAre("/dev/nvidia0", "/dev/nvidia1", "/dev/nvidiactl",
                                                "/dev/nvidia-uvm", "/dev/dri/card0"));
    EXPECT_EQ(facts.module.loaded, true);
    EXPECT_EQ(facts.module.version, "535.183.01");
    EXPECT_EQ(facts.module.installed_version, "550.120");
    EXPECT_EQ(facts.module.open, false);
    EXPECT_EQ(facts.module.uvm, true);
    EXPECT_EQ(facts.module.nouveau, false);
    EXPECT_EQ(facts.module.secure_boot, true);
    EXPECT_EQ(facts.module.models.size(), 2U);
    EXPECT_EQ(facts.log_readable, true);
    ASSERT_EQ(facts.xids.size(), 1U);
    EXPECT_EQ(facts.xids[0].code, 79U);
    EXPECT_EQ(facts.fabric_manager_needed, false);
    EXPECT_EQ(facts.fabric_manager_running, false);
}

TEST(Probe, ToolkitAndEngineFilesAreRead) {
    const Facts facts = read_probe(recorded(), {});
    EXPECT_EQ(facts.toolkit.installed, true);
    EXPECT_EQ(facts.toolkit.version, "1.17.4");
    EXPECT_EQ(facts.toolkit.mode, "auto");
    EXPECT_EQ(facts.toolkit.hook, true);
    EXPECT_EQ(facts.toolkit.runtime, true);
    EXPECT_EQ(facts.toolkit.cdi_hook, false);
    EXPECT_THAT(facts.toolkit.cdi_files, ElementsAre("/etc/cdi/nvidia.yaml"));
    EXPECT_EQ(facts.toolkit.cdi_driver, "535.161.07");
    EXPECT_EQ(facts.engine.snap, false);
    EXPECT_EQ(facts.engine.daemon_json,
              "{\n  \"runtimes\": {\"nvidia\": {\"path\": \"nvidia-container-runtime\"}}\n}\n");
    EXPECT_EQ(facts.engine.disk_total, 264212084ULL * 1024);
    EXPECT_EQ(facts.engine.disk_free, 37359576ULL * 1024);
}

TEST(Probe, TheDiskOfAnotherFolderIsNotTheEngines) {
    Facts known;
    known.engine.data_root = "/data/docker";
    EXPECT_EQ(read_probe(recorded(), known).engine.disk_free, std::nullopt);
}

TEST(Probe, AnOutputThatIsCutSaysNothingOfTheRest) {
    const std::string text = recorded();
    for (std::size_t size = 0; size < text.size(); ++size) {
        const Facts facts = read_probe(std::string_view(text).substr(0, size), {});
        EXPECT_NE(facts.nvidia.state, NvidiaSmi::State::absent) << size;
        EXPECT_NE(facts.toolkit.installed, false) << size;
        EXPECT_NE(facts.engine.snap, true) << size;
    }
}

TEST(Probe, NothingSaidIsNothingOverwritten) {
    Facts known{.name = "lab1", .kernel = "6.1", .user = "anna"};
    known.module.installed_version = "535.1";
    known.nvidia.state = NvidiaSmi::State::answered;
    const Facts facts = read_probe("Welcome to lab1\n|no part\n=end 0\nssh: connection lost\n", known);
    EXPECT_EQ(facts.name, "lab1");
    EXPECT_EQ(facts.kernel, "6.1");
    EXPECT_EQ(facts.module.installed_version, "535.1");
    EXPECT_EQ(facts.nvidia.state, NvidiaSmi::State::answered);
    EXPECT_EQ(facts.toolkit.installed, std::nullopt);
    EXPECT_THAT(facts.vendors, IsEmpty());
}

TEST(Probe, TextOfTheMachineIsNeverTakenForAMark) {
    const Facts facts = read_probe(part("daemon-json", "=smi-path\n=end 0\n=who\nuser evil", 0) +
                                       part("who", "user anna\nuid 7", 0),
                                   {});
    EXPECT_EQ(facts.user, "anna");
    EXPECT_EQ(facts.engine.daemon_json, "=smi-path\n=end 0\n=who\nuser evil\n");
    EXPECT_EQ(facts.nvidia.state, NvidiaSmi::State::not_asked);
}

TEST(Probe, EachWayThatNvidiaSmiFails) {
    // The words and exit codes of the drivers, as the test bed's simulation has them.
    const NvidiaSmi mismatch = nvidia("Failed to initialize NVML: Driver/library version mismatch\n"
                                      "NVML library version: 535.183",
                                      18);
    EXPECT_EQ(mismatch.state, NvidiaSmi::State::failed);
    EXPECT_EQ(mismatch.words,
              "Failed to initialize NVML: Driver/library version mismatch; NVML library version: 535.183");
    EXPECT_EQ(nvidia("No devices were found", 6).state, NvidiaSmi::State::failed);
    EXPECT_EQ(nvidia("Unable to determine the device handle for GPU0000:01:00.0: GPU is lost.", 15).words,
              "Unable to determine the device handle for GPU0000:01:00.0: GPU is lost.");
    EXPECT_EQ(nvidia("", 124).words, "nvidia-smi gave no answer within 20 seconds");
    EXPECT_EQ(nvidia("Terminated", 143).words, "nvidia-smi gave no answer within 20 seconds");
    EXPECT_EQ(read_probe(part("smi-path", "", 127), {}).nvidia.state, NvidiaSmi::State::absent);
}

TEST(Probe, MigDevicesHaveTheNamesOfTheList) {
    const Facts facts = read_probe(
        part("smi-path", "/usr/bin/nvidia-smi", 0) +
            part("smi-identity", "0, GPU-a, NVIDIA A100, 0:1, 40960, 550.1", 0) +
            part("smi-modes", "0, Default, Enabled", 0) +
            part("smi-xml",
                 "<nvidia_smi_log><gpu><uuid>GPU-a</uuid><mig_devices><mig_device/></mig_devices></gpu></"
                 "nvidia_smi_log>",
                 0) +
            part("smi-list", "GPU 0: NVIDIA A100 (UUID: GPU-a)\n  MIG 1g.5gb  Device 0: (UUID: MIG-x)", 0),
        {});
    ASSERT_EQ(facts.nvidia.gpus.size(), 1U);
    EXPECT_EQ(facts.nvidia.gpus[0].mig, true);
    EXPECT_THAT(facts.nvidia.gpus[0].mig_devices,
                ElementsAre(MigDevice{.uuid = "MIG-x", .profile = "1g.5gb"}));
}

TEST(Probe, SecureBootInItsThreeSpellings) {
    const auto secure = [](std::string_view text, int status) {
        return read_probe(part("secure-boot", text, status), {}).module.secure_boot;
    };
    EXPECT_EQ(secure("SecureBoot enabled", 0), true);
    EXPECT_EQ(secure("SecureBoot disabled\nPlatform is in Setup Mode", 0), false);
    EXPECT_EQ(secure("no EFI", 0), false);
    EXPECT_EQ(secure("   6   0   0   0   0", 0), false);
    EXPECT_EQ(secure("sh: mokutil: not found", 127), std::nullopt);
}

TEST(Probe, WslAndSnapAndFabricManager) {
    EXPECT_TRUE(
        read_probe(part("proc-version", "Linux version 5.15.167.4-microsoft-standard-WSL2", 0), {}).wsl);
    EXPECT_EQ(read_probe(part("packaged", "snap", 0), {}).engine.snap, true);
    EXPECT_EQ(read_probe(part("packaged", "snap\n/usr/bin/dockerd", 0), {}).engine.snap, false);
    const Facts facts =
        read_probe(part("fabric", "state active\nrunning\nFabric Manager version is : 535.183.01", 0), {});
    EXPECT_EQ(facts.fabric_manager_running, true);
    EXPECT_EQ(facts.fabric_manager_version, "535.183.01");
}

} // namespace
} // namespace dockwright::host
