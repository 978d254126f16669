#pragma once
#include "base/span.hpp"
#include <optional>
#include <string_view>

namespace dockwright::model {

/// The parts of an image's name as the distribution project's reference grammar cuts it. Parts
/// that are not there are "". `python:3.12`: no registry, path `python`, tag `3.12`.
struct ReferenceParts {
    std::string_view registry; ///< as written; "" means Docker Hub
    std::string_view path;
    std::string_view tag;
    std::string_view digest; ///< `sha256:…`
};

/// Whether a name could be pulled at all: the grammar of docker.io/distribution/reference, with
/// Docker Hub's defaults (ParseNormalizedNamed).
bool is_valid_reference(std::string_view name);

/// Cuts without checking; works on names with variables left in, too.
ReferenceParts split_reference(std::string_view name);

/// The image or stage that a FROM builds on.
struct Image {
    std::string_view written; ///< as in the file, with its variables; "" if FROM has no argument
    Span span;
    std::string_view name; ///< variables replaced by what is known without build arguments
    bool has_variables = false;
    /// Every variable in it has a value, so that `name` is what is built without build arguments.
    bool known = true;
    ReferenceParts parts;               ///< of `name`
    std::optional<std::uint32_t> stage; ///< it is an earlier stage, not an image

    bool is_stage() const { return stage.has_value(); }
    bool is_scratch() const { return name == "scratch"; }
    bool has_tag() const { return !parts.tag.empty() || !parts.digest.empty(); }
};

} // namespace dockwright::model
