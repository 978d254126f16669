#include "lint/fixer.hpp"
#include "lint/suppressions.hpp"
#include "promise.hpp"

namespace {

using namespace dockwright;

/// Lints, makes every fix, and reads what comes of it.
void check_preset(const std::string& text, lint::Preset preset, bool honours_comments) {
    const lint::Settings settings{.preset = preset, .honours_comments = honours_comments};
    lint::Linted linted = lint::lint_text(text, settings);
    for (const lint::Finding& finding : linted.findings) {
        fuzz::check_span(finding.span, text.size());
    }
    const lint::Fixed fixed = lint::fix(std::move(linted), settings, true);
    const std::string_view mended = fixed.linted.document->text();
    fuzz::promise(dockwright::apply(text, fixed.edits) == mended);
    for (const lint::Finding& finding : fixed.linted.findings) {
        fuzz::check_span(finding.span, mended.size());
    }
}

} // namespace

/// Bytes as a Dockerfile: what its comments suppress, in every preset.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string text(data, data + size);
    const auto document = model::Document::parse(text);
    const lint::Suppressions suppressions(*document);
    for (const lint::Suppression& one : suppressions.all()) {
        fuzz::check_span(one.scope, text.size() + 1); // the whole file's has the place behind it
        fuzz::check_span(one.comment, text.size());
        fuzz::promise(one.comment.covers(one.selector_span));
        fuzz::promise(one.selector_span.of(document->text()) == one.selector);
    }
    for (const lint::Preset preset : {lint::Preset::recommended, lint::Preset::strict, lint::Preset::all,
                                      lint::Preset::hadolint, lint::Preset::buildkit}) {
        check_preset(text, preset, true);
        check_preset(text, preset, false);
    }
    return 0;
}
