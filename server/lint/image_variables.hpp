#pragma once
#include "model/document.hpp"
#include <string_view>

namespace dockwright::lint {

/// Whether the image that the stage builds on in the end is known to set the variable, as nvidia/cuda does
/// CUDA_VERSION. Known of a few images in some of their releases: it may keep a rule silent, never make one
/// speak. After the Dockerfiles that the images are built from: docker-library/{golang,openjdk,php,postgres,
/// python,ruby}, adoptium/containers, nodejs/docker-node, rust-lang/docker-rust, pytorch/pytorch and
/// nvidia/container-images/cuda, as of 2026.
bool is_set_by_image(const model::Document& document, const model::Stage& stage, std::string_view name);

} // namespace dockwright::lint
