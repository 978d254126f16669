#pragma once
#include "base/span.hpp"
#include "model/command.hpp"

/// What ShellCheck takes for a condition: it reads the words between `[` and `]` by a grammar, which
/// shells do not, and refuses the whole text where they don't fit. Found out by running it (0.11).
namespace dockwright::lint {

/// Whether it reads all `[ … ]` and `[[ … ]]` of the text that begin before `end`.
bool shellcheck_reads_tests(const model::Commands& commands, const model::ShellText& text, Offset end);

} // namespace dockwright::lint
