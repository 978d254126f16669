#pragma once
#include "base/span.hpp"
#include "shell/script.hpp"

/// What ShellCheck takes for a condition: it reads the words between `[` and `]` by a grammar, which
/// shells do not, and refuses the whole text where they don't fit. Found out by running it (0.11).
namespace dockwright::lint {

/// Whether it reads all `[ … ]` and `[[ … ]]` that begin before `end`, of the nodes up to `root`.
bool shellcheck_reads_tests(const shell::Script& script, shell::Range nodes, std::uint32_t root, Offset end);

} // namespace dockwright::lint
