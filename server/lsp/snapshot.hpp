#pragma once
#include "config/configuration.hpp"
#include "lsp/client.hpp"
#include "lsp/open_document.hpp"

namespace dockwright::lsp {

// Offsets become positions here and nowhere else.
inline Position position(const LineIndex& lines, Offset at) {
    const dockwright::Position found = lines.position(at);
    return {.line = found.line, .character = found.column};
}
inline Range range(const LineIndex& lines, Span span) {
    return {.start = position(lines, span.begin), .end = position(lines, span.end)};
}

/// All that a pure feature sees: one document as it was when the request arrived, who asks, and
/// the settings that hold for it.
struct Snapshot {
    const OpenDocument& open;
    const Client& client;
    const lint::Settings& settings;
    /// That holds for the document, or of which it is itself the nearest file; null: there is none.
    const config::Configuration* configuration = nullptr;
    bool inlay_hints = true; ///< the editor's setting

    bool is_dockerfile() const { return open.role() == OpenDocument::Role::dockerfile; }
    /// A Compose file, bake file or devcontainer.json: its findings are all that is known of it.
    bool is_plan_file() const { return open.role() == OpenDocument::Role::plan_file; }
    bool is_configuration() const { return !is_dockerfile() && !is_plan_file(); }

    const model::Document& document() const { return open.document(); }
    const std::vector<lint::Finding>& findings() const { return open.findings(settings); }
    const std::vector<lint::Finding>& fixable_findings() const { return open.fixable_findings(settings); }
    const std::vector<dockwright::TextEdit>& safe_edits() const { return open.safe_edits(settings); }
    const ide::GpuView& gpu() const { return open.gpu(settings); }

    Range range(Span span) const { return lsp::range(open.lines(), span); }
    Position position(Offset at) const { return lsp::position(open.lines(), at); }
    Offset offset(Position at) const {
        return open.lines().offset({.line = at.line, .column = at.character});
    }
    /// With its ends in order, whatever the client sent.
    Span span(const Range& range) const {
        const Offset a = offset(range.start);
        const Offset b = offset(range.end);
        return a <= b ? Span{a, b} : Span{b, a};
    }
};

} // namespace dockwright::lsp
