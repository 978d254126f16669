#pragma once
#include "base/line_index.hpp"
#include "lint/linter.hpp"
#include "lsp/protocol.gen.hpp"
#include "model/document.hpp"
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::lsp {

/// A document that the client holds open: its text, and what is known of it, which is found out
/// when it is first asked for. So a burst of edits costs one analysis.
class OpenDocument {
public:
    OpenDocument(std::string uri, std::optional<std::int64_t> version, std::string text, Encoding encoding);

    /// In the client's spelling.
    const std::string& uri() const { return uri_; }
    std::optional<std::int64_t> version() const { return version_; }

    /// Counts what can change the findings: edits and settings.
    std::uint64_t revision() const { return revision_; }

    /// Each change against the result of the one before. A range outside the text is moved into it.
    void change(std::optional<std::int64_t> version,
                const std::vector<TextDocumentContentChangeEvent>& changes);

    /// Other settings hold from now on: the findings are asked for anew.
    void invalidate();

    std::string_view text() const;

    /// Larger than what is analysed: `document()` is then that of an empty text.
    bool oversized() const { return text().size() > max_text_size; }

    const model::Document& document() const;
    const LineIndex& lines() const;
    const std::vector<lint::Finding>& findings(const lint::Settings& settings) const;

private:
    void analyse() const;

    std::string uri_;
    std::optional<std::int64_t> version_;
    Encoding encoding_;
    std::uint64_t revision_ = 1;
    mutable bool stale_ = true; // nothing below but `edited_` is of the current text
    // The text is `edited_` while that has a value, else the document's: it is held once.
    mutable std::optional<std::string> edited_;
    mutable std::shared_ptr<const model::Document> document_;
    mutable std::optional<LineIndex> lines_; // of document_
    mutable std::optional<std::vector<lint::Finding>> findings_;
};

} // namespace dockwright::lsp
