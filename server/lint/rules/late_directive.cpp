#include "base/ascii.hpp"
#include "lint/directive_words.hpp"
#include "lint/rule.hpp"
#include "lint/text_lines.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool has(const syntax::File& file, std::string_view name) {
    return std::ranges::any_of(file.directives, [&](const syntax::Directive& directive) {
        return ascii::equal(directive.name, name);
    });
}

/// `# syntax=docker/dockerfile:1` or `# escape=…` and nothing else.
bool is_directive(const DirectiveWords& words) {
    if (words.sign != "=") {
        return false;
    }
    return ascii::equal(words.name, "syntax")
               ? may_be_frontend(words.value)
               : ascii::equal(words.name, "escape") && (words.value == "`" || words.value == "\\");
}

/// Up to the first line, where it counts. A `#!` stays above it.
std::vector<TextEdit> moved(std::string_view text, const syntax::Comment& comment) {
    const std::size_t begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    if (text.substr(begin).starts_with("#!")) {
        return {};
    }
    std::string line(ascii::trimmed(comment.span.of(text)));
    line += line_end_of(text);
    return {{span(begin, begin), std::move(line)}, {whole_lines(text, comment.span), ""}};
}

void check(const Facts& facts, Report& report) {
    const syntax::File& file = facts.document.syntax();
    for (const syntax::Comment& comment : file.comments) {
        const auto words = comment.directive ? std::nullopt : directive_words(comment.text);
        if (!words || !is_directive(*words) || has(file, words->name) ||
            !is_between_instructions(facts.document, comment)) {
            continue;
        }
        Reported found = report.at(
            comment.span,
            "This has no effect: '{}=' counts only in the first lines, above every other comment, empty line "
            "and instruction",
            words->name);
        if (auto edits = moved(facts.document.text(), comment); !edits.empty()) {
            found.fix(Safety::unsafe, "Move it to the first line", std::move(edits));
        }
    }
}

constexpr Example examples[] = {
    {.title = "below another comment",
     .bad = R"(
       | # Trains the model
       | # syntax=docker/dockerfile:1
       ~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This has no effect: 'syntax=' counts only in the first lines, above every other comment, empty line and instruction
       | FROM python:3.12
     )",
     .good = R"(
       | # syntax=docker/dockerfile:1
       | # Trains the model
       | FROM python:3.12
     )"},
    {.title = "below an instruction",
     .bad = R"(
       | FROM mcr.microsoft.com/windows/servercore:ltsc2025
       | # escape=`
       ~ ^^^^^^^^^^ This has no effect: 'escape=' counts only in the first lines, above every other comment, empty line and instruction
       | COPY a.txt C:/
     )",
     .good = R"(
       | # escape=`
       | FROM mcr.microsoft.com/windows/servercore:ltsc2025
       | # escape=^ would be another character
       | COPY a.txt C:/
     )"},
    {.title = "said above already", .good = R"(
       | # syntax=docker/dockerfile:1
       | FROM python:3.12
       | # syntax=docker/dockerfile:1
       | COPY a.txt /
     )"},
};

} // namespace

extern constexpr Rule late_directive{
    .id = "late-directive",
    .title = "Parser directive below the first lines",
    .why =
        "`# syntax=` and `# escape=` change how the file is read, so Docker looks for them before anything "
        "else. Below another comment, an empty line or an instruction they are plain comments, and what "
        "they should have switched on is missing.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
