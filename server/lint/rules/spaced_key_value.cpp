#include "lint/rule.hpp"
#include "lint/spelling.hpp"
#include <algorithm>
#include <utility>
#include <vector>

namespace dockwright::lint::rules {
namespace {

enum class Form : std::uint8_t { bare, quoted, none };

/// How the value can be written behind `=` so that it means the same.
Form form_of(std::string_view value, char escape) {
    const bool blank = value.find_first_of(" \t\v\f\r") != std::string_view::npos;
    if (!blank) {
        return Form::bare;
    }
    const auto special = [escape](char c) { return c == '"' || c == '\'' || c == escape; };
    if (std::ranges::none_of(value, special)) {
        return Form::quoted;
    }
    const char quote = value.front();
    const bool whole = (quote == '"' || quote == '\'') && value.size() > 1 && value.back() == quote &&
                       std::ranges::none_of(value.substr(1, value.size() - 2),
                                            [&](char c) { return c == quote || c == escape; });
    return whole ? Form::bare : Form::none;
}

/// `LABEL a = "b"`: the value begins with the `=`, which nobody wants.
void check_spaced_sign(const Facts& facts, Report& report, const model::Instruction& instruction) {
    const auto words = facts.document.words(instruction);
    const syntax::Word& name = words[0];
    const syntax::Word& value = words[1];
    const std::size_t begin = std::min(value.text.find_first_not_of(" \t", 1), value.text.size());
    const std::string_view meant = value.text.substr(begin);
    Reported found =
        report.at(name.span,
                  "The value of '{}' begins with '=', since a blank stands in front of it and "
                  "all behind that blank is the value: write '{} {}=…' without blanks around '='",
                  name.text, instruction.name, name.text);
    found.as("LegacyKeyValueFormat");
    const std::string_view between = Span{name.span.end, value.span.begin}.of(facts.document.text());
    const bool plain = !between.contains('#') && name.text.find_first_of("\"'") == std::string_view::npos &&
                       value.span.of(facts.document.text()) == value.text;
    const Form form = form_of(meant, facts.document.syntax().escape);
    if (plain && (form == Form::bare || (form == Form::quoted && !meant.contains('=')))) {
        std::vector<TextEdit> edits{
            {{name.span.end, value.span.begin + begin}, form == Form::bare ? "=" : "=\""}};
        if (form == Form::quoted) {
            edits.push_back({{value.span.end, value.span.end}, "\""});
        }
        found.fix(form == Form::bare ? Safety::safe : Safety::unsafe, "Remove the blanks around '='",
                  std::move(edits));
    }
}

void check(const Facts& facts, Report& report) {
    Spelling spelling(facts.document);
    for (const model::Instruction& instruction : facts.document.instructions()) {
        if (!instruction.spaced_pair) {
            continue;
        }
        const auto words = facts.document.words(instruction);
        if (words.size() != 2 || words[1].text.empty()) {
            continue; // a name alone is another rule's
        }
        if (words[1].text.front() == '=') {
            check_spaced_sign(facts, report, instruction);
            continue;
        }
        const syntax::Word& name = words[0];
        const syntax::Word& value = words[1];
        Reported found = report.at(
            name.span, "Write '{} {}=…': a blank in place of '=' still works, but Docker calls it deprecated",
            instruction.name, name.text);
        if (name.text.find_first_of("|&;<>()") != std::string_view::npos) {
            found.only_as("LegacyKeyValueFormat"); // a line of shell that the one above has lost
            continue;
        }
        spelling.as(found, "LegacyKeyValueFormat");
        const Span gap{name.span.end, value.span.begin};
        const bool plain_gap = !gap.of(facts.document.text()).contains('#') &&
                               name.text.find_first_of("\"'") == std::string_view::npos;
        const Form form = form_of(value.text, facts.document.syntax().escape);
        if (plain_gap && form == Form::bare) {
            found.fix(Safety::safe, "Use '='", {{gap, "="}});
        } else if (plain_gap && form == Form::quoted) {
            found.fix(Safety::safe, "Use '=' and quotes",
                      {{gap, "=\""}, {{value.span.end, value.span.end}, "\""}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "ENV with a blank",
     .bad = R"(
       | FROM python:3.12
       | ENV CUDA_HOME /usr/local/cuda
       ~     ^^^^^^^^^ Write 'ENV CUDA_HOME=…': a blank in place of '=' still works, but Docker calls it deprecated
       + ENV CUDA_HOME=/usr/local/cuda
     )",
     .good = R"(
       | FROM python:3.12
       | ENV CUDA_HOME=/usr/local/cuda
     )"},
    {.title = "a value of several words",
     .bad = R"(
       | FROM python:3.12
       | LABEL description Trains a model
       ~       ^^^^^^^^^^^ Write 'LABEL description=…': a blank in place of '=' still works, but Docker calls it deprecated
       + LABEL description="Trains a model"
     )",
     .good = R"(
       | FROM python:3.12
       | LABEL description="Trains a model"
     )"},
    {.title = "quotes within the value, which only a person can place", .bad = R"(
       | FROM python:3.12
       | ENV FLAGS -a "b c"
       ~     ^^^^^ Write 'ENV FLAGS=…': a blank in place of '=' still works, but Docker calls it deprecated
     )"},
    {.title = "a line of shell that begins with the program 'env'", .bad = R"(
       | FROM python:3.12
       | env | sort
       ~     ^ (LegacyKeyValueFormat only) Write 'env |=…': a blank in place of '=' still works, but Docker calls it deprecated
     )"},
    {.title = "a program writes the file, so nobody can change it here", .bad = R"(
       | # THIS DOCKERFILE IS GENERATED VIA "apply-templates.sh"
       | #
       | # PLEASE DO NOT EDIT IT DIRECTLY.
       | FROM python:3.12
       | ENV CUDA_HOME /usr/local/cuda
       ~     ^^^^^^^^^ (LegacyKeyValueFormat only) Write 'ENV CUDA_HOME=…': a blank in place of '=' still works, but Docker calls it deprecated
       + ENV CUDA_HOME=/usr/local/cuda
     )"},
    {.title = "a blank in front of '=' makes it a part of the value",
     .bad = R"(
       | FROM python:3.12
       | LABEL org.opencontainers.image.version = "2.0"
       ~       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The value of 'org.opencontainers.image.version' begins with '=', since a blank stands in front of it and all behind that blank is the value: write 'LABEL org.opencontainers.image.version=…' without blanks around '='
       + LABEL org.opencontainers.image.version="2.0"
       | ENV MODE =fast and cheap
       ~     ^^^^ The value of 'MODE' begins with '=', since a blank stands in front of it and all behind that blank is the value: write 'ENV MODE=…' without blanks around '='
     )",
     .good = R"(
       | FROM python:3.12
       | LABEL org.opencontainers.image.version="2.0"
     )"},
    {.title = "what several pairs are meant to be, a person tells", .bad = R"(
       | FROM python:3.12
       | ENV A = "1" B = "2"
       ~     ^ The value of 'A' begins with '=', since a blank stands in front of it and all behind that blank is the value: write 'ENV A=…' without blanks around '='
     )"},
    {.title = "a value in quotes", .bad = R"(
       | FROM python:3.12
       | ENV FLAGS "b c"
       ~     ^^^^^ Write 'ENV FLAGS=…': a blank in place of '=' still works, but Docker calls it deprecated
       + ENV FLAGS="b c"
     )"},
};

} // namespace

extern constexpr Rule spaced_key_value{
    .id = "spaced-key-value",
    .also = {"LegacyKeyValueFormat"},
    .title = "ENV or LABEL without '='",
    .why = "Without `=` the whole rest of the line is the value, so a second pair becomes part of the first "
           "without a word. The form is deprecated.",
    .group = Group::deprecated,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .tag = Tag::deprecated,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
