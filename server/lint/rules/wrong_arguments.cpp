#include "base/ascii.hpp"
#include "lint/podman.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using syntax::Word;

/// Behind what is there, or the instruction's name.
Span end_of(const model::Instruction& instruction, std::span<const Word> words) {
    return words.empty() ? instruction.name_span : words.back().span;
}

/// `[a-z][a-z0-9-_.]*`, in any case.
bool is_stage_name(std::string_view name) {
    return !name.empty() && ascii::is_alpha(name.front()) &&
           std::ranges::all_of(name, [](char c) { return ascii::is_name(c) || c == '-' || c == '.'; });
}

/// `{{ TAG }}`, which something else fills in before the build.
bool is_template(std::span<const Word> words) {
    return std::ranges::any_of(words, [](const Word& word) { return word.text.contains("{{"); });
}

void check_from(const Facts& facts, const model::Instruction& from, std::span<const Word> words,
                Report& report) {
    if (words.empty()) {
        report.at(from.name_span, "FROM lacks the image to build on, so the build stops here")
            .as("DL1000")
            .as("ARGUMENT_MISSING");
    } else if (words.size() == 1) {
        return;
    } else if (is_template(words)) {
        report
            .at(words[1].span, "'{}' is no part of an image's name until the template is filled in",
                words[1].text)
            .only_as("DL1000");
    } else if (!ascii::equal(words[1].text, "AS")) {
        report
            .at(words[1].span, "Behind FROM's image only AS and a name may stand; '{}' stops the build",
                words[1].text)
            .as("DL1000")
            .as(words.size() == 3 ? "INVALID_AS" : "ARGUMENT_REQUIRES_ONE_OR_THREE");
    } else if (words.size() == 2) {
        report.at(words[1].span, "AS lacks the stage's name, so the build stops here")
            .as("DL1000")
            .as("ARGUMENT_REQUIRES_ONE_OR_THREE");
    } else if (words.size() > 3) {
        report
            .at(words[3].span, "Nothing may stand behind the stage's name; '{}' stops the build",
                words[3].text)
            .as("DL1000")
            .as("ARGUMENT_REQUIRES_ONE_OR_THREE");
    } else if (!is_stage_name(words[2].text)) {
        Reported finding = report.at(
            words[2].span,
            words[2].text.contains('$')
                ? "Stage names take no variables; '{}' stops the build"
                : "A stage's name begins with a letter and has only letters, digits and -_. behind it; "
                  "'{}' stops the build",
            words[2].text);
        if (is_for_podman(facts)) {
            finding.only_as("INVALID_BUILD_STAGE_NAME");
        } else {
            finding.as("INVALID_BUILD_STAGE_NAME");
        }
    }
}

void check_copy(const model::Document& document, const model::Instruction& copy, std::span<const Word> words,
                Report& report) {
    const std::string_view name = syntax::name(copy.keyword);
    if (words.size() < 2) {
        report.at(end_of(copy, words), "{} needs a source and a target, so the build stops here", name)
            .as("DL1000")
            .as("ARGUMENT_REQUIRES_AT_LEAST_TWO");
        return;
    }
    for (const syntax::Heredoc& heredoc : document.syntax().heredocs_of(copy)) {
        if (heredoc.opener.begin == words.back().span.begin) {
            report
                .at(heredoc.opener,
                    "The last word is the target, which can't be a heredoc; the build stops here")
                .as("DL1000")
                .as("ARGUMENT_REQUIRES_AT_LEAST_TWO");
        }
    }
}

void check_healthcheck(const model::Instruction& healthcheck, std::span<const Word> words, Report& report) {
    if (words.empty()) {
        report.at(healthcheck.name_span, "HEALTHCHECK needs CMD and a command, or NONE; the build stops here")
            .as("DL1000")
            .as("ARGUMENT_REQUIRES_AT_LEAST_ONE");
        return;
    }
    const bool none = ascii::equal(words[0].text, "NONE");
    if (!none && !ascii::equal(words[0].text, "CMD")) {
        report.at(words[0].span, "Behind HEALTHCHECK stands CMD or NONE; '{}' stops the build", words[0].text)
            .as("DL1000")
            .as("UNKNOWN_TYPE");
    } else if (none && words.size() > 1) {
        report.at(words[1].span, "Nothing may stand behind HEALTHCHECK NONE, so the build stops here")
            .as("DL1000")
            .as("ARGUMENT_UNNECESSARY");
    } else if (!none && words.size() == 1) {
        report.at(words[0].span, "HEALTHCHECK CMD lacks its command, so the build stops here")
            .as("DL1000")
            .as("HEALTHCHECK_CMD_ARGUMENT_MISSING");
    }
}

void check_shell(const model::Instruction& shell, std::span<const Word> words, Report& report) {
    if (words.empty()) {
        report.at(shell.name_span, R"(SHELL needs a program, such as ["bash", "-c"]; the build stops here)")
            .as_if(!shell.json, "DL1000")
            .as(shell.json ? "SHELL_REQUIRES_ONE" : "ARGUMENT_MISSING");
    } else if (!shell.json) {
        report
            .at(words[0].span,
                R"(SHELL takes only a JSON array, such as ["bash", "-c"]; the build stops here)")
            .as("SHELL_JSON_FORM");
    }
}

void check_blanks(const model::Instruction& instruction, std::span<const Word> words, Report& report) {
    const auto nameless = [&](const Word& word) {
        report.at(word.span, "The name before '=' is missing, so the build stops here")
            .as("SYNTAX_MISSING_NAMES");
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Word& word = words[i];
        switch (instruction.keyword) {
        case model::Keyword::volume:
            if (ascii::trimmed(word.text).empty()) {
                report.at(word.span, "A volume is a path, which can't be empty; the build stops here");
            }
            break;
        case model::Keyword::arg:
            if (word.text.starts_with('=')) {
                nameless(word);
            }
            break;
        case model::Keyword::env:
        case model::Keyword::label: // names and values in turn
            if (i % 2 == 0 && word.text.empty()) {
                nameless(words[i + 1 < words.size() ? i + 1 : i]);
            }
            break;
        default: return;
        }
    }
}

/// Not refused: the engine makes it `/bin/sh -c ""`.
void check_entrypoint(const model::Instruction& entrypoint, Report& report) {
    if (!entrypoint.json && entrypoint.arguments.empty()) {
        report
            .at(entrypoint.name_span, "ENTRYPOINT names no program, so the container runs an empty command "
                                      "and ends at once; 'ENTRYPOINT []' takes the base image's away")
            .as("DL1000")
            .as("ARGUMENT_MISSING")
            .severity(Severity::warning)
            .fix(Safety::unsafe, "Use ENTRYPOINT []",
                 {{{entrypoint.name_span.end, entrypoint.name_span.end}, " []"}});
    }
}

/// What ONBUILD keeps is read no further before an image is built from this one.
void check_nested(const model::Instruction& nested, std::span<const Word> words, Report& report) {
    const bool copies = nested.keyword == model::Keyword::copy || nested.keyword == model::Keyword::add;
    if (copies && words.size() < 2) {
        report
            .at(end_of(nested, words),
                "{} needs a source and a target, so each build from this image will stop here",
                syntax::name(nested.keyword))
            .as("ARGUMENT_REQUIRES_AT_LEAST_TWO");
    }
}

void check_one(const Facts& facts, const model::Instruction& instruction, Report& report) {
    const model::Document& document = facts.document;
    using enum model::Keyword;
    const auto words = document.words(instruction);
    switch (instruction.keyword) {
    case from: check_from(facts, instruction, words, report); return;
    case add:
    case copy: check_copy(document, instruction, words, report); return;
    case healthcheck: check_healthcheck(instruction, words, report); return;
    case shell: check_shell(instruction, words, report); return;
    case entrypoint: check_entrypoint(instruction, report); return;
    case cmd:
    case run:
    case unknown: return; // may be empty
    case onbuild:
        if (document.nested(instruction) == nullptr) {
            report.at(instruction.name_span, "ONBUILD needs an instruction, so the build stops here")
                .as("DL1000")
                .as("ARGUMENT_MISSING");
        } else {
            const model::Instruction& nested = *document.nested(instruction);
            check_nested(nested, document.words(nested), report);
        }
        return;
    default:
        check_blanks(instruction, words, report);
        if (words.empty() && (!instruction.json || instruction.keyword == volume)) {
            report
                .at(instruction.name_span, "{} needs an argument, so the build stops here",
                    syntax::name(instruction.keyword))
                .as_if(!instruction.json, "DL1000")
                .as("ARGUMENT_MISSING");
        }
    }
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& instruction : facts.document.instructions()) {
        check_one(facts, instruction, report);
    }
}

constexpr Example examples[] = {
    {.title = "FROM",
     .bad = R"(
       | FROM
       ~ ^^^^ FROM lacks the image to build on, so the build stops here
       | FROM python 3.12
       ~             ^^^^ Behind FROM's image only AS and a name may stand; '3.12' stops the build
       | FROM python:3.12 AS
       ~                  ^^ AS lacks the stage's name, so the build stops here
       | FROM python:3.12 AS my build
       ~                        ^^^^^ Nothing may stand behind the stage's name; 'build' stops the build
       | FROM python:3.12 AS 1st
       ~                     ^^^ A stage's name begins with a letter and has only letters, digits and -_. behind it; '1st' stops the build
       | FROM python:3.12 AS $STAGE
       ~                     ^^^^^^ Stage names take no variables; '$STAGE' stops the build
     )",
     .good = R"(
       | FROM python:3.12
       | FROM python:3.12 as Build_1.0-a
       | FROM python:{{ TAG }}
     )"},
    {.title = "a source and a target",
     .bad = R"(
       | FROM python:3.12
       | COPY train.py
       ~      ^^^^^^^^ COPY needs a source and a target, so the build stops here
       | ADD
       ~ ^^^ ADD needs a source and a target, so the build stops here
       | COPY ["train.py"]
       ~       ^^^^^^^^^^ COPY needs a source and a target, so the build stops here
       | COPY train.py <<EOF
       ~               ^^^^^ The last word is the target, which can't be a heredoc; the build stops here
       | EOF
     )",
     .good = R"(
       | FROM python:3.12
       | COPY train.py .
       | COPY ["train.py", "."]
       | COPY <<EOF /a
       | EOF
     )"},
    {.title = "HEALTHCHECK",
     .bad = R"(
       | FROM python:3.12
       | HEALTHCHECK
       ~ ^^^^^^^^^^^ HEALTHCHECK needs CMD and a command, or NONE; the build stops here
       | HEALTHCHECK curl localhost
       ~             ^^^^ Behind HEALTHCHECK stands CMD or NONE; 'curl' stops the build
       | HEALTHCHECK --timeout=3s CMD
       ~                          ^^^ HEALTHCHECK CMD lacks its command, so the build stops here
       | HEALTHCHECK NONE curl
       ~                  ^^^^ Nothing may stand behind HEALTHCHECK NONE, so the build stops here
     )",
     .good = R"(
       | FROM python:3.12
       | HEALTHCHECK --interval=30s --timeout=0 --start-period= --retries=3 cmd curl localhost
       | HEALTHCHECK CMD ["curl", "localhost"]
       | HEALTHCHECK NONE
     )"},
    {.title = "SHELL",
     .bad = R"(
       | FROM python:3.12
       | SHELL bash -c
       ~       ^^^^^^^ SHELL takes only a JSON array, such as ["bash", "-c"]; the build stops here
       | SHELL []
       ~ ^^^^^ SHELL needs a program, such as ["bash", "-c"]; the build stops here
     )",
     .good = R"(
       | FROM python:3.12
       | SHELL ["bash", "-c"]
     )"},
    {.title = "no argument, and one without a name",
     .bad = R"(
       | FROM python:3.12
       | WORKDIR
       ~ ^^^^^^^ WORKDIR needs an argument, so the build stops here
       | ARG
       ~ ^^^ ARG needs an argument, so the build stops here
       | ONBUILD
       ~ ^^^^^^^ ONBUILD needs an instruction, so the build stops here
       | ARG =3
       ~     ^^ The name before '=' is missing, so the build stops here
       | ENV =3
       ~      ^ The name before '=' is missing, so the build stops here
       | VOLUME ["/data", ""]
       ~                  ^^ A volume is a path, which can't be empty; the build stops here
     )",
     .good = R"(
       | FROM python:3.12
       | WORKDIR ""
       | USER []
       | RUN
       | CMD
       | ENTRYPOINT []
     )"},
    {.title = "what no build of this file notices",
     .bad = R"(
       | FROM python:3.12
       | ENTRYPOINT
       ~ ^^^^^^^^^^ ENTRYPOINT names no program, so the container runs an empty command and ends at once; 'ENTRYPOINT []' takes the base image's away
       | ONBUILD COPY train.py
       ~              ^^^^^^^^ COPY needs a source and a target, so each build from this image will stop here
     )",
     .good = R"(
       | FROM python:3.12
       | ENTRYPOINT []
       | ONBUILD COPY train.py /app/
     )"},
};

} // namespace

extern constexpr Rule wrong_arguments{
    .id = "wrong-arguments",
    .also = {"DL1000", "ARGUMENT_MISSING", "ARGUMENT_REQUIRES_AT_LEAST_ONE", "ARGUMENT_REQUIRES_AT_LEAST_TWO",
             "ARGUMENT_REQUIRES_ONE_OR_THREE", "ARGUMENT_UNNECESSARY", "INVALID_AS",
             "INVALID_BUILD_STAGE_NAME", "UNKNOWN_TYPE", "HEALTHCHECK_CMD_ARGUMENT_MISSING",
             "SHELL_JSON_FORM", "SHELL_REQUIRES_ONE", "SYNTAX_MISSING_NAMES"},
    .title = "Arguments that the instruction does not take",
    .why = "Most instructions take a fixed shape of words: FROM an image and perhaps AS and a name, COPY a "
           "source "
           "and a target, SHELL a JSON array. Anything else stops the build.",
    .group = Group::syntax,
    .severity = Severity::error,
    .level = Level::recommended,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
