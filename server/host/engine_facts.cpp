#include "host/engine_facts.hpp"
#include "base/ascii.hpp"
#include <algorithm>

namespace dockwright::host {
namespace {

/// `http://user:secret@proxy:3128` without what stands before the `@`.
std::string without_login(std::string_view proxy) {
    const std::size_t scheme = proxy.find("://");
    const std::size_t begin = scheme == std::string_view::npos ? 0 : scheme + 3;
    const std::size_t end = std::min(proxy.find('/', begin), proxy.size());
    const std::size_t at = proxy.substr(0, end).rfind('@');
    if (at == std::string_view::npos || at < begin) {
        return std::string(proxy);
    }
    return std::string(proxy.substr(0, begin)) + std::string(proxy.substr(at + 1));
}

bool contains(const std::vector<std::string>& texts, std::string_view part) {
    return std::ranges::any_of(texts,
                               [&](const std::string& text) { return text.find(part) != std::string::npos; });
}

/// Images in containerd's store: Docker says so among the words on its storage driver.
bool has_containerd_store(const engine::Info& info) {
    return std::ranges::any_of(info.driver_status, [](const std::vector<std::string>& row) {
        return contains(row, "io.containerd.snapshotter");
    });
}

} // namespace

EngineFacts engine_facts(const engine::Info& info, const engine::Version& version, EngineFacts into) {
    into.reachable = true;
    into.version = version.version.empty() ? info.server_version : version.version;
    into.operating_system = info.operating_system;
    into.kernel = info.kernel_version;
    into.architecture = info.architecture;
    into.podman = into.podman || std::ranges::any_of(version.components, [](const auto& component) {
                      return component.name.starts_with("Podman");
                  });
    into.rootless = contains(info.security_options, "name=rootless");
    into.desktop = info.operating_system.find("Docker Desktop") != std::string::npos;
    for (const auto& [name, program] : info.runtimes) {
        into.runtimes.push_back(name);
    }
    into.default_runtime = info.default_runtime;
    into.cdi_folders = info.cdi_spec_dirs;
    for (const engine::DiscoveredDevice& device : info.discovered_devices) {
        if (device.source == "cdi") {
            into.cdi_devices.push_back(device.id);
        }
    }
    into.containerd_store = has_containerd_store(info);
    if (!info.docker_root_dir.empty() && info.docker_root_dir != into.data_root) {
        into.data_root = info.docker_root_dir;
        into.disk_free.reset(); // what was measured was another folder
        into.disk_total.reset();
    }
    into.cgroup_driver = info.cgroup_driver;
    into.cgroup_version = info.cgroup_version;
    if (info.registry_config) {
        into.registry_mirrors = info.registry_config->mirrors;
    }
    into.http_proxy = without_login(info.http_proxy);
    into.https_proxy = without_login(info.https_proxy);
    into.no_proxy = info.no_proxy;
    return into;
}

void add_machine(const engine::Info& info, Facts& facts) {
    facts.kernel = info.kernel_version;
    facts.architecture = info.architecture;
    facts.distribution_title = info.operating_system;
    facts.wsl = ascii::lowered(info.kernel_version).find("microsoft") != std::string::npos;
}

} // namespace dockwright::host
