#pragma once
#include "base/line_index.hpp"
#include "base/text_edit.hpp"
#include "ide/gpu_view.hpp"
#include "lint/linter.hpp"
#include "lsp/protocol.gen.hpp"
#include "model/document.hpp"
#include "model/surroundings.hpp"
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
    /// What it is, by its name. Of a configuration only the text and its lines mean something, of a file
    /// that builds Dockerfiles also the findings and what mends them.
    enum class Role : std::uint8_t { dockerfile, configuration, hadolint_configuration, plan_file };

    OpenDocument(std::string uri, std::optional<std::int64_t> version, std::string text, Encoding encoding);

    /// In the client's spelling.
    const std::string& uri() const { return uri_; }
    std::optional<std::int64_t> version() const { return version_; }
    Role role() const { return role_; }

    /// Counts what can change the findings: edits and settings.
    std::uint64_t revision() const { return revision_; }

    /// Each change against the result of the one before. A range outside the text is moved into it.
    void change(std::optional<std::int64_t> version,
                const std::vector<TextDocumentContentChangeEvent>& changes);

    /// Other settings hold from now on: the findings are asked for anew.
    void invalidate();

    /// What was found around it on disk. Whether that can change the findings.
    bool look_around(model::Surroundings surroundings);

    /// Of the program ShellCheck; null: it is not asked. Whether that changes the findings.
    bool take_shellcheck(std::shared_ptr<const model::ShellCheckAnswers> answers);
    const model::ShellCheckAnswers* shellcheck() const { return surroundings_.shellcheck.get(); }

    std::string_view text() const;

    /// Larger than what is analysed: `document()` is then that of an empty text.
    bool oversized() const { return text().size() > max_text_size; }

    const model::Document& document() const { return *shared_document(); }
    /// For threads that outlive this one's next edit.
    const std::shared_ptr<const model::Document>& shared_document() const;
    const LineIndex& lines() const;
    /// Without the repairs of those about GPUs, which take longer than a keystroke may.
    const std::vector<lint::Finding>& findings(const lint::Settings& settings) const;
    /// Whether those of the text as it is now are known already.
    bool has_findings() const {
        return !is_edited_ && analysis_ != nullptr && analysis_->findings.has_value();
    }
    /// The same with all their fixes.
    const std::vector<lint::Finding>& fixable_findings(const lint::Settings& settings) const;
    /// What mends all that can be mended safely, as `lint --fix` would.
    const std::vector<dockwright::TextEdit>& safe_edits(const lint::Settings& settings) const;
    /// What is known of it and GPUs. Refers to the settings' machines and facts: whoever changes those
    /// calls invalidate().
    const ide::GpuView& gpu(const lint::Settings& settings) const;

private:
    /// Of one text, whole. What depends on more than the text is added when it is first asked for.
    struct Analysis {
        std::shared_ptr<const model::Document> document;
        LineIndex lines;
        std::optional<std::vector<lint::Finding>> findings;
        std::optional<std::vector<lint::Finding>> fixable_findings;
        std::optional<std::vector<dockwright::TextEdit>> safe_edits;
        std::optional<ide::GpuView> gpu;

        void forget_findings();
    };
    Analysis& analysis() const;
    std::vector<lint::Finding> lint(const lint::Settings& settings) const;
    void replace(const Range& range, std::string_view by);

    std::string uri_;
    Role role_;
    std::optional<std::int64_t> version_;
    Encoding encoding_;
    std::uint64_t revision_ = 1;
    model::Surroundings surroundings_;
    // The text is held once: by the analysis, or here if it has been edited since or is too large.
    mutable std::string edited_;
    mutable bool is_edited_ = true;
    mutable std::unique_ptr<Analysis> analysis_; // null until one of the current text is asked for
};

} // namespace dockwright::lsp
