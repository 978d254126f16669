#include "ide/suppress.hpp"
#include "base/message.hpp"
#include "lint/rule.hpp"
#include "lint/suppressions.hpp"
#include <algorithm>

namespace dockwright::ide {
namespace {

using syntax::Instruction;

const Instruction* instruction_at(const model::Document& document, Offset at) {
    for (const Instruction& instruction : document.instructions()) {
        if (instruction.span.touches(at)) {
            return &instruction;
        }
    }
    return nullptr;
}

std::size_t line_start(std::string_view text, Offset at) {
    const std::size_t before = at.value == 0 ? std::string_view::npos : text.rfind('\n', at.index() - 1);
    return before == std::string_view::npos ? 0 : before + 1;
}

std::string_view line_end_of(std::string_view text) {
    const std::size_t end = text.find('\n');
    return end != std::string_view::npos && end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
}

/// Behind the last name of a comment of that dialect whose line ends right before `line`.
std::optional<Offset> end_of_list_above(const model::Document& document, lint::Dialect dialect,
                                        std::size_t line) {
    std::optional<Offset> end;
    const lint::Suppressions suppressions(document);
    for (const lint::Suppression& suppression : suppressions.all()) {
        const std::string_view between =
            document.text().substr(suppression.comment.end.index(),
                                   line - std::min<std::size_t>(line, suppression.comment.end.index()));
        const bool right_above =
            suppression.comment.end.index() < line && (between == "\n" || between == "\r\n");
        if (suppression.dialect == dialect && !suppression.whole_file && right_above) {
            end = std::max(end.value_or(Offset{}), suppression.selector_span.end);
        }
    }
    return end;
}

/// Where a comment of ours is about no more than the finding: a line of a RUN. Within a heredoc it
/// might become part of a text, so there it stays above the instruction.
Offset nearest_place(const model::Document& document, const Instruction& instruction, Offset finding) {
    const auto heredocs = document.syntax().heredocs_of(instruction);
    const bool in_heredoc = !heredocs.empty() && finding >= heredocs.front().body.begin;
    return instruction.keyword == syntax::Keyword::run && !in_heredoc ? finding : instruction.span.begin;
}

SuppressAction above(const model::Document& document, Offset place, lint::Dialect dialect,
                     std::string_view name) {
    const std::string_view text = document.text();
    const std::size_t line = line_start(text, place);
    std::string title = message("Ignore {} here", {name});
    if (const auto end = end_of_list_above(document, dialect, line)) {
        return {.title = std::move(title), .edit = {.span = {*end, *end}, .text = "," + std::string(name)}};
    }
    const std::size_t first = std::min(text.find_first_not_of(" \t", line), text.size());
    const std::string_view indentation = text.substr(line, first - line);
    const std::string_view program = dialect == lint::Dialect::hadolint ? "hadolint" : "dockwright";
    std::string comment = message("{}# {} ignore={}{}", {indentation, program, name, line_end_of(text)});
    return {.title = std::move(title), .edit = {.span = span(line, line), .text = std::move(comment)}};
}

/// BuildKit reads `# check=skip=A,B` among the directives of the first lines alone.
SuppressAction in_first_lines(const model::Document& document, std::string_view name) {
    std::string title = message("Skip {} in this file", {name});
    for (const syntax::Directive& directive : document.syntax().directives) {
        const std::size_t skip =
            directive.name == "check" ? directive.value.find("skip=") : std::string_view::npos;
        if (skip != std::string_view::npos) {
            const std::size_t end = std::min(directive.value.find(';', skip), directive.value.size());
            const Offset at = directive.value_span.begin + end;
            return {.title = std::move(title), .edit = {.span = {at, at}, .text = "," + std::string(name)}};
        }
    }
    const std::size_t bom = document.text().starts_with("\xEF\xBB\xBF") ? 3 : 0;
    return {.title = std::move(title),
            .edit = {.span = span(bom, bom),
                     .text = message("# check=skip={}{}", {name, line_end_of(document.text())})}};
}

} // namespace

std::optional<SuppressAction> suppress(const model::Document& document, const lint::Finding& finding,
                                       lint::Preset preset) {
    const bool peers = preset == lint::Preset::hadolint || preset == lint::Preset::buildkit;
    const std::string_view name =
        peers && !finding.codes.empty() ? finding.codes.front().code : finding.rule->id;
    if (preset == lint::Preset::buildkit) {
        return in_first_lines(document, name);
    }
    const Instruction* instruction = instruction_at(document, finding.span.begin);
    if (instruction == nullptr) {
        return std::nullopt;
    }
    if (preset == lint::Preset::hadolint) {
        return above(document, instruction->span.begin, lint::Dialect::hadolint, name);
    }
    return above(document, nearest_place(document, *instruction, finding.span.begin),
                 lint::Dialect::dockwright, name);
}

} // namespace dockwright::ide
