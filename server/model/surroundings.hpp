#pragma once
#include "model/dockerignore.hpp"
#include <optional>

namespace dockwright::model {

/// What lies around a Dockerfile, as a plain value: project/ reads it, rules see it.
struct Surroundings {
    /// What the build leaves out of its context; nothing if there is no such file, or if it is not
    /// known where the context lies.
    std::optional<Dockerignore> ignored;
};

} // namespace dockwright::model
