#pragma once
#include "gpu/image/image_state.hpp"
#include <string>
#include <string_view>

/// Private to gpu/: what an image holds, from its reference.
namespace dockwright::gpu {

/// `nvidia/cuda` for docker.io/nvidia/cuda, nvcr.io/nvidia/cuda and for a registry's copy of it;
/// otherwise the registry and path as they are compared.
struct Repository {
    std::string name;
    bool mirrored = false; ///< by its path it is a copy of a known repository on another registry
};
Repository repository_of(const model::ReferenceParts& parts, const knowledge::Knowledge& knowledge);

/// A tag of nvidia/cuda in its parts; those that are not there are "".
struct CudaTag {
    Version cuda;
    std::string_view version;
    std::string flavour; ///< `base`, `cudnn8-runtime`
    std::string_view distribution;

    bool has(std::string_view word) const { return flavour.find(word) != std::string::npos; }
};
/// Nothing if the tag does not begin with a version.
std::optional<CudaTag> cuda_tag(std::string_view tag);

/// The state before the first instruction of a stage that builds on this image.
ImageState image_state_of(const model::Image& image, Place place, const model::Surroundings& surroundings,
                          const knowledge::Knowledge& knowledge);

/// Sets a variable, in place of an older value of it.
void set_variable(ImageState& state, EnvironmentValue value);

} // namespace dockwright::gpu
