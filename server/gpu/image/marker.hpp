#pragma once
#include "knowledge/version.hpp"
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Private to gpu/: PEP 508's environment markers, for a container on Linux.
namespace dockwright::gpu {

struct MarkerEnvironment {
    knowledge::Version python; ///< not known: comparisons with it are not known
    bool arm = false;
    /// What `extra` is compared with; nothing: not known.
    std::optional<std::span<const std::string>> extras{};
};

/// Whether a requirement with this marker is taken; nothing if that is not known: it can't be read, or
/// asks for what is not known.
std::optional<bool> marker_holds(std::string_view marker, const MarkerEnvironment& environment);

} // namespace dockwright::gpu
