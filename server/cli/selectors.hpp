#pragma once
#include "base/problem.hpp"
#include "lint/linter.hpp"
#include <expected>
#include <string>
#include <string_view>
#include <vector>

/// Rules as they are named on the command line: by id, group or peer's code, in any case.
namespace dockwright::cli {

using Selectors = std::vector<std::string>;

/// What `--select` names, as lint::Settings takes it. With a peer's preset every name must stand
/// for some of that peer's codes, and becomes those. Problems: `unknown-rule`, `not-in-preset`.
std::expected<Selectors, Problem> selected(const Selectors& written, lint::Preset preset);

/// What `--ignore` names. A code of hadolint's that no rule carries yet is left out without a
/// word, so that a project's list of ignored codes needs no second version. Problem: `unknown-rule`.
std::expected<Selectors, Problem> ignored(const Selectors& written);

/// Says that there is no such rule or code, with the nearest.
Problem unknown_rule(std::string_view name);

} // namespace dockwright::cli
