#pragma once
#include "gpu/image/image_state.hpp"
#include "gpu/image/resolve.hpp"
#include <vector>

/// Private to gpu/: what one `pip install` or `conda install` does to an image.
namespace dockwright::gpu {

struct PythonInstall {
    std::vector<Wanted> wanted;
    std::vector<Wanted> constraints; ///< limits for what gets installed, asked for or not
    Sources sources;
    std::uint32_t home = 0;
    model::PackageManager manager = model::PackageManager::pip;
    bool without_dependencies = false;
    bool upgrades = false; ///< --upgrade, --force-reinstall: what is there does not hold
    bool prereleases = false;
    bool isolated_build = true;      ///< not --no-build-isolation
    bool locked = false;             ///< a lock file: nothing else is chosen
    bool unseen_constraints = false; ///< something that can't be read pins what nothing else does
    std::string requires_python;     ///< of the project that is installed
    std::uint32_t instruction = 0;
    Place place; ///< the command
};

/// Chooses versions that fit each other, as far as the installer would, and puts them into the state.
void install(ImageState& state, const PythonInstall& what, const knowledge::Knowledge& knowledge);

} // namespace dockwright::gpu
