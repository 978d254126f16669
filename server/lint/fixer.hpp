#pragma once
#include "base/text_edit.hpp"
#include "lint/linter.hpp"
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace dockwright::lint {

/// A Dockerfile and what is found in it.
struct Linted {
    std::shared_ptr<const model::Document> document;
    std::vector<Finding> findings;
};

Linted lint_text(std::string text, const Settings& settings, const model::Surroundings& surroundings = {},
                 std::span<const model::BuildArgument> arguments = {});

/// The first fix that may be applied, or null.
const Fix* allowed_fix(const Finding& finding, bool unsafe_too);

/// What fixing has come to.
struct Fixed {
    Linted linted;               ///< the mended text and what is still found in it
    std::vector<TextEdit> edits; ///< of the text before, all at once
    std::size_t count = 0;       ///< of fixes applied
};

/// Applies the first fix allowed of every finding, then looks again, until nothing is left to do
/// (at most a few rounds, should two rules ever undo each other's work). Of two fixes that conflict,
/// the later one waits for the next round. `arguments` are those that the document was parsed with.
Fixed fix(Linted linted, const Settings& settings, bool unsafe_too,
          const model::Surroundings& surroundings = {}, std::span<const model::BuildArgument> arguments = {});

} // namespace dockwright::lint
