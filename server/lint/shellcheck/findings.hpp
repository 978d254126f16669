#pragma once
#include "lint/rule.hpp"

namespace dockwright::lint::shellcheck {

/// Reports what ShellCheck was found to say, at its place in the Dockerfile and with its fix, as far
/// as `wants` its level and no rule of ours finds it. Nothing if it was not asked.
void report(const Facts& facts, bool (*wants)(model::ShellCheckComment::Level), Report& report);

} // namespace dockwright::lint::shellcheck
