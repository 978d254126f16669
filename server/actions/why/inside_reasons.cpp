#include "actions/why/reasons.hpp"
#include "base/message.hpp"
#include "host/error_texts.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <charconv>

/// What a look inside shows.
namespace dockwright::actions {
namespace {

using gpu::Cause;

bool says(const Inside& inside, std::string_view text) {
    return inside.nvidia_smi_words.find(text) != std::string::npos;
}

void look_at_access(const Case& seen, const Inside& inside, std::vector<WhyReason>& out) {
    const bool asked = seen.gpu.access == engine::GpuAccess::yes;
    const std::string restart = message("docker restart {}", {shown_name(seen.container)});
    if (says(inside, "NVML: Unknown Error")) {
        add_reason(out,
                   {.cause = Cause::device_access_lost,
                    .found = "nvidia-smi says in it: Failed to initialize NVML: Unknown Error, while the "
                             "machine's own answers",
                    .repairs = {message("Restart it, which gives it the devices again: {}", {restart}),
                                "To be rid of it: use CDI (--device nvidia.com/gpu=all), or set "
                                "native.cgroupdriver=cgroupfs in daemon.json"}});
    } else if (says(inside, "version mismatch")) {
        add_reason(
            out, {.cause = Cause::driver_library_mismatch,
                  .found = "nvidia-smi says in it: Driver/library version mismatch. The driver was "
                           "updated after it was started",
                  .repairs = {message("Restart it, so that it is given the new libraries: {}", {restart})}});
    } else if (says(inside, "couldn't communicate with the NVIDIA driver")) {
        add_reason(out, {.cause = Cause::driver_not_loaded,
                         .found = "nvidia-smi can't reach the driver from inside",
                         .repairs = {"Look at the machine: dockwright doctor"}});
    } else if (says(inside, "GPU is lost")) {
        add_reason(out, {.cause = Cause::gpu_fell_off,
                         .found = "nvidia-smi says in it that the GPU is lost",
                         .repairs = {"Restart the machine; look at it: dockwright doctor"}});
    } else if (asked && inside.nodes.empty() && inside.gpus.empty()) {
        add_reason(out, {.cause = Cause::device_access_lost,
                         .found = "It asked for a GPU, but there is no device file of one in it",
                         .repairs = {message("Restart it: {}", {restart}),
                                     "If that doesn't help, look at the machine: dockwright doctor"}});
    } else if (!inside.unreadable.empty()) {
        add_reason(out, {.cause = Cause::device_access_lost,
                         .found = message("Its user may not open {}", {inside.unreadable.front()}),
                         .repairs = {"Run it as a user or group that owns the device (--group-add), or as "
                                     "root"}});
    }
}

void look_at_libraries(const Case& seen, const Inside& inside, std::vector<WhyReason>& out) {
    const bool works = inside.nvidia_smi_exit == 0 && !inside.gpus.empty();
    // Only a Python that looked shows that the files are where programs look.
    if (works && inside.libcuda == false && inside.torch_sees_gpu == false) {
        add_reason(out, {.cause = Cause::capabilities_missing,
                         .found = "nvidia-smi answers in it, but libcuda.so.1 is nowhere: CUDA can't start",
                         .repairs = {message("Make it again: dockwright recreate {} --env "
                                             "NVIDIA_DRIVER_CAPABILITIES=compute,utility",
                                             {shown_name(seen.container)})}});
    }
    const bool has_uvm = std::ranges::find(inside.nodes, "/dev/nvidia-uvm") != inside.nodes.end();
    const bool has_gpu = std::ranges::any_of(inside.nodes, [](const std::string& node) {
        return node.starts_with("/dev/nvidia0") || node.starts_with("/dev/nvidia1");
    });
    if (has_gpu && !has_uvm) {
        add_reason(out, {.cause = Cause::uvm_missing,
                         .found = "There is no /dev/nvidia-uvm in it, without which CUDA can't start",
                         .repairs = {"On the machine: sudo modprobe nvidia_uvm, then make the container "
                                     "again"}});
    }
}

/// `sm_86` and `compute_90`: 86, 90.
unsigned number_in(std::string_view arch) {
    const std::size_t at = std::min(arch.find('_'), arch.size());
    unsigned value = 0;
    std::from_chars(arch.data() + std::min(at + 1, arch.size()), arch.data() + arch.size(), value);
    return value;
}

/// Machine code runs on newer GPUs of the same major generation; `compute_` code on all newer ones.
bool serves(const std::vector<std::string>& archs, unsigned capability) {
    return std::ranges::any_of(archs, [&](const std::string& arch) {
        const unsigned have = number_in(arch);
        const bool any_newer = arch.starts_with("compute_") && have <= capability;
        return any_newer || (have / 10 == capability / 10 && have <= capability);
    });
}

void look_at_archs(const Case& seen, const Inside& inside, std::vector<WhyReason>& out) {
    for (const host::Gpu& gpu : seen.machine.nvidia.gpus) {
        const auto capability = static_cast<unsigned>(gpu.capability);
        if (capability == 0 || inside.torch_archs.empty() || serves(inside.torch_archs, capability)) {
            continue;
        }
        const unsigned newest = std::ranges::max(inside.torch_archs, {}, number_in).empty()
                                    ? 0
                                    : number_in(std::ranges::max(inside.torch_archs, {}, number_in));
        add_reason(out, {.cause = capability > newest ? Cause::arch_not_compiled : Cause::arch_dropped,
                         .found = message("torch {} in it has no machine code for {}",
                                          {inside.torch, printable(gpu.name)}),
                         .repairs = {"Take another build of torch: dockwright gpu suggest says which"}});
    }
}

void look_at_torch(const Case& seen, const Inside& inside, std::vector<WhyReason>& out) {
    using knowledge::Version;
    if (inside.torch.empty()) {
        return;
    }
    if (inside.torch_cuda == "None") {
        add_reason(out, {.cause = Cause::cpu_only_wheel,
                         .found = message("torch {} in it is built without CUDA", {inside.torch}),
                         .repairs = {"Install a build with CUDA; dockwright gpu suggest says which fits"}});
        return;
    }
    const auto built = Version::parse(inside.torch_cuda);
    const auto driver = Version::parse(seen.machine.nvidia.cuda);
    if (inside.torch_sees_gpu == false && built && driver && built->major() > driver->major()) {
        add_reason(out,
                   {.cause = Cause::driver_too_old,
                    .found = message("torch {} in it is built with CUDA {}, the machine's driver {} "
                                     "knows CUDA up to {}",
                                     {inside.torch, inside.torch_cuda, printable(seen.machine.nvidia.driver),
                                      printable(seen.machine.nvidia.cuda)}),
                    .repairs = {message("Take a build with CUDA {} or older, or update the driver",
                                        {printable(seen.machine.nvidia.cuda)})}});
    }
    look_at_archs(seen, inside, out);
}

} // namespace

void add_inside_reasons(const Case& seen, std::vector<WhyReason>& out) {
    if (!seen.inside) {
        return;
    }
    look_at_access(seen, *seen.inside, out);
    look_at_libraries(seen, *seen.inside, out);
    look_at_torch(seen, *seen.inside, out);
}

} // namespace dockwright::actions
