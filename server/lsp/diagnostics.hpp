#pragma once
#include "lsp/snapshot.hpp"
#include <string>
#include <vector>

namespace dockwright::lsp {

/// An editor gets at most so many of one file: 19,000 take 14 ms to send, whoever computes them.
inline constexpr std::size_t most_diagnostics = 1000;

/// The findings as this client shows them, gravest first; where there are more than
/// `most_diagnostics`, the last one says how many more.
std::vector<Diagnostic> diagnostics(const Snapshot& snapshot);

/// The code that a finding is shown under: its rule's id, or its peer's code in that peer's preset.
std::string code_of(const lint::Finding& finding, const lint::Settings& settings);

} // namespace dockwright::lsp
