#pragma once
#include "ide/gpu_view.hpp"
#include <compare>
#include <string>

namespace dockwright::ide {

/// How the targets take what would be built; less is better.
struct TargetFit {
    std::size_t failing = 0;
    std::size_t doubtful = 0; ///< not known, or with a caveat

    auto operator<=>(const TargetFit&) const = default;
};

/// Of a stage of a document that is tried in place of the view's.
TargetFit target_fit(const GpuView& view, const model::Document& tried,
                     const std::vector<gpu::ImageState>& states, std::uint32_t stage);

/// A few words about a choice, with what the targets say of it in front: `✗ …` if it fails on all of
/// them, `runs on 1 of 3 · …` if on some.
std::string with_fit(const TargetFit& fit, const GpuView& view, const std::string& detail);

} // namespace dockwright::ide
