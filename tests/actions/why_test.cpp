#include "actions/why/reasons.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using engine::GpuAccess;
using gpu::Cause;
using ::testing::HasSubstr;

host::Facts machine() {
    host::Facts facts;
    facts.architecture = "x86_64";
    facts.kernel = "6.8.0-45-generic";
    facts.vendors = {host::Vendor::nvidia};
    facts.nvidia.state = host::NvidiaSmi::State::answered;
    facts.nvidia.driver = "550.54.15";
    facts.nvidia.cuda = "12.4";
    host::Gpu gpu;
    gpu.name = "NVIDIA GeForce RTX 3090";
    gpu.capability = 86;
    facts.nvidia.gpus = {gpu};
    facts.module.loaded = true;
    facts.module.version = "550.54.15";
    facts.module.uvm = true;
    facts.toolkit.installed = facts.toolkit.hook = true;
    facts.engine.reachable = true;
    facts.engine.version = "28.3.0";
    facts.engine.runtimes = {"nvidia", "runc"};
    return facts;
}

Inside well() {
    Inside inside;
    inside.nodes = {"/dev/nvidia0", "/dev/nvidiactl", "/dev/nvidia-uvm"};
    inside.libcuda = true;
    inside.has_nvidia_smi = true;
    inside.nvidia_smi_exit = 0;
    inside.gpus = {"GPU 0: NVIDIA GeForce RTX 3090 (UUID: GPU-1)"};
    return inside;
}

Case good() {
    Case seen;
    seen.container.name = "/train";
    seen.container.state.running = true;
    seen.container.host_config.device_requests = {{.count = -1, .capabilities = {{"gpu"}}}};
    seen.gpu = {.access = GpuAccess::yes, .text = "all GPUs"};
    seen.machine = machine();
    seen.inside = well();
    return seen;
}

Inside failing(std::string words) {
    Inside inside = well();
    inside.gpus.clear();
    inside.nvidia_smi_exit = 255;
    inside.nvidia_smi_words = std::move(words);
    return inside;
}

struct Wrong {
    Cause cause;
    void (*make)(Case& seen);
};

const Wrong wrongs[] = {
    {Cause::gpu_not_requested, [](Case& c) { c.gpu = {}; }},
    {Cause::gpu_not_requested,
     [](Case& c) {
         c.gpu = {.access = GpuAccess::maybe, .text = "privileged"};
         c.inside->libcuda = false;
     }},
    {Cause::gpu_hidden, [](Case& c) { c.container.config.env = {"CUDA_VISIBLE_DEVICES="}; }},
    {Cause::gpu_hidden, [](Case& c) { c.container.config.env = {"CUDA_VISIBLE_DEVICES=-1"}; }},
    {Cause::gpu_hidden, [](Case& c) { c.container.config.env = {"NVIDIA_VISIBLE_DEVICES=none"}; }},
    {Cause::capabilities_missing,
     [](Case& c) { c.container.config.env = {"NVIDIA_DRIVER_CAPABILITIES=utility,graphics"}; }},
    {Cause::capabilities_missing,
     [](Case& c) {
         c.inside->libcuda = false;
         c.inside->torch_sees_gpu = false;
     }},
    {Cause::wrong_platform, [](Case& c) { (c.image = engine::Image())->architecture = "arm64"; }},
    {Cause::device_access_lost,
     [](Case& c) { c.inside = failing("Failed to initialize NVML: Unknown Error"); }},
    {Cause::device_access_lost,
     [](Case& c) {
         c.inside->nodes.clear();
         c.inside->gpus.clear();
     }},
    {Cause::driver_library_mismatch,
     [](Case& c) { c.inside = failing("Failed to initialize NVML: Driver/library version mismatch"); }},
    {Cause::gpu_fell_off,
     [](Case& c) { c.inside = failing("Unable to determine the device handle: GPU is lost."); }},
    {Cause::uvm_missing, [](Case& c) { c.inside->nodes.pop_back(); }},
    {Cause::cpu_only_wheel,
     [](Case& c) {
         c.inside->torch = "2.8.0+cpu";
         c.inside->torch_cuda = "None";
         c.inside->torch_sees_gpu = false;
     }},
    {Cause::driver_too_old,
     [](Case& c) {
         c.inside->torch = "2.9.0";
         c.inside->torch_cuda = "13.0";
         c.inside->torch_sees_gpu = false;
     }},
    {Cause::arch_not_compiled,
     [](Case& c) {
         c.inside->torch = "1.7.0";
         c.inside->torch_cuda = "11.0";
         c.inside->torch_archs = {"sm_60", "sm_70", "sm_75"};
     }},
    {Cause::arch_dropped,
     [](Case& c) {
         c.inside->torch = "2.8.0";
         c.inside->torch_cuda = "12.4";
         c.inside->torch_archs = {"sm_90", "sm_100"};
     }},
    {Cause::driver_not_loaded,
     [](Case& c) {
         c.machine.nvidia = {};
         c.machine.nvidia.state = host::NvidiaSmi::State::failed;
         c.machine.module = {};
         c.machine.module.loaded = false;
         c.machine.module.installed_version = "550.54.15";
         c.inside.reset();
     }},
    {Cause::toolkit_missing,
     [](Case& c) {
         c.inside.reset();
         c.container.state = {};
         c.container.state.error = "could not select device driver \"\" with capabilities: [[gpu]]";
     }},
};

TEST(Why, NamesTheCauseOfEachThingThatGoesWrong) {
    for (const Wrong& wrong : wrongs) {
        Case seen = good();
        wrong.make(seen);
        const auto reasons = why_reasons(seen);
        ASSERT_FALSE(reasons.empty()) << gpu::name(wrong.cause);
        EXPECT_EQ(gpu::name(reasons.front().cause), gpu::name(wrong.cause));
        EXPECT_FALSE(reasons.front().found.ends_with('.')) << reasons.front().found;
        EXPECT_FALSE(reasons.front().repairs.empty()) << gpu::name(wrong.cause);
    }
}

TEST(Why, OfAContainerThatWorksHasNoReason) {
    const Case seen = good();
    EXPECT_EQ(why_reasons(seen), std::vector<WhyReason>());
    EXPECT_EQ(why_verdict(seen, {}), WhyVerdict::sees_gpu);
}

TEST(Why, VoidIsWhatCdiItselfWrites) {
    Case seen = good();
    seen.container.host_config.device_requests = {{.driver = "cdi", .device_ids = {"nvidia.com/gpu=all"}}};
    seen.container.config.env = {"NVIDIA_VISIBLE_DEVICES=void"};
    seen.inside->environment = {"NVIDIA_VISIBLE_DEVICES=void"};
    EXPECT_EQ(why_reasons(seen), std::vector<WhyReason>());
}

TEST(Why, ALookInsideOutweighsAVariableThatOnlyMayHide) {
    Case seen = good();
    seen.container.config.env = {"NVIDIA_VISIBLE_DEVICES=void"};
    const auto reasons = why_reasons(seen);
    ASSERT_EQ(reasons.size(), 1U);
    EXPECT_EQ(why_verdict(seen, reasons), WhyVerdict::sees_gpu);
    seen.inside.reset();
    EXPECT_EQ(why_verdict(seen, reasons), WhyVerdict::fails);
}

TEST(Why, EachCauseComesOnce) {
    Case seen = good();
    seen.container.config.env = {"CUDA_VISIBLE_DEVICES=", "NVIDIA_VISIBLE_DEVICES=void"};
    EXPECT_EQ(why_reasons(seen).size(), 1U);
}

TEST(Why, CodeForTheSameGenerationOrAnyNewerGpuServes) {
    for (const char* arch : {"sm_80", "sm_86", "compute_70"}) {
        Case seen = good();
        seen.inside->torch = "2.8.0";
        seen.inside->torch_cuda = "12.4";
        seen.inside->torch_archs = {"sm_50", arch};
        EXPECT_EQ(why_reasons(seen), std::vector<WhyReason>()) << arch;
    }
}

TEST(Why, OfAStoppedContainerWithoutAnythingWrongIsUnknown) {
    Case seen = good();
    seen.inside.reset();
    seen.container.state = {};
    EXPECT_EQ(why_verdict(seen, why_reasons(seen)), WhyVerdict::unknown);
}

TEST(Inside, IsReadAsFarAsItGoes) {
    const auto inside = read_inside("=nodes\n/dev/nvidia0\nclosed /dev/nvidia0\n=environment\n"
                                    "NVIDIA_VISIBLE_DEVICES=all\n=libcuda\nnone\n=smi\n"
                                    "GPU 0: NVIDIA H200 (UUID: GPU-1)\n\n=smi-exit 0\n=torch\ntorch 2.8.0\n"
                                    "cuda 12.4\narchs sm_80 sm_90\navailable False\n=done\n");
    ASSERT_TRUE(inside);
    EXPECT_EQ(inside->nodes, std::vector<std::string>{"/dev/nvidia0"});
    EXPECT_EQ(inside->unreadable, std::vector<std::string>{"/dev/nvidia0"});
    EXPECT_EQ(inside->environment, std::vector<std::string>{"NVIDIA_VISIBLE_DEVICES=all"});
    EXPECT_EQ(inside->libcuda, false);
    EXPECT_EQ(inside->nvidia_smi_exit, 0);
    EXPECT_EQ(inside->gpus.size(), 1U);
    EXPECT_EQ(inside->torch, "2.8.0");
    EXPECT_EQ(inside->torch_archs, (std::vector<std::string>{"sm_80", "sm_90"}));
    EXPECT_EQ(inside->torch_sees_gpu, false);
}

TEST(Inside, WithoutAShellThereIsNothing) {
    EXPECT_EQ(read_inside("exec: \"sh\": executable file not found in $PATH"), std::nullopt);
    EXPECT_EQ(read_inside(""), std::nullopt);
}

TEST(Inside, EscapesWhatIsForeignAndStaysSmall) {
    std::string text = "=nodes\n=smi\n\x1b[2J\n";
    for (int i = 0; i < 10000; ++i) {
        text += "GPU 0: x (UUID: y)\n";
    }
    const auto inside = read_inside(text);
    ASSERT_TRUE(inside);
    EXPECT_EQ(inside->nvidia_smi_words.find('\x1b'), std::string::npos);
    EXPECT_LE(inside->gpus.size(), 256U);
}

} // namespace
} // namespace dockwright::actions
