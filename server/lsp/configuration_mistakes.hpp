#pragma once
#include "config/mistake.hpp"
#include "lsp/snapshot.hpp"
#include <vector>

/// What is wrong with a configuration.
namespace dockwright::lsp {

/// Of an open one, of its text alone; with what is wrong on disk (a file that it builds on is not there)
/// while the text is what lies on disk.
std::vector<config::Mistake> mistakes_of(const Snapshot& snapshot);

std::vector<Diagnostic> mistake_diagnostics(const Snapshot& snapshot);
/// Of one as it lies on disk.
std::vector<Diagnostic> mistake_diagnostics(const config::Source& source, Encoding encoding);

} // namespace dockwright::lsp
