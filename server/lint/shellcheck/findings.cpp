#include "lint/shellcheck/findings.hpp"
#include "lint/shellcheck/codes.hpp"
#include "lint/shellcheck/scripts.hpp"
#include <algorithm>

namespace dockwright::lint::shellcheck {
namespace {

using model::ShellCheckComment;

/// What it says of a script that lies alone in a folder, and not of a RUN: files that it can't read
/// (hadolint leaves out the same), and that it knows no ash.
bool is_about_us(std::uint32_t code) {
    return code == 1090 || code == 1091 || code == 2187;
}

/// What it says besides, where it can't read a script: where it was then, and in what.
bool is_about_not_reading(std::uint32_t code) {
    return code == 1009 || code == 1072 || code == 1073;
}

Severity severity_of(ShellCheckComment::Level level) {
    switch (level) {
    case ShellCheckComment::Level::error: return Severity::error;
    case ShellCheckComment::Level::warning: return Severity::warning;
    case ShellCheckComment::Level::info: return Severity::info;
    case ShellCheckComment::Level::style: return Severity::style;
    }
    return Severity::style;
}

/// It points at one place, or between two: then what begins there is meant.
std::size_t token_end(std::string_view text, std::size_t begin) {
    constexpr std::string_view apart = " \t\r\n;|&()<>\"'";
    const std::size_t end = std::min(text.find_first_of(apart, begin), text.size());
    return end > begin ? end : std::min(begin + 1, text.size());
}

std::optional<Span> place_of(const Script& script, const ShellCheckComment& comment) {
    const std::size_t begin = script.at(comment.begin);
    const std::size_t end = script.at(comment.end);
    if (const auto found = script.source(begin, end > begin ? end : token_end(script.text, begin))) {
        return found;
    }
    // Behind the text, or from it into what is behind it: its last character.
    return begin > 0 && begin >= script.text.size() ? script.source(begin - 1, begin) : std::nullopt;
}

std::string message_of(std::string_view said) {
    std::string out(said);
    std::ranges::replace(out, '\n', ' ');
    while (out.ends_with('.') || out.ends_with(' ')) {
        out.pop_back();
    }
    return out.empty() ? "ShellCheck does not say what" : out;
}

/// All of it or nothing: an edit that reaches over a line's end of the Dockerfile would take its
/// backslash away, and one with a line end would break the RUN.
std::vector<TextEdit> edits_of(const Script& script, const ShellCheckComment& comment, bool lines_allowed) {
    std::vector<TextEdit> out;
    for (const ShellCheckComment::Replacement& replacement : comment.fix) {
        const auto span = script.same_source(script.at(replacement.begin), script.at(replacement.end));
        if (!span || (!lines_allowed && replacement.text.find('\n') != std::string::npos)) {
            return {};
        }
        out.push_back({*span, replacement.text});
    }
    EditSet compatible;
    const bool changes = std::ranges::any_of(
        out, [](const TextEdit& edit) { return !edit.span.empty() || !edit.text.empty(); });
    return changes && compatible.add(out) ? out : std::vector<TextEdit>{};
}

} // namespace

void report(const Facts& facts, bool (*wants)(ShellCheckComment::Level), Report& report) {
    if (!facts.surroundings.shellcheck) {
        return;
    }
    const model::ShellCheckAnswers& answers = *facts.surroundings.shellcheck;
    if (std::ranges::none_of(answers, [](const auto& one) { return one.second != nullptr; })) {
        return; // it is not installed, or has nothing to say
    }
    for (const Script& script : scripts(facts.document)) {
        const auto answer = answers.find(script.text);
        if (answer == answers.end() || !answer->second) {
            continue;
        }
        const model::ShellText& text = facts.document.commands().texts[script.text_index];
        const bool lines_allowed = !facts.document.instruction(text).heredocs.empty();
        for (const ShellCheckComment& comment : *answer->second) {
            const std::string_view code = name_of(comment.code);
            const bool known =
                is_about_us(comment.code) || (is_about_not_reading(comment.code) && !text.problems.empty());
            if (known || !wants(comment.level) || !is_left_to_it(code)) {
                continue;
            }
            if (const auto place = place_of(script, comment)) {
                Reported said = report.at(*place, "{}", message_of(comment.message));
                said.as(code).severity(severity_of(comment.level));
                if (auto edits = edits_of(script, comment, lines_allowed); !edits.empty()) {
                    said.fix(Safety::unsafe, "Do what ShellCheck proposes", std::move(edits));
                }
            }
        }
    }
}

} // namespace dockwright::lint::shellcheck
