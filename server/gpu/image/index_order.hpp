#pragma once
#include "knowledge/version.hpp"
#include "model/document.hpp"

namespace dockwright::gpu {

/// How an installation of Python packages goes through several indexes. pip puts all together; uv takes the
/// first that has the name.
struct IndexOrder {
    bool uv = false; ///< also `python3 -m uv`
    /// uv's version, if the same stage installs one that asks PyPI before extra indexes. They come first
    /// since 0.1.13: CHANGELOG.md of astral-sh/uv.
    knowledge::Version old_uv{};
};

IndexOrder index_order(const model::Document& document, const model::PackageCommand& packages);

} // namespace dockwright::gpu
