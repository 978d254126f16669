#pragma once
#include <string_view>

/// The grammar of image names, as the distribution project's reference package has it: what a
/// Dockerfile's FROM and an engine's requests both go by.
namespace dockwright::image_name {

/// Parts that are not there are "". `python:3.12`: no registry, path `python`, tag `3.12`.
struct Parts {
    std::string_view registry; ///< as written; "" means Docker Hub
    std::string_view path;
    std::string_view tag;
    std::string_view digest; ///< `sha256:…`
};

/// Cuts without checking.
Parts split(std::string_view name);

/// Whether a name could be pulled at all, with Docker Hub's defaults (ParseNormalizedNamed).
bool is_valid(std::string_view name);

} // namespace dockwright::image_name
