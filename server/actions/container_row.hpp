#pragma once
#include "engine/gpu_container.hpp"
#include <string>

namespace dockwright::actions {

/// One container, for a person to choose from. All of it but `id` is foreign text: escape it where
/// it is shown.
struct ContainerRow {
    /// Full and lower-case hexadecimal.
    std::string id;
    std::string short_id;
    /// Without the leading slash.
    std::string name;
    std::string image;
    engine::GpuUse gpu;
    /// created, running, paused, restarting, removing, exited or dead.
    std::string state;
    /// The engine's words, "Up 2 hours".
    std::string status;
    /// Which engine it is on, for a person.
    std::string engine;

    bool operator==(const ContainerRow&) const = default;
};

} // namespace dockwright::actions
