#include "host/cgroup.hpp"
#include "host/kernel_log.hpp"
#include "host/os_release.hpp"
#include "host/pci.hpp"
#include "host/proc_nvidia.hpp"
#include "host/toolkit_text.hpp"
#include "host/top_pids.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::host {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string id(64, 'a');
const std::string inner(64, 'b');

TEST(ProcNvidia, BothWordingsOfTheVersionAreRead) {
    EXPECT_EQ(read_driver_version("NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.183.01  Sun May 12 "
                                  "19:39:15 UTC 2024\nGCC version:  gcc version 13.2.0\n"),
              (DriverVersion{.version = "535.183.01", .open = false}));
    // Recorded on a machine with an H200.
    EXPECT_EQ(
        read_driver_version("NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.159.04  Release "
                            "Build  (nixbld@)  \nGCC version:  gcc version 15.3.0 (GCC) \n"),
        (DriverVersion{.version = "580.159.04", .open = true}));
    EXPECT_EQ(read_driver_version("GCC version: 1.2\n"), DriverVersion());
}

TEST(ProcNvidia, ModelsOfAllGpus) {
    EXPECT_THAT(read_gpu_models("Model: \t\t NVIDIA H200\nIRQ:   \t\t 41\nModel: \t\t NVIDIA A100\n"),
                ElementsAre("NVIDIA H200", "NVIDIA A100"));
}

TEST(ProcNvidia, UvmIsAWholeWord) {
    EXPECT_TRUE(has_uvm("Character devices:\n195 nvidia\n238 nvidia-uvm\n"));
    EXPECT_FALSE(has_uvm("195 nvidia\n238 nvidia-uvm-tools\n"));
}

TEST(OsReleaseFile, QuotesAndEscapesAreUndone) {
    EXPECT_EQ(read_os_release("PRETTY_NAME=\"A \\\"b\\\" $c\"\nID='rocky'\nID_LIKE=\"rhel centos\"\n"
                              "VERSION_ID=9.4\nVERSION=\"9.4 (x)\"\nBUG\n"),
              (OsRelease{.id = "rocky", .like = "rhel centos", .version = "9.4", .title = "A \"b\" $c"}));
    EXPECT_EQ(read_os_release("ID=\"\nVERSION_ID=\\").id, "");
}

TEST(Cgroup, EachWayOfWritingAContainer) {
    for (const std::string& path :
         {"/docker/" + id, "/system.slice/docker-" + id + ".scope",
          "/machine.slice/libpod-" + id + ".scope/container",
          "/kubepods.slice/kubepods-burstable.slice/cri-containerd-" + id + ".scope",
          "/kubepods/burstable/pod0a/" + id,
          "/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-" + id + ".scope",
          "/system.slice/containerd.service/system.slice:docker:" + id, "/../../docker-" + id + ".scope",
          "/docker/" + id + "/docker/" + inner}) {
        EXPECT_EQ(container_of_cgroup("0::" + path + "\n"), id) << path;
        EXPECT_EQ(container_of_cgroup("12:cpu,cpuacct:/\n3:memory:" + path + "\n0::/x\n"), id) << path;
    }
}

TEST(Cgroup, WhatIsNoContainer) {
    for (const std::string& path :
         {std::string("/user.slice/user-1000.slice/session-2.scope"), std::string("/"),
          "/docker/" + id.substr(1), "/docker/" + id + "0", "/docker/A" + id.substr(1),
          "/machine.slice/libpod-conmon-" + id + ".scope"}) {
        EXPECT_EQ(container_of_cgroup("0::" + path + "\n"), "") << path;
    }
    EXPECT_EQ(container_of_cgroup(""), "");
    EXPECT_EQ(container_of_cgroup("/docker/" + id), "");
}

TEST(KernelLog, XidsOfDmesgAndOfTheJournal) {
    const auto xids = read_xids(
        "[    1.0] NVRM: loading NVIDIA UNIX x86_64 Kernel Module\n"
        "[12345.678901] NVRM: Xid (PCI:0000:01:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off\n"
        "Nov 26 07:45:13 lab1 kernel: NVRM: Xid (PCI:0000:25:00): 13, Graphics \x1b[31mException\n"
        "NVRM: Xid (PCI:0000:25:00): none\nNVRM: Xid (PCI\n");
    ASSERT_EQ(xids.size(), 2U);
    EXPECT_EQ(xids[0].code, 79U);
    EXPECT_EQ(xids[0].bus, "0000:01:00");
    EXPECT_EQ(xids[1].code, 13U);
    EXPECT_EQ(xids[1].line, "NVRM: Xid (PCI:0000:25:00): 13, Graphics \\x1b[31mException");
}

TEST(KernelLog, TheNewestAreKept) {
    std::string log;
    for (int i = 0; i < 200; ++i) {
        log += "NVRM: Xid (PCI:0000:01:00): " + std::to_string(i) + ", x\n";
    }
    const auto xids = read_xids(log);
    ASSERT_EQ(xids.size(), 64U);
    EXPECT_EQ(xids.back().code, 199U);
}

TEST(TopPids, TheColumnIsFoundByItsTitle) {
    const std::vector<std::string> docker = {"UID", "PID", "PPID", "CMD"};
    const std::vector<std::vector<std::string>> rows = {
        {"root", "24365", "24345", "sh"}, {"root"}, {"root", "x", "1", "sh"}, {"root", " 7 ", "1", "sh"}};
    EXPECT_THAT(pids_of_top(docker, rows), ElementsAre(24365U, 7U));
    const std::vector<std::string> podman = {"USER", "PID", "HPID"};
    const std::vector<std::vector<std::string>> inside = {{"root", "1", "4711"}};
    EXPECT_THAT(pids_of_top(podman, inside), ElementsAre(4711U));
    EXPECT_THAT(pids_of_top(std::vector<std::string>{"CMD"}, rows), IsEmpty());
}

TEST(Pci, DisplaysOfEachVendorOnce) {
    EXPECT_THAT(read_pci("00:02.0 0300: 8086:4680 (rev 0c)\n0000:01:00.0 0302: 10de:2335 (rev a1)\n"
                         "02:00.0 0300: 10de:2204\n03:00.0 0380: 1002:740c\n04:00.0 0200: 10de:0001\n")
                    .vendors,
                ElementsAre(Vendor::nvidia, Vendor::amd, Vendor::intel));
    EXPECT_THAT(read_pci("0x030000 0x10de 0x2204\n0x120000 0x1002 0x74a1\n0x120000 0x8086 0x7d1d\n").vendors,
                ElementsAre(Vendor::nvidia, Vendor::amd));
    EXPECT_THAT(read_pci("00:02.0 Class 0300: 8086:0102\n").vendors, ElementsAre(Vendor::intel));
}

TEST(Pci, WhatIsNoDisplayIsNoGpu) {
    for (const std::string_view text :
         {"", "00:1f.3 0403: 8086:7ad0\n", "01:00.1 0403: 10de:1aef\n", "0x03 0x10de 0x2204\n",
          "0x030000 0x10deff 0x2204\n", "0300: 10de:2204\n", "0x030000 0x102b 0x0538\n"}) {
        EXPECT_EQ(read_pci(text), PciDevices()) << text;
    }
}

TEST(Pci, ASwitchBetweenGpusIsSeen) {
    EXPECT_TRUE(read_pci("0x068000 0x10de 0x22a3\n").nvswitch);
    EXPECT_FALSE(read_pci("0x060400 0x10de 0x22a3\n").nvswitch);
    EXPECT_TRUE(devices_of_nodes(std::vector<std::string>{"/dev/nvidia-nvswitchctl"}).nvswitch);
}

TEST(Pci, NodesNameTheirDriver) {
    EXPECT_THAT(
        devices_of_nodes(std::vector<std::string>{"/dev/kfd", "/dev/nvidia0", "/dev/nvidia1"}).vendors,
        ElementsAre(Vendor::nvidia, Vendor::amd));
    EXPECT_THAT(
        devices_of_nodes(std::vector<std::string>{"/dev/nvidiactl", "/dev/dri/card0", "/dev/dxg"}).vendors,
        IsEmpty());
}

TEST(ToolkitText, VersionsOfItsPrograms) {
    EXPECT_EQ(read_toolkit_version("NVIDIA Container Toolkit CLI version 1.17.4\ncommit: 9b69590c\n"),
              "1.17.4");
    EXPECT_EQ(read_toolkit_version("cli-version: 1.17.4\nlib-version: 1.17.3\nbuild date: 2025\n"), "1.17.4");
    EXPECT_EQ(read_toolkit_version("nvidia-ctk: not found 1.2\n"), "");
}

TEST(ToolkitText, TheModeOfTheRuntimeAndNoOther) {
    EXPECT_EQ(
        read_toolkit_mode("mode = \"x\"\n[nvidia-container-runtime]\n#mode = \"y\"\nmode = \"cdi\" # z\n"),
        "cdi");
    EXPECT_EQ(read_toolkit_mode("[nvidia-container-runtime.modes.csv]\nmode = \"x\"\n"), std::nullopt);
    EXPECT_EQ(read_toolkit_mode("[nvidia-container-runtime]\nmode = 1\n"), std::nullopt);
}

} // namespace
} // namespace dockwright::host
