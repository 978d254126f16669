#pragma once
#include "gpu/check.hpp"
#include <optional>
#include <string>
#include <vector>

/// Private to gpu/: a host's GPUs and driver as the tables know them, and who in an image uses CUDA.
namespace dockwright::gpu {

struct Device {
    std::string name;
    knowledge::Capability capability = 0; ///< 0: not known
    const knowledge::Gpu* product = nullptr;
    const knowledge::Architecture* architecture = nullptr;
    std::uint64_t memory = 0; ///< bytes; 0: not known
    bool foreign = false;     ///< by its name not NVIDIA's
};
std::vector<Device> devices(const Host& host, const knowledge::Knowledge& knowledge);

/// A driver as people write it: `525.60.13`, with the zeros that its numbers have.
std::string driver_text(const Version& driver);

/// `8.6` for 86.
std::string capability_text(knowledge::Capability capability);

/// Whether the container toolkit looks at NVIDIA_REQUIRE_* and NVIDIA_DRIVER_CAPABILITIES there;
/// nothing: what would decide it is not known.
std::optional<bool> uses_hook(const Host& host);

/// Whether the cuda-compat libraries of an image take the place of the driver's where they are newer;
/// nothing: that depends on the toolkit's version, which is not known.
std::optional<bool> uses_compat(const Host& host);

/// What the base image says by NVIDIA_REQUIRE_CUDA, where it has that from nvidia/cuda and nothing
/// has changed it.
bool requires_cuda_of_base(const ImageState& state);
bool requirement_switched_off(const ImageState& state);
/// Null: not known.
const knowledge::CudaRequirement* base_requirement(const Case& asked);
/// This driver and product meet it; nothing: not known.
std::optional<bool> base_lets_in(const Case& asked, const Device& device);

/// The image itself puts its driver library first, whatever the toolkit does: by LD_LIBRARY_PATH, or by
/// ldconfig as vLLM's image does (vllm-project/vllm issues 5283 and 5510).
std::optional<Place> own_driver_library_first(const Case& asked);

/// NVIDIA lets cuda-compat run on this product.
bool accepts_compat(const Device& device);

/// A program in the image that loads CUDA.
struct CudaUser {
    std::string what; ///< `torch 2.4.0+cu121`, `CUDA 12.4.1`
    Version cuda;
    std::span<const knowledge::Capability> targets;
    knowledge::Capability ptx = 0;
    Version min_driver; ///< not known: by its CUDA
    Place place;
    knowledge::Fact fact;
    const Installed* package = nullptr; ///< null: the CUDA of the image itself
};
std::vector<CudaUser> cuda_users(const Case& asked);

/// The newest CUDA that runs natively: of the driver, or of the image's own compat package where
/// that is used on this device.
Version cuda_there(const Case& asked, const Device& device);

/// `torch 2.4.0+cu121`; `torch (not pinned, so the newest: 2.14.1+cu130 of 2026-09)`.
std::string describe(const Installed& installed);

/// Adds one reason for the devices that it is true of: a caveat if others of the host work.
void add_for_devices(const Case& asked, Reasons& reasons, Cause cause, Weight weight, Place place,
                     const std::vector<std::string>& which, std::string message, knowledge::Fact fact);

/// The last CMD or ENTRYPOINT of the stage, or of what it builds on: the command that a container runs.
const model::Command* started(const Case& asked);

/// The whole `NAME=value` of a variable's place, which is its name.
Place assignment(const model::Document& document, Place name);

knowledge::Fact principle(const Case& asked, std::string_view id);
knowledge::Fact variable_fact(const Case& asked, std::string_view name);

} // namespace dockwright::gpu
