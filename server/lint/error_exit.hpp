#pragma once
#include "lint/rule.hpp"

/// Whether a shell ends at the first command that fails.
namespace dockwright::lint {

/// A `set -e` or `set -o errexit` stands somewhere in the text.
bool sets_error_exit(const Facts& facts, const ShellScript& script);

/// SHELL or the `#!` of a here-document asks for it. ShellCheck, inside hadolint, sees neither.
bool starts_with_error_exit(const Facts& facts, const ShellScript& script);

} // namespace dockwright::lint
