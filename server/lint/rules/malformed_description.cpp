#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>
#include <array>

namespace dockwright::lint::rules {
namespace {

/// The first word of the last comment line above, which ends at a blank as BuildKit cuts it.
std::string_view first_word(const syntax::Comment& comment) {
    const std::string_view text = ascii::trimmed(comment.text);
    return text.substr(0, text.find(' '));
}

/// Comments that are there for a tool, which would not know them any more.
bool is_for_tool(const syntax::Comment& comment) {
    const std::string_view text = ascii::trimmed(comment.text);
    return comment.directive || text.contains('=') ||
           std::ranges::any_of(
               std::array<std::string_view, 4>{"hadolint", "dockwright", "shellcheck", "tally"},
               [&](std::string_view tool) { return text.starts_with(tool); });
}

void report_one(const Facts& facts, Report& report, const model::Instruction& instruction,
                std::string_view name) {
    const syntax::Comment& comment = facts.document.syntax().comments_of(instruction).back();
    Reported finding =
        report.at(comment.span,
                  "Lists of targets and arguments take this as a description of '{}' only if it "
                  "begins with that name",
                  name);
    finding.as("InvalidDefinitionDescription", instruction.name_span);
    const std::string shown =
        instruction.keyword == model::Keyword::from ? ascii::lowered(name) : std::string(name);
    const std::size_t blanks = comment.text.find_first_not_of(" \t");
    if (blanks != std::string_view::npos && !is_for_tool(comment) && !shown.contains('$')) {
        const Offset place = comment.span.begin + 1 + blanks;
        finding.fix(Safety::unsafe, message("Begin with '{}'", {shown}), {{{place, place}, shown + ' '}});
    }
}

void check(const Facts& facts, Report& report) {
    for (const model::Stage& stage : facts.document.stages()) {
        const model::Instruction& from = facts.document.instructions()[stage.from];
        const auto comments = facts.document.syntax().comments_of(from);
        if (!comments.empty() && !stage.name.empty() &&
            first_word(comments.back()) != ascii::lowered(stage.name)) {
            report_one(facts, report, from, stage.name);
        }
    }
    for (const model::Instruction& argument : facts.document.all(model::Keyword::arg)) {
        const auto comments = facts.document.syntax().comments_of(argument);
        const auto words = facts.document.words(argument);
        if (comments.empty() || words.empty()) {
            continue;
        }
        const auto name_of = [](const syntax::Word& word) {
            return word.text.substr(0, word.text.find('='));
        };
        const std::string_view said = first_word(comments.back());
        if (std::ranges::none_of(words, [&](const syntax::Word& word) { return name_of(word) == said; })) {
            report_one(facts, report, argument, name_of(words.front()));
        }
    }
}

constexpr Example examples[] = {
    {.title = "a comment that says something else",
     .bad = R"(
       | # the newest that torch supports
       ~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Lists of targets and arguments take this as a description of 'PYTHON' only if it begins with that name
       | ARG PYTHON=3.12
       | FROM python:$PYTHON
     )",
     .good = R"(
       | # PYTHON is the newest that torch supports
       | ARG PYTHON=3.12
       | FROM python:$PYTHON
     )"},
    {.title = "a stage, and a comment that an empty line sets apart",
     .bad = R"(
       | # Builds the wheels
       ~ ^^^^^^^^^^^^^^^^^^^ Lists of targets and arguments take this as a description of 'wheels' only if it begins with that name
       | FROM python:3.12 AS wheels
     )",
     .good = R"(
       | # Builds the wheels
       | #
       | FROM python:3.12 AS wheels
       | # wheels builds the wheels
       | FROM python:3.12 AS wheels
     )"},
};

} // namespace

extern constexpr Rule malformed_description{
    .id = "malformed-description",
    .also = {"InvalidDefinitionDescription"},
    .title = "Comment that is no description",
    .why =
        "`docker build --call=outline` and `--call=targets` show the comment above an ARG or a stage as its "
        "description if the comment begins with the name. An empty comment line between sets a comment "
        "apart.",
    .group = Group::style,
    .severity = Severity::info,
    .level = Level::all,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
