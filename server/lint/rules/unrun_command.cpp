#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

/// `$(…)` or backticks. `$((` is arithmetic, which is not done either.
bool has_command(std::string_view value) {
    if (value.starts_with('\'')) {
        return false;
    }
    const std::size_t dollar = value.find("$(");
    const std::size_t tick = value.find('`');
    const bool substitution = dollar != std::string_view::npos &&
                              value.find(')', dollar) != std::string_view::npos &&
                              (dollar == 0 || value[dollar - 1] != '\\');
    const bool ticks = tick != std::string_view::npos && value.find('`', tick + 1) != std::string_view::npos;
    return substitution || ticks;
}

/// Text for people, with names in back-quotes as Markdown has them: words stand outside of a pair of them.
bool is_prose(std::string_view value) {
    bool quoted = false;
    for (const char c : value) {
        quoted = quoted != (c == '`');
        if (!quoted && c == ' ') {
            return !value.contains("$(");
        }
    }
    return false;
}

/// What a build tool replaces in the file before Docker sees it: `$(VERSION)` of make and Azure.
bool is_template(std::string_view value) {
    const std::size_t dollar = value.find("$(");
    if (dollar == std::string_view::npos) {
        return false;
    }
    const std::string_view inside = value.substr(dollar + 2, value.find(')', dollar) - dollar - 2);
    return inside.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.") == std::string_view::npos;
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    // A file whose escape is a backtick writes backticks for something else.
    if (document.syntax().escape == '`') {
        return;
    }
    for (const model::Instruction& instruction : document.instructions()) {
        const bool pairs =
            instruction.keyword == model::Keyword::env || instruction.keyword == model::Keyword::label;
        const bool plain =
            instruction.keyword == model::Keyword::arg || instruction.keyword == model::Keyword::workdir ||
            instruction.keyword == model::Keyword::user || instruction.keyword == model::Keyword::from;
        const auto words = document.words(instruction);
        for (std::size_t i = 0; i < words.size(); ++i) {
            const bool is_value = pairs ? i % 2 == 1 : plain;
            const bool prose = instruction.keyword == model::Keyword::label && is_prose(words[i].text);
            if (is_value && has_command(words[i].text) && !is_template(words[i].text) && !prose) {
                report.at(words[i].span,
                          "{} runs no commands: the value is this very text. Set it in a RUN, or pass it in "
                          "as --build-arg",
                          syntax::name(instruction.keyword));
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "the output of a command",
     .bad = R"(
       | FROM python:3.12
       | ENV JAVA_HOME=$(pwd)/java A=1
       ~               ^^^^^^^^^^^ ENV runs no commands: the value is this very text. Set it in a RUN, or pass it in as --build-arg
       | ARG VERSION="`cat VERSION`"
       ~     ^^^^^^^^^^^^^^^^^^^^^^^ ARG runs no commands: the value is this very text. Set it in a RUN, or pass it in as --build-arg
     )",
     .good = R"(
       | FROM python:3.12
       | ARG VERSION
       | RUN export JAVA_HOME=$(dirname $(which java)) && make
       | LABEL note='$(date)'
     )"},
    {.title = "back-quotes in a text for people",
     .bad = R"(
       | FROM python:3.12
       | LABEL built="`date -u`" by="on $(hostname) with `make`"
       ~             ^^^^^^^^^^^ LABEL runs no commands: the value is this very text. Set it in a RUN, or pass it in as --build-arg
       ~                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ LABEL runs no commands: the value is this very text. Set it in a RUN, or pass it in as --build-arg
     )",
     .good = R"(
       | FROM python:3.12
       | LABEL description="An image for the tests of `tools/train` with git"
     )"},
};

} // namespace

extern constexpr Rule unrun_command{
    .id = "unrun-command",
    .title = "A command in a value that nothing runs",
    .why =
        "`$(…)` and backticks belong to shells. ENV, ARG, LABEL, WORKDIR and USER are read by the builder, "
        "which knows `$NAME` and nothing else, so the variable holds the command's text in place of what "
        "it would print.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
