#pragma once
#include "base/text_edit.hpp"
#include "model/document.hpp"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::lint {

struct StageRename {
    std::string name;
    std::vector<TextEdit> edits;
};

/// Gives a stage the wanted name, or the first of `wanted-2`, `wanted-3`, … that no stage has, and so
/// each FROM, COPY --from and RUN --mount behind it that means this stage. Nothing where one of them
/// says it with a variable or in quotes, nor in a file with more stages than a person writes.
std::optional<StageRename> rename_stage(const model::Document& document, const model::Stage& stage,
                                        std::string_view wanted);

} // namespace dockwright::lint
