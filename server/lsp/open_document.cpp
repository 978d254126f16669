#include "lsp/open_document.hpp"
#include "lint/fixer.hpp"
#include "lint/plan_file.hpp"
#include "project/plans/plan_file.hpp"
#include <algorithm>
#include <utility>

namespace dockwright::lsp {
namespace {

Offset offset_of(const LineIndex& lines, Position position) {
    return lines.offset({.line = position.line, .column = position.character});
}

bool is_anything(const model::Surroundings& found) {
    return found.ignored || !found.lists.empty() || !found.plans.empty() || !found.images.empty() ||
           !found.missing.empty() || !found.unstartable.empty() || !found.unwanted.empty();
}

OpenDocument::Role role_of(std::string_view uri) {
    if (uri.ends_with("/.dockwright.yaml")) {
        return OpenDocument::Role::configuration;
    }
    if (uri.ends_with("/.hadolint.yaml") || uri.ends_with("/.hadolint.yml")) {
        return OpenDocument::Role::hadolint_configuration;
    }
    return project::plan_kind(uri) ? OpenDocument::Role::plan_file : OpenDocument::Role::dockerfile;
}

lint::Settings without_repairs(lint::Settings settings) {
    settings.gpu_repairs = false;
    return settings;
}

/// As the file of that name would be read. Its Dockerfiles' build contexts are not looked at.
model::PlanFile plan_file(std::string_view text, std::string_view uri) {
    const auto kind = project::plan_kind(uri);
    return kind ? project::read_plan_file(text, uri, *kind).file : model::PlanFile{};
}

} // namespace

OpenDocument::OpenDocument(std::string uri, std::optional<std::int64_t> version, std::string text,
                           Encoding encoding)
    : uri_(std::move(uri)), role_(role_of(uri_)), version_(version), encoding_(encoding),
      edited_(std::move(text)) {}

std::string_view OpenDocument::text() const {
    return is_edited_ ? std::string_view(edited_) : analysis_->document->text();
}

void OpenDocument::change(std::optional<std::int64_t> version,
                          const std::vector<TextDocumentContentChangeEvent>& changes) {
    for (const TextDocumentContentChangeEvent& change : changes) {
        if (change.range) {
            replace(*change.range, change.text);
        } else {
            edited_ = change.text;
            is_edited_ = true;
        }
    }
    version_ = version;
    ++revision_;
    if (is_edited_) {
        analysis_.reset();
    } else {
        analysis_->forget_findings();
    }
}

void OpenDocument::replace(const Range& range, std::string_view by) {
    Offset begin;
    Offset end;
    if (is_edited_) {
        const LineIndex lines(edited_, encoding_, LineBreaks::lsp);
        begin = offset_of(lines, range.start);
        end = offset_of(lines, range.end);
    } else { // the first edit since the analysis, which knows the lines
        begin = offset_of(analysis_->lines, range.start);
        end = offset_of(analysis_->lines, range.end);
        edited_ = analysis_->document->text();
        is_edited_ = true;
    }
    const Span replaced{std::min(begin, end), std::max(begin, end)};
    edited_.replace(replaced.begin.index(), replaced.size(), by);
}

void OpenDocument::invalidate() {
    ++revision_;
    if (analysis_) {
        analysis_->forget_findings();
    }
}

bool OpenDocument::look_around(model::Surroundings surroundings) {
    const bool matters = is_anything(surroundings) || is_anything(surroundings_);
    surroundings.shellcheck = std::move(surroundings_.shellcheck); // is no file
    surroundings_ = std::move(surroundings);
    if (matters) {
        invalidate();
    }
    return matters;
}

bool OpenDocument::take_shellcheck(std::shared_ptr<const model::ShellCheckAnswers> answers) {
    const auto says = [](const model::ShellCheckAnswers* said, const model::ShellCheckAnswers* known) {
        return said != nullptr && std::ranges::any_of(*said, [&](const auto& one) {
                   return one.second && !one.second->empty() &&
                          (known == nullptr || !known->contains(one.first));
               });
    };
    const bool matters =
        says(answers.get(), shellcheck()) || (answers == nullptr && says(shellcheck(), nullptr));
    surroundings_.shellcheck = std::move(answers);
    if (matters) {
        invalidate();
    }
    return matters;
}

OpenDocument::Analysis& OpenDocument::analysis() const {
    if (!analysis_) {
        const bool too_large = oversized();
        auto document = model::Document::parse(too_large ? std::string() : std::exchange(edited_, {}));
        is_edited_ = too_large;
        const std::string_view parsed = document->text();
        analysis_ =
            std::make_unique<Analysis>(Analysis{.document = std::move(document),
                                                .lines = LineIndex(parsed, encoding_, LineBreaks::lsp),
                                                .findings = {},
                                                .fixable_findings = {},
                                                .safe_edits = {},
                                                .gpu = {}});
    }
    return *analysis_;
}

const std::shared_ptr<const model::Document>& OpenDocument::shared_document() const {
    return analysis().document;
}

const LineIndex& OpenDocument::lines() const {
    return analysis().lines;
}

std::vector<lint::Finding> OpenDocument::lint(const lint::Settings& settings) const {
    const model::Document& read = document();
    return role_ == Role::plan_file
               ? lint::lint_plan_file(read.text(), plan_file(read.text(), uri_), settings)
               : lint::lint(read, settings, surroundings_);
}

const std::vector<lint::Finding>& OpenDocument::findings(const lint::Settings& settings) const {
    Analysis& here = analysis();
    if (!here.findings) {
        here.findings = lint(without_repairs(settings));
    }
    return *here.findings;
}

const std::vector<lint::Finding>& OpenDocument::fixable_findings(const lint::Settings& settings) const {
    Analysis& here = analysis();
    if (!here.fixable_findings) {
        here.fixable_findings = lint(settings);
    }
    return *here.fixable_findings;
}

const std::vector<dockwright::TextEdit>& OpenDocument::safe_edits(const lint::Settings& settings) const {
    Analysis& here = analysis();
    if (!here.safe_edits && role_ == Role::plan_file) {
        const std::string_view text = here.document->text();
        here.safe_edits =
            lint::fix_plan_file(text, plan_file(text, uri_), without_repairs(settings), false).edits;
    }
    if (!here.safe_edits) {
        lint::Linted linted{.document = here.document, .findings = findings(settings)};
        here.safe_edits = lint::fix(std::move(linted), without_repairs(settings), false, surroundings_).edits;
    }
    return *here.safe_edits;
}

const ide::GpuView& OpenDocument::gpu(const lint::Settings& settings) const {
    Analysis& here = analysis();
    if (!here.gpu) {
        here.gpu.emplace(
            ide::gpu_view(*here.document, surroundings_, lint::knowledge_of(settings), settings.targets));
    }
    return *here.gpu;
}

void OpenDocument::Analysis::forget_findings() {
    findings.reset();
    fixable_findings.reset();
    safe_edits.reset();
    gpu.reset();
}

} // namespace dockwright::lsp
