#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "lint/directive_words.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// What was meant, or "". The value decides: prose may begin with any of these words.
std::string_view meant(const DirectiveWords& words) {
    constexpr std::string_view names[] = {"syntax", "escape"};
    const bool right =
        std::ranges::any_of(names, [&](std::string_view name) { return ascii::equal(name, words.name); });
    const std::string_view name = right ? words.name : nearest(words.name, names).value_or("");
    const bool syntax = ascii::equal(name, "syntax") && may_be_frontend(words.value);
    const bool escape = ascii::equal(name, "escape") && (words.value == "`" || words.value == "\\");
    if ((!syntax && !escape) || (right && words.sign == "=")) {
        return {};
    }
    return syntax ? "syntax" : "escape";
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const auto instructions = document.instructions();
    // The first lines end at what is no directive; the comment itself may still be one.
    bool in_first_lines = true;
    std::uint32_t line = 0;
    for (const syntax::Comment& comment : document.syntax().comments) {
        if (!instructions.empty() && instructions.front().span.begin < comment.span.begin) {
            return;
        }
        const bool counts = in_first_lines && comment.line == line++;
        in_first_lines = counts && comment.directive;
        const auto words = comment.directive ? std::nullopt : directive_words(comment.text);
        if (!words) {
            continue;
        }
        const std::string_view name = meant(*words);
        if (name.empty()) {
            continue;
        }
        Reported found =
            report.at(comment.span, "Docker takes this for a plain comment; did you mean '# {}={}'?", name,
                      words->value);
        if (counts) {
            found.fix(Safety::safe, message("Use '{}='", {name}),
                      {{comment.span, message("# {}={}", {name, words->value})}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "a slip of the finger",
     .bad = R"(
       | # synatx=docker/dockerfile:1
       ~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Docker takes this for a plain comment; did you mean '# syntax=docker/dockerfile:1'?
       + # syntax=docker/dockerfile:1
       | FROM python:3.12
     )",
     .good = R"(
       | # syntax=docker/dockerfile:1
       | FROM python:3.12
     )"},
    {.title = "without the equals sign",
     .bad = R"(
       | # syntax: docker/dockerfile:1
       ~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Docker takes this for a plain comment; did you mean '# syntax=docker/dockerfile:1'?
       + # syntax=docker/dockerfile:1
       | FROM python:3.12
     )",
     .good = R"(
       | # syntax and more are explained in the handbook
       | # escape: not needed here
       | FROM python:3.12
     )"},
    {.title = "of the escape character, below another comment", .bad = R"(
       | # for Windows
       | # ecsape=`
       ~ ^^^^^^^^^^ Docker takes this for a plain comment; did you mean '# escape=`'?
       | FROM mcr.microsoft.com/windows/servercore:ltsc2025
     )"},
};

} // namespace

extern constexpr Rule misspelt_directive{
    .id = "misspelt-directive",
    .title = "Misspelt parser directive",
    .why = "`# syntax=` chooses the version of the Dockerfile language and `# escape=` the escape character. "
           "Written in another way they are plain comments, and Docker says no word about it.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
