#pragma once
#include "ide/gpu_view.hpp"
#include <string>
#include <vector>

namespace dockwright::ide {

/// A verdict in one line over a FROM; who follows it reads the page about the stage.
struct GpuLens {
    Span span; ///< the stage's FROM
    std::string title;
    std::uint32_t stage = 0;

    bool operator==(const GpuLens&) const = default;
};

/// For each stage that is kept and that wants a GPU: one for each target, or one for all if they are
/// many. Without targets only what is wrong on every machine.
std::vector<GpuLens> gpu_lenses(const GpuView& view);

} // namespace dockwright::ide
