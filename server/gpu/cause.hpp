#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace dockwright::gpu {

/// Why a container does not run, or not as meant: a closed list that outputs and tests name.
enum class Cause : std::uint8_t {
    // driver and GPU
    driver_too_old,
    driver_dropped_gpu,
    arch_not_compiled,
    arch_dropped,
    feature_needs_newer_gpu,
    nvcc_arch_unsupported,
    compat_package_refused,
    require_cuda_unsatisfied,
    ptx_too_new,
    memory_too_small,
    // packages
    wheel_absent,
    wheel_index_missing,
    wheel_cuda_mismatch,
    cpu_only_wheel,
    companion_mismatch,
    abi_mismatch,
    numpy_abi,
    library_missing,
    cudnn_mismatch,
    package_removed,
    redundant_cuda,
    glibc_too_old,
    library_conflict,
    python_mismatch,
    wrong_environment,
    externally_managed_python,
    // image and build
    base_tag_gone,
    base_platform_missing,
    repository_key_rotated,
    needs_devel_image,
    compiler_missing,
    no_gpu_in_build,
    driver_in_image,
    // the run
    gpu_not_requested,
    wrong_platform,
    toolkit_missing,
    gpu_hidden,
    capabilities_missing,
    shared_memory,
    not_supported,
    // a living machine
    driver_not_loaded,
    driver_library_mismatch,
    device_access_lost,
    uvm_missing,
    fabric_manager,
    mig_without_instance,
    exclusive_mode,
    gpu_fell_off,
    cdi_spec_stale
};
inline constexpr std::size_t cause_count = static_cast<std::size_t>(Cause::cdi_spec_stale) + 1;

/// `driver-too-old`.
std::string_view name(Cause cause);
std::optional<Cause> cause(std::string_view name);
/// What it means, in one sentence for a person who knows Python and not Docker.
std::string_view text(Cause cause);

} // namespace dockwright::gpu
