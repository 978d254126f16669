#pragma once
#include "base/line_index.hpp"
#include "ide/gpu_view.hpp"
#include "ide/rich_text.hpp"
#include <optional>

namespace dockwright::ide {

/// A page for reading: whether a stage runs on the GPUs that it must run on, what it holds, each reason
/// with what it means and where it was read, and what would make it run. Without a stage that of the
/// last one.
RichText gpu_page(const GpuView& view, const LineIndex& lines, std::optional<std::uint32_t> stage);

} // namespace dockwright::ide
