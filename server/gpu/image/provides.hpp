#pragma once
#include "gpu/image/image_state.hpp"
#include <string>
#include <vector>

namespace dockwright::gpu {

/// A package as people name its build: `torch`, `2.4.1+cu124`.
struct ProvidedPackage {
    std::string name;
    std::string version; ///< "" if not known
};

/// What an image brings that decides about GPUs, for a person to read. What is not known is empty.
struct Provides {
    Version cuda;             ///< of the image; else the one that a framework brings itself
    std::string cuda_flavour; ///< of the image's: `runtime`
    Version cudnn;
    Version python;
    std::string distribution;
    std::vector<ProvidedPackage> packages;      ///< those of the GPU world
    std::vector<knowledge::Capability> targets; ///< that there is machine code for
    std::vector<knowledge::Capability> ptx;     ///< and intermediate code
};

Provides provides(const ImageState& state);

/// "CUDA 12.4.1 (runtime), cuDNN 9, Python 3.10, torch 2.4.1+cu124; code for sm_50 to sm_90"; "" if nothing
/// is known.
std::string sentence(const Provides& provides);

} // namespace dockwright::gpu
