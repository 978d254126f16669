#pragma once
#include "host/facts.hpp"
#include <optional>

/// Private to host/: of which kind a machine is, and by which ways the engine can give a GPU to a container.
namespace dockwright::host {

/// NVIDIA Jetson and its kin: the GPU is in the processor, its driver is part of the system.
bool is_jetson(const Facts& facts);

/// The engine's version; not known of a build between releases, whose number says nothing.
knowledge::Version release_of(const EngineFacts& engine);

struct GpuWays {
    bool runtime = false;     ///< --runtime=nvidia
    std::optional<bool> hook; ///< --gpus by the toolkit's hook, if the engine knows of it
    bool cdi_enabled = false; ///< --device nvidia.com/gpu=…
    bool cdi_devices = false; ///< and there is a specification
};
GpuWays gpu_ways(const Facts& facts);

/// What --gpus does first, as far as it depends on the engine's version. Docker after 29.7.2: unknown.
enum class GpusOrder : std::uint8_t { none, hook, cdi_then_hook, unknown };
GpusOrder gpus_order(const Facts& facts);

/// Whether a container that asks for GPUs in the ordinary way gets them by CDI; nothing: not known.
std::optional<bool> uses_cdi(const Facts& facts);

} // namespace dockwright::host
