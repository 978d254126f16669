#include "host/gpu_host.hpp"

namespace dockwright::host {
namespace {

std::optional<gpu::ToolkitMode> mode(const std::optional<std::string>& text) {
    constexpr std::pair<std::string_view, gpu::ToolkitMode> modes[] = {
        {"legacy", gpu::ToolkitMode::legacy},
        {"cdi", gpu::ToolkitMode::cdi},
        {"csv", gpu::ToolkitMode::csv},
        {"jit-cdi", gpu::ToolkitMode::jit_cdi},
    };
    for (const auto& [name, value] : modes) {
        if (text == name) {
            return value;
        }
    }
    return std::nullopt;
}

/// As image platforms are written; "" if it is none of those that GPUs are used with.
std::string platform(std::string_view machine) {
    if (machine == "x86_64" || machine == "amd64") {
        return "linux/amd64";
    }
    return machine == "aarch64" || machine == "arm64" ? "linux/arm64" : "";
}

/// Not known where the text is none, or where a distribution has added a suffix that is no version's.
knowledge::Version version(std::string_view text) {
    return knowledge::Version::parse(text.substr(0, text.find_first_not_of("0123456789.")))
        .value_or(knowledge::Version());
}

} // namespace

gpu::Host gpu_host(const Facts& facts) {
    gpu::Host host{.name = facts.name,
                   .driver_text = facts.nvidia.driver.empty() ? facts.module.version : facts.nvidia.driver,
                   .toolkit_missing = facts.toolkit.installed == false,
                   .toolkit = version(facts.toolkit.version),
                   .mode = mode(facts.toolkit.mode),
                   .engine = facts.engine.podman ? knowledge::Version() : version(facts.engine.version),
                   .platform =
                       platform(facts.architecture.empty() ? facts.engine.architecture : facts.architecture),
                   .system = facts.wsl ? gpu::System::wsl2 : gpu::System::linux_};
    host.driver = version(host.driver_text);
    for (const Gpu& gpu : facts.nvidia.gpus) {
        host.gpus.push_back(
            {.name = gpu.name, .capability = gpu.capability, .memory = gpu.memory.value_or(0)});
    }
    if (host.gpus.empty()) {
        for (const std::string& model : facts.module.models) {
            host.gpus.push_back({.name = model});
        }
    }
    return host;
}

} // namespace dockwright::host
