#include "cli/hadolint/report.hpp"
#include "base/line_index.hpp"
#include "lint/linter.hpp"
#include <algorithm>
#include <array>
#include <tuple>

namespace dockwright::cli::hadolint {
namespace {

/// hadolint says these once for each label of the schema, all others once for each instruction.
constexpr std::array<std::string_view, 8> said_for_each_label = {"DL3049", "DL3051", "DL3052", "DL3053",
                                                                 "DL3054", "DL3055", "DL3056", "DL3058"};
static_assert(std::ranges::is_sorted(said_for_each_label));

bool says_the_same(const Issue& a, const Issue& b) {
    return a.line == b.line && a.code == b.code &&
           (a.message == b.message || !std::ranges::binary_search(said_for_each_label, a.code));
}

/// Nothing for what stands in no instruction, such as a comment.
const model::Instruction* instruction_at(const model::Document& document, Offset at) {
    const auto all = document.instructions();
    const auto behind =
        std::ranges::upper_bound(all, at, {}, [](const model::Instruction& i) { return i.span.begin; });
    if (behind == all.begin() || at > std::prev(behind)->span.end) {
        return nullptr;
    }
    return &*std::prev(behind);
}

Issue issue_of(const model::Document& document, const LineIndex& lines, const lint::Finding& finding) {
    Issue out{.code = std::string(finding.codes.front().code),
              .severity = finding.severity,
              .message = finding.message};
    const model::Instruction* instruction = instruction_at(document, finding.span.begin);
    if (out.is_parse_error()) {
        const Position place = lines.position(finding.span.begin);
        out.line = place.line + 1;
        out.column = place.column + 1;
    } else {
        out.line = 1 + (instruction != nullptr ? instruction->first_line : lines.line(finding.span.begin));
    }
    return out;
}

} // namespace

FileReport lint_text(std::string path, std::string text, const lint::Settings& settings) {
    const auto document = model::Document::parse(std::move(text));
    FileReport out{.path = std::move(path), .issues = {}};
    const auto findings = lint::lint(*document, settings);
    if (findings.empty()) {
        return out;
    }
    const LineIndex lines(document->text());
    for (const lint::Finding& finding : findings) {
        Issue issue = issue_of(*document, lines, finding);
        const bool said = std::ranges::any_of(
            out.issues, [&](const Issue& earlier) { return says_the_same(earlier, issue); });
        if (!said) {
            out.issues.push_back(std::move(issue));
        }
    }
    // hadolint says nothing else about a file that it cannot parse.
    const auto broken = std::ranges::find_if(out.issues, &Issue::is_parse_error);
    if (broken != out.issues.end()) {
        out.issues = {Issue(*broken)};
    }
    return out;
}

} // namespace dockwright::cli::hadolint
