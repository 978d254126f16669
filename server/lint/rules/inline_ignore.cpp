#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "lint/text_lines.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Takes `word` and the blanks behind it off the front.
bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) {
        return false;
    }
    text = ascii::trimmed(text.substr(word.size()));
    return true;
}

/// hadolint looks at no more than the characters that its codes are made of.
bool is_code(std::string_view word) {
    return !word.empty() && std::ranges::all_of(word, [](char c) {
        return c == 'D' || c == 'L' || c == 'S' || c == 'C' || ascii::is_digit(c);
    });
}

/// `# hadolint ignore=DL3006, SC2086 # why`. That for a stage or the file is not meant.
bool is_ignore(std::string_view comment) {
    std::string_view rest = ascii::trimmed(comment);
    if (!take(rest, "hadolint") || !take(rest, "ignore") || !take(rest, "=")) {
        return false;
    }
    rest = rest.substr(0, rest.find('#'));
    while (true) {
        const std::size_t comma = rest.find(',');
        if (!is_code(ascii::trimmed(rest.substr(0, comma)))) {
            return false;
        }
        if (comma == std::string_view::npos) {
            return true;
        }
        rest.remove_prefix(comma + 1);
    }
}

bool is_inside_instruction(const model::Document& document, Offset at) {
    const auto all = document.instructions();
    const auto behind =
        std::ranges::upper_bound(all, at, {}, [](const model::Instruction& i) { return i.span.begin; });
    return behind != all.begin() && at < std::prev(behind)->span.end;
}

void check(const Facts& facts, Report& report) {
    for (const syntax::Comment& comment : facts.document.syntax().comments) {
        if (is_ignore(comment.text) && !is_inside_instruction(facts.document, comment.span.begin)) {
            report
                .at(comment.span, "This comment hides findings; where exceptions are to be seen in one "
                                  "place, they belong into the configuration")
                .as("DL1001")
                .fix(Safety::unsafe, "Remove the comment",
                     {{whole_lines(facts.document.text(), comment.span), ""}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "an exception beside the line",
     .bad = R"(
       | # hadolint ignore=DL3006 # the release job pins it
       ~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This comment hides findings; where exceptions are to be seen in one place, they belong into the configuration
       | FROM ubuntu
     )",
     .good = R"(
       | FROM ubuntu:24.04
     )"},
    {.title = "what is none of that", .good = R"(
       | # hadolint shell=bash
       | # hadolint global ignore=DL3003
       | # hadolint ignore=DL3006 because it is pinned elsewhere
       | FROM ubuntu:24.04
     )"},
};

} // namespace

extern constexpr Rule inline_ignore{
    .id = "inline-ignore",
    .also = {"DL1001"},
    .title = "Comment that hides a finding",
    .why = "A comment above an instruction keeps hadolint silent about it. Some teams want all exceptions in "
           "the configuration, where whoever reviews it sees them together.",
    .group = Group::style,
    .severity = Severity::info,
    .level = Level::all,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
