#include "lsp/configuration_mistakes.hpp"
#include "lsp/diagnostics.hpp"
#include <span>

namespace dockwright::lsp {
namespace {

std::vector<Diagnostic> diagnostics_at(std::span<const config::Mistake> mistakes, const LineIndex& lines) {
    std::vector<Diagnostic> all;
    for (const config::Mistake& mistake : mistakes) {
        if (all.size() == most_diagnostics) {
            break;
        }
        all.push_back({.range = range(lines, mistake.span),
                       .severity = DiagnosticSeverity::error,
                       .code = std::string(mistake.kind),
                       .source = "dockwright",
                       .message = mistake.message});
    }
    return all;
}

} // namespace

std::vector<config::Mistake> mistakes_of(const Snapshot& snapshot) {
    const std::string_view text = snapshot.open.text();
    if (snapshot.configuration != nullptr && !snapshot.configuration->sources.empty()) {
        const config::Source& own = snapshot.configuration->sources.back();
        if (own.text == text && !text.empty()) {
            return own.file.mistakes;
        }
    }
    return snapshot.open.role() == OpenDocument::Role::configuration
               ? config::read_dockwright_file(text).mistakes
               : config::read_hadolint_file(text).mistakes;
}

std::vector<Diagnostic> mistake_diagnostics(const Snapshot& snapshot) {
    return diagnostics_at(mistakes_of(snapshot), snapshot.open.lines());
}

std::vector<Diagnostic> mistake_diagnostics(const config::Source& source, Encoding encoding) {
    return diagnostics_at(source.file.mistakes, LineIndex(source.text, encoding, LineBreaks::lsp));
}

} // namespace dockwright::lsp
