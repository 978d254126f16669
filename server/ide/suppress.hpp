#pragma once
#include "base/text_edit.hpp"
#include "lint/linter.hpp"
#include <optional>
#include <string>

namespace dockwright::ide {

/// A comment that takes one finding away, where a preset would see it.
struct SuppressAction {
    std::string title;
    TextEdit edit;

    bool operator==(const SuppressAction&) const = default;
};

/// Above the instruction of the finding, or above its line in a RUN, joined to such a comment that is there
/// already; with the preset of BuildKit, which knows no other, in the first lines of the file. Nothing for a
/// finding that belongs to no instruction.
std::optional<SuppressAction> suppress(const model::Document& document, const lint::Finding& finding,
                                       lint::Preset preset);

} // namespace dockwright::ide
