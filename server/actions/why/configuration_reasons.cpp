#include "actions/why/reasons.hpp"
#include "base/message.hpp"
#include <algorithm>
#include <array>

/// What its configuration says.
namespace dockwright::actions {
namespace {

using gpu::Cause;

std::optional<std::string_view> variable(const engine::Container& container, std::string_view name) {
    std::optional<std::string_view> found;
    for (const std::string_view entry : container.config.env) {
        if (entry.size() > name.size() && entry.starts_with(name) && entry[name.size()] == '=') {
            found = entry.substr(name.size() + 1);
        }
    }
    return found;
}

bool asks_by_cdi(const engine::Container& container) {
    const auto& requests = container.host_config.device_requests;
    return std::ranges::find(requests, "cdi", &engine::DeviceRequest::driver) != requests.end();
}

std::string again(const Case& seen, std::string_view with) {
    return message("Make it again {}: dockwright recreate {}", {with, shown_name(seen.container)});
}

void look_at_request(const Case& seen, std::vector<WhyReason>& out) {
    if (seen.gpu.access == engine::GpuAccess::yes) {
        return;
    }
    if (seen.gpu.access == engine::GpuAccess::maybe) {
        add_reason(out, {.cause = Cause::gpu_not_requested,
                         .found = "It is privileged, so it sees the GPU's device files, but it did not ask "
                                  "for a GPU: the driver's libraries are not given to it",
                         .repairs = {again(seen, "with --gpus all") + " --gpus all"}});
        return;
    }
    const auto devices = variable(seen.container, "NVIDIA_VISIBLE_DEVICES");
    std::string found = "It was started without --gpus, and without any other way to ask for a GPU";
    if (devices && !devices->empty() && *devices != "void" && *devices != "none") {
        found +=
            message(". NVIDIA_VISIBLE_DEVICES={} alone asks for nothing: it counts with --runtime=nvidia",
                    {printable(*devices)});
    }
    add_reason(out, {.cause = Cause::gpu_not_requested,
                     .found = std::move(found),
                     .repairs = {again(seen, "with a GPU") + " --gpus all",
                                 "Or start another one: docker run --gpus all …"}});
}

void look_at_variables(const Case& seen, std::vector<WhyReason>& out) {
    if (const auto visible = variable(seen.container, "CUDA_VISIBLE_DEVICES")) {
        if (visible->empty() || *visible == "-1" || *visible == "NoDevFiles") {
            add_reason(out, {.cause = Cause::gpu_hidden,
                             .found = message("CUDA_VISIBLE_DEVICES='{}' hides all GPUs from CUDA programs",
                                              {printable(*visible)}),
                             .repairs = {again(seen, "without that variable"),
                                         "Within a shell of it: unset CUDA_VISIBLE_DEVICES"}});
        }
    }
    const auto devices = variable(seen.container, "NVIDIA_VISIBLE_DEVICES");
    const bool hides = devices && (devices->empty() || *devices == "void" || *devices == "none");
    if (hides && !asks_by_cdi(seen.container)) { // CDI sets it to void itself
        add_reason(out, {.cause = Cause::gpu_hidden,
                         .found = message("NVIDIA_VISIBLE_DEVICES='{}' says that it shall have no GPU; with "
                                          "--gpus the engine's own value comes behind it, and programs may "
                                          "read either",
                                          {printable(*devices)}),
                         .repairs = {again(seen, "without that variable")}});
    }
    const auto capabilities = variable(seen.container, "NVIDIA_DRIVER_CAPABILITIES");
    if (capabilities && !capabilities->empty() && capabilities->find("compute") == std::string_view::npos &&
        capabilities->find("all") == std::string_view::npos && !asks_by_cdi(seen.container)) {
        add_reason(out, {.cause = Cause::capabilities_missing,
                         .found = message("NVIDIA_DRIVER_CAPABILITIES={} leaves 'compute' out, so the "
                                          "driver's library for CUDA is not given to it",
                                          {printable(*capabilities)}),
                         .repairs = {again(seen, "with -e NVIDIA_DRIVER_CAPABILITIES=compute,utility") +
                                     " --env NVIDIA_DRIVER_CAPABILITIES=compute,utility"}});
    }
}

/// Docker says amd64 of images and x86_64 of machines.
std::string_view as_machine(std::string_view architecture) {
    return architecture == "amd64" ? "x86_64" : architecture == "arm64" ? "aarch64" : architecture;
}

void look_at_platform(const Case& seen, std::vector<WhyReason>& out) {
    if (!seen.image || seen.image->architecture.empty() || seen.machine.architecture.empty()) {
        return;
    }
    const std::string_view image = as_machine(seen.image->architecture);
    const std::string_view machine = as_machine(seen.machine.architecture);
    if (image != machine) {
        add_reason(out, {.cause = Cause::wrong_platform,
                         .found = message("Its image is for {}, the machine is {}: it runs by emulation, "
                                          "which gives no GPU",
                                          {printable(image), printable(machine)}),
                         .repairs = {message("Take the image for this machine: docker pull --platform "
                                             "linux/{}",
                                             {machine == "x86_64" ? "amd64" : "arm64"})}});
    }
}

} // namespace

void add_configuration_reasons(const Case& seen, std::vector<WhyReason>& out) {
    look_at_request(seen, out);
    look_at_variables(seen, out);
    look_at_platform(seen, out);
}

} // namespace dockwright::actions
