#include "engine/gpu_container.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace dockwright::engine {
namespace {

using Names = std::vector<std::string>;

std::string joined(const Names& names) {
    std::string out;
    for (const std::string& name : names) {
        out += out.empty() ? "" : ", ";
        out += name;
    }
    return out;
}

/// Indices alone would read as a number of GPUs; `1:0` is part 0 of GPU 1 (MIG).
std::string with_ids(const Names& ids) {
    const auto is_index = [](std::string_view id) {
        return std::ranges::all_of(id, [](char c) { return ascii::is_digit(c) || c == ':'; });
    };
    const std::string text = joined(ids);
    if (text == "all") {
        return "all GPUs";
    }
    return std::ranges::all_of(ids, is_index) && !text.empty() ? "GPU " + text : text;
}

Names split(std::string_view list) {
    Names found;
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        found.emplace_back(ascii::trimmed(list.substr(0, comma)));
        list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    }
    return found;
}

void add_once(Names& names, std::string_view name) {
    if (std::ranges::find(names, name) == names.end()) {
        names.emplace_back(name);
    }
}

bool is_cdi_gpu(std::string_view id) {
    constexpr std::array<std::string_view, 3> vendors{"nvidia.com/", "amd.com/", "intel.com/"};
    return std::ranges::any_of(vendors, [id](std::string_view vendor) { return id.starts_with(vendor); });
}

bool asks_for_gpu(const DeviceRequest& request) {
    const auto names_gpu = [](const std::vector<std::string>& all_of) {
        return std::ranges::find(all_of, "gpu") != all_of.end();
    };
    if (request.driver == "cdi") {
        return std::ranges::any_of(request.device_ids, is_cdi_gpu);
    }
    return request.driver == "nvidia" || request.driver.starts_with("amd") ||
           std::ranges::any_of(request.capabilities, names_gpu);
}

/// Empty where the request is met by no device: `--gpus 0` is accepted and gives none.
std::string requested(const DeviceRequest& request) {
    if (!request.device_ids.empty()) {
        Names ids = request.device_ids;
        std::erase_if(ids, [&](const std::string& id) { return request.driver == "cdi" && !is_cdi_gpu(id); });
        return with_ids(ids);
    }
    if (request.count < 0) {
        return "all GPUs";
    }
    if (request.count == 0) {
        return {};
    }
    return std::to_string(request.count) + (request.count == 1 ? " GPU" : " GPUs");
}

std::string by_device_requests(const Container& container) {
    Names found;
    for (const DeviceRequest& request : container.host_config.device_requests) {
        const std::string text = asks_for_gpu(request) ? requested(request) : std::string();
        if (!text.empty()) {
            add_once(found, text);
        }
    }
    return joined(found);
}

std::optional<std::string_view> variable(const Container& container, std::string_view name) {
    for (const std::string_view entry : container.config.env) {
        if (entry.starts_with(name) && entry.substr(name.size()).starts_with('=')) {
            return entry.substr(name.size() + 1);
        }
    }
    return std::nullopt;
}

/// The variable alone gives nothing: it is the runtime that reads it.
std::string by_runtime(const Container& container, std::string_view default_runtime) {
    const std::string_view own = container.host_config.runtime;
    const std::string_view runtime = own.empty() ? default_runtime : own;
    // The toolkit may also register its modes, as `nvidia-cdi` and `nvidia-legacy`.
    if (runtime != "nvidia" && !runtime.starts_with("nvidia-")) {
        return {};
    }
    // `none` brings the driver's files without devices; `void` is as if it were unset.
    const std::string_view devices = variable(container, "NVIDIA_VISIBLE_DEVICES").value_or("");
    return devices == "none" || devices == "void" ? std::string() : with_ids(split(devices));
}

bool is_gpu_device(std::string_view path) {
    return path.starts_with("/dev/nvidia") || path == "/dev/dri" || path.starts_with("/dev/dri/") ||
           path == "/dev/kfd" || path == "/dev/dxg";
}

/// Also the CDI names that podman takes, and keeps, as the path of a device.
std::string by_devices(const Container& container) {
    Names found;
    for (const DeviceMapping& device : container.host_config.devices) {
        if (is_gpu_device(device.path_on_host) || is_cdi_gpu(device.path_on_host)) {
            add_once(found, device.path_on_host);
        }
    }
    for (const std::string_view bind : container.host_config.binds) {
        const std::string_view source = bind.substr(0, bind.find(':'));
        if (is_gpu_device(source)) {
            add_once(found, source);
        }
    }
    for (const MountPoint& mount : container.mounts) {
        if (mount.type == "bind" && is_gpu_device(mount.source)) {
            add_once(found, mount.source);
        }
    }
    return joined(found);
}

/// Swarm hands a task its devices as DOCKER_RESOURCE_<kind>=<uuid>.
std::string by_swarm(const Container& container) {
    constexpr std::string_view prefix = "DOCKER_RESOURCE_";
    Names found;
    for (const std::string_view entry : container.config.env) {
        const std::size_t equals = entry.find('=');
        if (entry.starts_with(prefix) && equals != std::string_view::npos && equals + 1 < entry.size()) {
            add_once(found, entry.substr(equals + 1));
        }
    }
    return with_ids(found);
}

} // namespace

GpuUse gpu_use(const Container& container, std::string_view default_runtime) {
    for (std::string text : {by_device_requests(container), by_runtime(container, default_runtime),
                             by_devices(container), by_swarm(container)}) {
        if (!text.empty()) {
            return {.access = GpuAccess::yes, .text = std::move(text)};
        }
    }
    if (container.host_config.privileged) {
        return {.access = GpuAccess::maybe, .text = "privileged"};
    }
    return {};
}

bool needs_default_runtime(const Container& container) {
    return container.host_config.runtime.empty() && !by_runtime(container, "nvidia").empty();
}

} // namespace dockwright::engine
