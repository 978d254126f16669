#pragma once
#include "gpu/image/image_state.hpp"
#include <string_view>

/// Private to gpu/: what a package of the distribution brings that decides about GPUs.
namespace dockwright::gpu {

/// `name` as apt, dnf, apk or zypper take it; `version` with its operator, or "".
void install_system_package(ImageState& state, std::string_view name, std::string_view version,
                            std::uint32_t instruction, Place place, const knowledge::Knowledge& knowledge);

/// One whose word goes on with what nobody knows: `libcudnn` of `libcudnn$(major)=…`.
void install_begun_package(ImageState& state, std::string_view beginning, std::uint32_t instruction,
                           Place place, const knowledge::Knowledge& knowledge);

/// A package of the NVIDIA driver, or of what belongs on the host beside it.
bool belongs_on_host(std::string_view package);

/// CUDA comes to an image that may have one already.
void add_cuda(ImageState& state, const Version& cuda, std::string_view flavour, Place place,
              const knowledge::Fact& fact);

} // namespace dockwright::gpu
