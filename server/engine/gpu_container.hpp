#pragma once
#include "engine/objects.gen.hpp"
#include <cstdint>
#include <string>
#include <string_view>

namespace dockwright::engine {

/// `maybe`: the container sees the devices' nodes, but whether it can use them isn't known from
/// its configuration. `unknown`: its configuration could not be read.
enum class GpuAccess : std::uint8_t { no, maybe, yes, unknown };

/// Whether a container was given GPUs, and which, from its configuration alone.
struct GpuUse {
    GpuAccess access = GpuAccess::no;
    /// For a person: "all GPUs", "2 GPUs" (any two), "GPU 0, 2", "GPU-5ae1…", "nvidia.com/gpu=all",
    /// "/dev/nvidia0"; empty without GPUs.
    std::string text;

    bool operator==(const GpuUse&) const = default;
};

/// In this order, as engines give GPUs: device requests (`--gpus`, CDI), a GPU runtime with
/// NVIDIA_VISIBLE_DEVICES, mapped devices or bound device files, swarm's assigned resources, and
/// `privileged` as a maybe. `default_runtime` (from the engine's info) counts where the container
/// names none; empty if unknown. Not the truth about a living container: only a look inside is.
GpuUse gpu_use(const Container& container, std::string_view default_runtime);

/// Whether the answer depends on the engine's default runtime, which costs a request to learn.
bool needs_default_runtime(const Container& container);

} // namespace dockwright::engine
