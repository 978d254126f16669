#include "lsp/open_document.hpp"
#include <algorithm>
#include <utility>

namespace dockwright::lsp {
namespace {

Offset offset_of(const LineIndex& lines, Position position) {
    return lines.offset({.line = position.line, .column = position.character});
}

} // namespace

OpenDocument::OpenDocument(std::string uri, std::optional<std::int64_t> version, std::string text,
                           Encoding encoding)
    : uri_(std::move(uri)), version_(version), encoding_(encoding), edited_(std::move(text)) {}

std::string_view OpenDocument::text() const {
    return edited_ ? std::string_view(*edited_) : document_->text();
}

void OpenDocument::change(std::optional<std::int64_t> version,
                          const std::vector<TextDocumentContentChangeEvent>& changes) {
    for (const TextDocumentContentChangeEvent& change : changes) {
        if (!change.range) {
            edited_ = change.text;
            continue;
        }
        // The index of the analysed text serves the first edit after it.
        std::optional<LineIndex> own;
        if (edited_) {
            own.emplace(*edited_, encoding_, LineBreaks::lsp);
        }
        const LineIndex& index = own ? *own : *lines_;
        const Offset a = offset_of(index, change.range->start);
        const Offset b = offset_of(index, change.range->end);
        if (!edited_) {
            edited_ = std::string(document_->text());
        }
        edited_->replace(std::min(a, b).index(), Span{std::min(a, b), std::max(a, b)}.size(), change.text);
    }
    version_ = version;
    stale_ = true;
    invalidate();
}

void OpenDocument::invalidate() {
    ++revision_;
    findings_.reset();
}

void OpenDocument::analyse() const {
    if (!stale_) {
        return;
    }
    stale_ = false;
    const bool too_large = oversized();
    findings_.reset();
    lines_.reset();
    document_.reset(); // before the next one is built, so that only one is in memory
    document_ = model::Document::parse(too_large ? std::string() : *std::move(edited_));
    lines_.emplace(document_->text(), encoding_, LineBreaks::lsp);
    if (!too_large) {
        edited_.reset();
    }
}

const model::Document& OpenDocument::document() const {
    analyse();
    return *document_;
}

const LineIndex& OpenDocument::lines() const {
    analyse();
    return *lines_;
}

const std::vector<lint::Finding>& OpenDocument::findings(const lint::Settings& settings) const {
    analyse();
    if (!findings_) {
        findings_ = lint::lint(*document_, settings);
    }
    return *findings_;
}

} // namespace dockwright::lsp
