#pragma once
#include "lint/linter.hpp"
#include "support/fixture.hpp"
#include <span>
#include <string_view>

namespace dockwright::testing {

/// Lints the fixture's source; its annotations are `rule-id: message`. With `+` or `-` lines, all
/// first safe fixes are applied, and the text must be as the fixture says.
void check_lint(std::string_view fixture, const lint::Settings& settings = {});

/// As above for the findings of one rule, each annotated with its message alone. What only a peer
/// finds has `(CODE only) ` before it.
void check_findings(const Fixture& fixture, std::span<const lint::Finding> findings);

/// Whether a preset finds something in the source under a peer's code.
bool has_code(std::string_view source, std::string_view code, lint::Preset preset);

/// The source after the first safe fix of each finding, as far as they do not conflict; nothing if
/// there is none.
std::optional<std::string> fixed_safely(std::string_view source, std::span<const lint::Finding> findings);

/// What lies around an example: the files beside it, written to a folder and read from there, and
/// what its build leaves out.
model::Surroundings surroundings_of(const lint::Example& example, const model::Document& document);

/// The machines that an example is for.
std::vector<gpu::Host> targets_of(const lint::Example& example);

/// The findings of one rule, those that only a peer has among them; suppressions not looked at.
std::vector<lint::Finding> findings_of(const lint::Rule& rule, const model::Document& document,
                                       const lint::Options& options = {},
                                       const model::Surroundings& surroundings = {},
                                       const std::vector<gpu::Host>& targets = {});

} // namespace dockwright::testing
