#include "lsp/diagnostics.hpp"
#include "base/message.hpp"
#include "lint/rule.hpp"
#include "lsp/configuration_mistakes.hpp"
#include <algorithm>
#include <utility>

namespace dockwright::lsp {
namespace {

DiagnosticSeverity severity_of(lint::Severity severity) {
    switch (severity) {
    case lint::Severity::error: return DiagnosticSeverity::error;
    case lint::Severity::warning: return DiagnosticSeverity::warning;
    case lint::Severity::info: return DiagnosticSeverity::information;
    case lint::Severity::style: return DiagnosticSeverity::hint;
    }
    return DiagnosticSeverity::hint;
}

std::vector<DiagnosticRelatedInformation> related_to(const lint::Finding& finding, const Snapshot& snapshot) {
    std::vector<DiagnosticRelatedInformation> all;
    all.reserve(finding.related.size());
    for (const lint::Related& related : finding.related) {
        all.push_back({.location = {.uri = snapshot.open.uri(), .range = snapshot.range(related.span)},
                       .message = related.message});
    }
    return all;
}

Diagnostic diagnostic(const lint::Finding& finding, const Snapshot& snapshot) {
    const Client& client = snapshot.client;
    Diagnostic shown{.range = snapshot.range(finding.span),
                     .severity = severity_of(finding.severity),
                     .code = code_of(finding, snapshot.settings),
                     .source = "dockwright",
                     .message = finding.message};
    if (client.code_description) {
        if (std::string url = lint::documentation_url(finding); !url.empty()) {
            shown.code_description = CodeDescription{.href = std::move(url)};
        }
    }
    if (client.tag_unnecessary && finding.rule->tag == lint::Tag::unnecessary) {
        shown.tags = {DiagnosticTag::unnecessary};
    }
    if (client.tag_deprecated && finding.rule->tag == lint::Tag::deprecated) {
        shown.tags = {DiagnosticTag::deprecated};
    }
    if (client.related_information) {
        if (auto related = related_to(finding, snapshot); !related.empty()) {
            shown.related_information = std::move(related);
        }
    }
    return shown;
}

Diagnostic about_the_file(std::string text) {
    return {.severity = DiagnosticSeverity::information, .source = "dockwright", .message = std::move(text)};
}

} // namespace

std::string code_of(const lint::Finding& finding, const lint::Settings& settings) {
    const bool peers = settings.preset == lint::Preset::hadolint || settings.preset == lint::Preset::buildkit;
    return std::string(peers && !finding.codes.empty() ? finding.codes.front().code : finding.rule->id);
}

std::vector<Diagnostic> diagnostics(const Snapshot& snapshot) {
    if (snapshot.open.oversized()) {
        return {about_the_file("This file is larger than 16 MiB and is not analysed")};
    }
    if (snapshot.is_configuration()) {
        return mistake_diagnostics(snapshot);
    }
    const std::vector<lint::Finding>& findings = snapshot.findings();
    std::vector<const lint::Finding*> gravest;
    gravest.reserve(findings.size());
    for (const lint::Finding& finding : findings) {
        gravest.push_back(&finding);
    }
    // Severities are declared gravest first; findings of one are left in the order of their places.
    std::ranges::sort(gravest, {},
                      [](const lint::Finding* finding) { return std::pair(finding->severity, finding); });
    const std::size_t shown = gravest.size() > most_diagnostics ? most_diagnostics - 1 : gravest.size();
    std::vector<Diagnostic> all;
    all.reserve(shown + 1);
    for (std::size_t i = 0; i < shown; ++i) {
        all.push_back(diagnostic(*gravest[i], snapshot));
    }
    if (shown < gravest.size()) {
        all.push_back(
            about_the_file(message("{} more findings are not shown here; 'dockwright lint' prints all",
                                   {std::to_string(gravest.size() - shown)})));
    }
    return all;
}

} // namespace dockwright::lsp
