#include "host/gpu_ways.hpp"
#include "host/daemon_json.hpp"
#include "host/repairs.hpp"
#include <algorithm>

namespace dockwright::host {
namespace {

using knowledge::Version;

/// moby/moby cmd/dockerd/daemon.go at its release tags: off before 25.0, to be switched on up to 28.1, on
/// by default from 28.2.0.
bool cdi_enabled(const EngineFacts& engine) {
    const Version version = release_of(engine);
    // /info names folders and devices only where it is on.
    if (engine.podman || !engine.cdi_devices.empty() || !engine.cdi_folders.empty()) {
        return true;
    }
    if (!version.known() || version < Version::of("25.0")) {
        return false;
    }
    const auto said = flag_of_daemon_json(engine.daemon_json.value_or(""), {"features", "cdi"});
    return said.value_or(version >= Version::of("28.2"));
}

} // namespace

Version release_of(const EngineFacts& engine) {
    const Version version = version_of(engine.version);
    // Docker went from 1.13 to 17.03. What lies between is a build of moby/moby/v2 between releases
    // (2.0.0-beta.24, of API 1.56).
    const bool between = !engine.podman && version >= Version::of("2.0") && version < Version::of("17.0");
    return between ? Version() : version;
}

bool is_jetson(const Facts& facts) {
    return facts.kernel.find("tegra") != std::string::npos ||
           std::ranges::any_of(facts.device_nodes, [](const std::string& node) {
               return node.starts_with("/dev/nvgpu") || node.starts_with("/dev/nvhost");
           });
}

GpuWays gpu_ways(const Facts& facts) {
    GpuWays out;
    const auto& runtimes = facts.engine.runtimes;
    out.runtime = std::ranges::find(runtimes, "nvidia") != runtimes.end();
    out.hook = facts.toolkit.hook;
    if (is_jetson(facts)) {
        out.hook = false; // there it refuses to be used by --gpus (mode csv)
    }
    if (facts.engine.older_than_toolkit.value_or(false) && out.hook) {
        out.hook = false; // the engine looks for it once, when it starts
    }
    out.cdi_enabled = cdi_enabled(facts.engine);
    out.cdi_devices = !facts.engine.cdi_devices.empty() || !facts.toolkit.cdi_files.empty();
    return out;
}

GpusOrder gpus_order(const Facts& facts) {
    // moby/moby daemon/devices_nvidia_linux.go at every release tag up to docker-v29.7.2.
    const Version version = release_of(facts.engine);
    if (facts.engine.podman || !version.known()) {
        return GpusOrder::unknown;
    }
    if (version < Version::of("19.03")) {
        return GpusOrder::none;
    }
    if (version < Version::of("29.2")) {
        return GpusOrder::hook;
    }
    return version <= Version::of("29.7.2") ? GpusOrder::cdi_then_hook : GpusOrder::unknown;
}

std::optional<bool> uses_cdi(const Facts& facts) {
    if (facts.engine.podman || facts.toolkit.mode == "cdi") {
        return true;
    }
    switch (gpus_order(facts)) {
    case GpusOrder::none:
    case GpusOrder::hook: return false;
    case GpusOrder::cdi_then_hook: return facts.toolkit.cdi_hook;
    case GpusOrder::unknown: return std::nullopt;
    }
    return std::nullopt;
}

} // namespace dockwright::host
