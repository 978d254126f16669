#pragma once
#include "gpu/image/image_state.hpp"
#include <string>
#include <string_view>

/// Private to gpu/: whole images of nvidia/cuda that the tables know, for advice to name.
namespace dockwright::gpu {

/// What an advised image must have.
struct CudaWish {
    Version cuda;                  ///< this one or the nearest above it of the same major version
    bool same_minor = false;       ///< 12.4.1 in place of 12.4.0, but no 12.5
    std::string_view part;         ///< `base`, `runtime`, `devel`
    std::uint32_t cudnn = 0;       ///< its major version; 0: none
    std::string_view distribution; ///< as tags name it
    bool or_newer_ubuntu = false;  ///< where that distribution of Ubuntu has ended, or has none any more
};

/// `12.4.1-cudnn-runtime-ubuntu22.04`; "" if no table has one that NVIDIA still keeps up.
std::string nearest_cuda_tag(const knowledge::Knowledge& knowledge, const CudaWish& wish);

/// Its distribution gets no free updates any more.
bool has_ended(const knowledge::Knowledge& knowledge, std::string_view distribution);

/// The image at the state's root with another tag, as it is written there: `nvidia/cuda:…`. "" if it is
/// not nvidia/cuda itself, or a copy of it of which nobody knows which tags it has, or `tag` is "".
std::string with_cuda_tag(const ImageState& state, std::string_view tag);

/// The state builds on nvidia/cuda, or on a copy of it.
bool is_on_cuda_image(const ImageState& state);

} // namespace dockwright::gpu
