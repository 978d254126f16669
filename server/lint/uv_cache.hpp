#pragma once
#include "lint/rule.hpp"

/// What an installation by uv leaves in its cache and in no environment. On Linux uv links the files of
/// packages out of its cache, which a layer stores once: docs.astral.sh/uv/concepts/cache and
/// docs.astral.sh/uv/reference/settings, "link-mode". What else is there was measured with uv 0.13.9: 0.02 MB
/// a package of `uv sync`, which reads no pages of the index where there is a lock file; 0.2 MB a package
/// where it resolves; 23 MB of one source distribution that it builds.
namespace dockwright::lint {

enum class UvRemainder : std::uint8_t {
    little,
    copies, ///< all of the packages once more: it is told not to link
    builds, ///< what it builds packages from, and the tools for it
    pages   ///< the index's pages on many packages
};

UvRemainder uv_remainder(const Facts& facts, const model::PackageCommand& packages);

} // namespace dockwright::lint
