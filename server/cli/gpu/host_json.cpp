#include "cli/gpu/host_json.hpp"
#include "cli/json_object.hpp"
#include "config/machine.hpp"

namespace dockwright::cli {
namespace {

std::string memory_text(std::uint64_t bytes) {
    constexpr std::uint64_t mebi = 1ULL << 20U;
    if (bytes % (mebi * 1024) == 0) {
        return std::to_string(bytes / (mebi * 1024)) + "GiB";
    }
    return bytes % mebi == 0 ? std::to_string(bytes / mebi) + "MiB" : std::to_string(bytes);
}

std::string version_text(const knowledge::Version& version) {
    return version.known() ? to_string(version) : std::string();
}

void append_gpu(std::string& out, const gpu::HostGpu& gpu) {
    JsonObject object(out);
    object.text_if_known("name", gpu.name);
    if (gpu.capability != 0) {
        object.text("compute_capability",
                    std::to_string(gpu.capability / 10) + "." + std::to_string(gpu.capability % 10));
    }
    if (gpu.memory != 0) {
        object.text("memory", memory_text(gpu.memory));
    }
}

void append_toolkit(std::string& out, const gpu::Host& host) {
    JsonObject object(out);
    object.text_if_known("version", version_text(host.toolkit));
    if (host.mode) {
        object.text("mode", config::mode_names()[static_cast<std::size_t>(*host.mode)]);
    }
}

} // namespace

void append_json(std::string& out, const gpu::Host& host) {
    JsonObject object(out);
    object.text_if_known("name", host.name);
    object.text_if_known("driver", host.driver_text);
    object.array("gpus", host.gpus, append_gpu);
    if (host.toolkit_missing) {
        object.word("toolkit", "null");
    } else if (host.toolkit.known() || host.mode) {
        append_toolkit(object.member("toolkit"), host);
    }
    object.text_if_known("engine", version_text(host.engine));
    object.text_if_known("platform", host.platform);
    object.text("os", config::system_names()[static_cast<std::size_t>(host.system)]);
    object.text("request", config::request_names()[static_cast<std::size_t>(host.request)]);
}

} // namespace dockwright::cli
