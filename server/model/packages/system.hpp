#pragma once
#include "model/options.hpp"
#include "model/packages.hpp"
#include "model/packages/walk.hpp"

/// Private to model/packages/.
namespace dockwright::model::packages {

/// A manager of system packages that is called `program [options] verb [options] package…`.
struct SystemManager {
    ValuedOptions valued;
    std::span<const Verb> verbs; ///< sorted by name
    Package (*package)(const Argument& argument);
};

bool read_system(const SystemManager& manager, PackageReader& reader, PackageCommand& command);

} // namespace dockwright::model::packages
