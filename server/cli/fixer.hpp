#pragma once
#include "lint/linter.hpp"
#include <memory>
#include <string>
#include <vector>

namespace dockwright::cli {

/// A Dockerfile and what is found in it.
struct Linted {
    std::shared_ptr<const model::Document> document;
    std::vector<lint::Finding> findings;
};

Linted lint_text(std::string text, const lint::Settings& settings,
                 const model::Surroundings& surroundings = {});

/// Whether the finding has a fix that may be applied.
bool is_fixable(const lint::Finding& finding, bool unsafe_too);

/// Applies the first fix allowed of every finding, then looks again, until nothing is left to do
/// (at most a few rounds, should two rules ever undo each other's work). Of two fixes that conflict,
/// the later one waits for the next round. Gives the number of fixes applied.
std::size_t apply_fixes(Linted& linted, const lint::Settings& settings, bool unsafe_too,
                        const model::Surroundings& surroundings = {});

} // namespace dockwright::cli
