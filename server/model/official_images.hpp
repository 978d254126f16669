#pragma once
#include <string_view>

namespace dockwright::model {

/// Whether Docker Hub has, or had, an image of that name without an owner: `python`, `ubuntu`. Anybody else's
/// has an owner in front, so another name without one is of no registry.
bool is_official_image(std::string_view path);

} // namespace dockwright::model
