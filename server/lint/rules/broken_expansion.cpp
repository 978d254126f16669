#include "lint/rule.hpp"
#include "syntax/expand.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using syntax::ExpandProblem;

/// Whether BuildKit replaces variables in its words. In the others a shell does so, or nobody.
bool is_expanded(model::Keyword keyword) {
    switch (keyword) {
    case model::Keyword::add:
    case model::Keyword::arg:
    case model::Keyword::copy:
    case model::Keyword::env:
    case model::Keyword::expose:
    case model::Keyword::from:
    case model::Keyword::label:
    case model::Keyword::stopsignal:
    case model::Keyword::user:
    case model::Keyword::volume:
    case model::Keyword::workdir: return true;
    default: return false;
    }
}

/// Something else fills it in before the build: `{{ version }}`, a devcontainer template's option.
bool is_template(std::string_view text) {
    return text.contains("{{") || text.contains("${templateOption:");
}

/// Cheap, so that most words are not read again.
bool may_be_broken(std::string_view text) {
    return text.contains("${") || std::ranges::count(text, '"') % 2 != 0 ||
           std::ranges::count(text, '\'') % 2 != 0 || text.find_first_of("\\`") != std::string_view::npos;
}

/// The first `${…}` in which something else than a name and a known sign stands, or all.
std::string_view first_braces(std::string_view text) {
    for (std::size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${", at + 1)) {
        const std::size_t end = std::min(text.find('}', at), text.size() - 1) + 1;
        const std::string_view reference = text.substr(at, end - at);
        if (!syntax::expand(reference, {}, {})) {
            return reference;
        }
    }
    return text;
}

void report_one(model::Keyword keyword, const syntax::Word& word, std::string_view text,
                ExpandProblem problem, Report& report) {
    const bool open_signal = keyword == model::Keyword::stopsignal && !text.contains('}');
    // hadolint stops at a pair whose value is opened by a quote; others it reads to the line's end.
    const bool pair = keyword == model::Keyword::env || keyword == model::Keyword::label;
    const bool stops_hadolint = pair && (text.starts_with('"') || text.starts_with('\''));
    switch (problem) {
    case ExpandProblem::open_single_quote:
        report.at(word.span, "A ' is opened here and never closed, so the build stops here")
            .as_if(stops_hadolint, "DL1000")
            .as("SYNTAX_MISSING_SINGLE_QUOTE");
        break;
    case ExpandProblem::open_double_quote:
        report.at(word.span, "A \" is opened here and never closed, so the build stops here")
            .as_if(stops_hadolint, "DL1000")
            .as("SYNTAX_MISSING_DOUBLE_QUOTE");
        break;
    case ExpandProblem::open_brace:
    case ExpandProblem::bad_substitution:
    case ExpandProblem::unsupported_modifier:
    case ExpandProblem::bad_pattern:
        report
            .at(word.span,
                "Docker can't read '{}', so the build stops here: behind the name it knows :- :+ :? # % and "
                "/",
                first_braces(text))
            .as(open_signal ? "INVALID_SIGNAL" : "UNSUPPORTED_MODIFIER");
        break;
    case ExpandProblem::required_unset:
    case ExpandProblem::too_deep: break; // the build may give it
    }
}

void check_instruction(const model::Document& document, const model::Instruction& instruction,
                       Report& report) {
    const auto words = document.words(instruction);
    const bool pairs =
        instruction.keyword == model::Keyword::env || instruction.keyword == model::Keyword::label;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string_view text = words[i].text;
        if (instruction.keyword == model::Keyword::arg) {
            const std::size_t equals = text.find('=');
            text = equals == std::string_view::npos ? std::string_view{} : text.substr(equals + 1);
        }
        if (!may_be_broken(text) || is_template(text) ||
            (instruction.keyword == model::Keyword::from && i > 0)) {
            continue;
        }
        const auto value = syntax::expand(text, {}, {.escape = document.syntax().escape});
        if (!value) {
            report_one(instruction.keyword, words[i], text, value.error(), report);
            if (pairs) {
                return; // an open quote swallows what follows
            }
        }
    }
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& instruction : facts.document.instructions()) {
        if (is_expanded(instruction.keyword)) {
            check_instruction(facts.document, instruction, report);
        }
    }
}

constexpr Example examples[] = {
    {.title = "a quote that is not closed",
     .bad = R"(
       | FROM python:3.12
       | ENV GREETING="hello
       ~              ^^^^^^ A " is opened here and never closed, so the build stops here
       | ARG NAME='you
       ~     ^^^^^^^^^ A ' is opened here and never closed, so the build stops here
     )",
     .good = R"(
       | FROM python:3.12
       | ENV GREETING="it's"
       | ARG NAME='you'
     )"},
    {.title = "what only a shell can do with a variable",
     .bad = R"(
       | FROM python:3.12
       | ARG VERSION=3.12.1
       | ENV MAJOR=${VERSION:0:1}
       ~           ^^^^^^^^^^^^^^ Docker can't read '${VERSION:0:1}', so the build stops here: behind the name it knows :- :+ :? # % and /
       | WORKDIR /app/${VERSION^^}
       ~         ^^^^^^^^^^^^^^^^^ Docker can't read '${VERSION^^}', so the build stops here: behind the name it knows :- :+ :? # % and /
     )",
     .good = R"(
       | FROM python:3.12
       | ARG VERSION=3.12.1
       | ENV MAJOR=${VERSION%%.*} PATCH=${VERSION##*.} DASHED=${VERSION//./-}
       | RUN echo ${VERSION:0:1}
       | ENV TOKEN=${TOKEN:?needed}
     )"},
};

} // namespace

extern constexpr Rule broken_expansion{
    .id = "broken-expansion",
    .also = {"DL1000", "UNSUPPORTED_MODIFIER", "INVALID_SIGNAL", "SYNTAX_MISSING_SINGLE_QUOTE",
             "SYNTAX_MISSING_DOUBLE_QUOTE"},
    .title = "Quote or variable that Docker can't read",
    .why = "Outside of RUN and CMD no shell reads the words: Docker itself removes quotes and replaces "
           "variables, and it knows less than bash. What it can't read stops the build.",
    .group = Group::syntax,
    .severity = Severity::error,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
