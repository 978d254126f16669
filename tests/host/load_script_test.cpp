#include "host/load_script.hpp"
#include "support/temporary_folder.hpp"
#include <array>
#include <cstdio>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace dockwright::host {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string container(64, 'c');

std::string part(std::string_view name, std::string_view text, int status = 0) {
    std::string out = "\n=" + std::string(name) + "\n";
    while (!text.empty()) {
        const auto end = text.find('\n');
        out += "|" + std::string(text.substr(0, end)) + "\n";
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out + "\n=end " + std::to_string(status) + "\n";
}

const std::string whole =
    part("path", "/usr/bin/nvidia-smi") +
    part("load", "535.183.01, NVIDIA GeForce RTX 3090, 0, GPU-a, 77, 5319, 18941, 24576, 61, 250.10, 350.00\n"
                 "535.183.01, A, with comma, 1, GPU-b, 0, 316, 24260, 24576, 38, [N/A], 350.00") +
    part("processes", "GPU-a, 41, python, 5003\nGPU-a, 42, /usr/lib/xorg/Xorg, 60\nGPU-b, 43, hidden, "
                      "10\nGPU-b, 44, x, 1") +
    part("owners", "pid 41\nuser ada 1000\ncgroup 0::/system.slice/docker-" + container +
                       ".scope\npid 42\nuser root 0\ncgroup 0::/user.slice\npid 43\nuser UNKNOWN 4711\n");

TEST(LoadScript, SaysWhichContainerHoldsWhichMemory) {
    const LoadReading reading = read_load_script(whole);
    EXPECT_EQ(reading.nvidia.state, NvidiaSmi::State::answered);
    EXPECT_EQ(reading.nvidia.driver, "535.183.01");
    ASSERT_EQ(reading.loads.size(), 2U);
    EXPECT_EQ(reading.loads[0].utilization, 77U);
    EXPECT_EQ(reading.loads[1].power, std::nullopt);
    ASSERT_EQ(reading.nvidia.gpus.size(), 2U);
    EXPECT_EQ(reading.nvidia.gpus[0].name, "NVIDIA GeForce RTX 3090");
    EXPECT_EQ(reading.nvidia.gpus[0].uuid, "GPU-a");
    EXPECT_EQ(reading.nvidia.gpus[1].name, "A, with comma");
    ASSERT_EQ(reading.nvidia.processes.size(), 4U);
    const GpuProcess& first = reading.nvidia.processes[0];
    EXPECT_EQ(first.container, container);
    EXPECT_EQ(first.user, "ada");
    EXPECT_EQ(first.memory, 5003ULL << 20U);
}

TEST(LoadScript, ProcessesOutsideOfContainersAreNotThoseThatCouldNotBeRead) {
    const LoadReading reading = read_load_script(whole);
    EXPECT_EQ(reading.nvidia.processes[1].container, "");
    EXPECT_EQ(reading.nvidia.processes[2].user, "4711") << "a number without a name";
    EXPECT_THAT(reading.unplaced, ElementsAre(43U, 44U));
}

TEST(LoadScript, ReadsAnyBeginningOfItsOutput) {
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const LoadReading reading = read_load_script(std::string_view(whole).substr(0, size));
        EXPECT_LE(reading.loads.size(), 2U);
    }
    EXPECT_EQ(read_load_script("").nvidia.state, NvidiaSmi::State::not_asked);
    EXPECT_EQ(read_load_script(part("path", "", 127)).nvidia.state, NvidiaSmi::State::absent);
}

TEST(LoadScript, AFailureIsKeptWithItsWords) {
    const LoadReading reading = read_load_script(
        part("path", "/usr/bin/nvidia-smi") +
        part("load",
             "Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 535.183",
             18));
    EXPECT_EQ(reading.nvidia.state, NvidiaSmi::State::failed);
    EXPECT_THAT(reading.nvidia.words, HasSubstr("version mismatch"));
}

class RunLoadScript : public ::testing::Test {
protected:
    LoadReading run(std::string_view smi) const {
        const std::string bin = folder_.path().string();
        folder_.write("script", load_script);
        if (!smi.empty()) {
            folder_.write("nvidia-smi", smi);
            std::filesystem::permissions(folder_.path() / "nvidia-smi", std::filesystem::perms::owner_all);
        }
        const std::string line = "PATH=" + bin + ":/usr/bin:/bin sh <" + bin + "/script";
        std::string output;
        std::FILE* const pipe = popen(line.c_str(), "r");
        std::array<char, 4096> piece{};
        for (std::size_t size = 0; (size = fread(piece.data(), 1, piece.size(), pipe)) > 0;) {
            output.append(piece.data(), size);
        }
        EXPECT_EQ(pclose(pipe), 0);
        return read_load_script(output);
    }

private:
    dockwright::testing::TemporaryFolder folder_;
};

TEST_F(RunLoadScript, AsksForLoadsAndFindsTheProcessesPlaces) {
    const std::string self = std::to_string(::getpid());
    const LoadReading reading = run(
        R"sh(#!/bin/sh
case $1 in
  --query-gpu=driver_version,name,index*) echo "550.54.15, NVIDIA A100, 0, GPU-a, 12, 100, 200, 300, 40, 50.0, 60.0" ;;
  --query-compute-apps=*) echo "GPU-a, )sh" +
        self + R"sh(, a, with comma, 100"; echo "GPU-a, $(echo x)0, bad, 1"; echo "GPU-a, 4194305, gone, 7" ;;
esac
)sh");
    EXPECT_EQ(reading.nvidia.driver, "550.54.15");
    ASSERT_EQ(reading.loads.size(), 1U);
    EXPECT_EQ(reading.loads[0].utilization, 12U);
    ASSERT_EQ(reading.nvidia.processes.size(), 2U);
    EXPECT_EQ(reading.nvidia.processes[0].name, "a, with comma");
    EXPECT_FALSE(reading.nvidia.processes[0].user.empty());
    EXPECT_THAT(reading.unplaced, ElementsAre(4194305U)) << "above the kernel's largest number";
}

TEST_F(RunLoadScript, IsDoneAtTheFirstFailure) {
    const LoadReading reading = run("#!/bin/sh\necho \"No devices were found\"; exit 6\n");
    EXPECT_EQ(reading.nvidia.state, NvidiaSmi::State::failed);
    EXPECT_EQ(reading.nvidia.words, "No devices were found");
}

} // namespace
} // namespace dockwright::host
