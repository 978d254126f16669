#pragma once
#include "ide/gpu_view.hpp"
#include <string>
#include <vector>

namespace dockwright::ide {

/// A few words that an editor draws into a line.
struct InlayHint {
    Offset at;
    std::string label;
    std::string tooltip; ///< may be empty

    bool operator==(const InlayHint&) const = default;
};

/// In this part of the file: what the variables of a FROM come to, the CUDA and driver that it asks
/// for, and the version of each GPU package that nothing pins.
std::vector<InlayHint> inlay_hints(const GpuView& view, Span part);

} // namespace dockwright::ide
