#pragma once
#include "model/document.hpp"
#include <string_view>

namespace dockwright::lint {

/// Whether the image that the stage builds on in the end is known to set the variable, as nvidia/cuda does
/// CUDA_VERSION. FIXME: the table was written down without a look at each image; it may only keep a rule
/// silent, never make it speak.
bool is_set_by_image(const model::Document& document, const model::Stage& stage, std::string_view name);

} // namespace dockwright::lint
