#pragma once
#include "gpu/image/python_install.hpp"
#include <string>
#include <string_view>
#include <vector>

/// Private to gpu/: what one `conda install`, `conda create` or `conda env create` does to an image.
namespace dockwright::gpu {

struct CondaInstall {
    std::vector<Wanted> wanted;   ///< conda's own names and specifications
    std::vector<Wanted> from_pip; ///< of an environment file's `pip:` part
    std::vector<std::string> channels;
    Sources sources; ///< of that part
    std::uint32_t home = 0;
    bool cuda_override = false; ///< CONDA_OVERRIDE_CUDA is set: conda believes in a driver
    std::uint32_t instruction = 0;
    Place place;
};

void install(ImageState& state, const CondaInstall& what, const knowledge::Knowledge& knowledge);

} // namespace dockwright::gpu
