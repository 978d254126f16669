#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

enum class Takes : std::uint8_t { word, truth, words };

struct Known {
    std::string_view name;
    Takes takes = Takes::word;
};

// What BuildKit 0.33 has (frontend/dockerfile/instructions, parse.go and commands_run*.go).
constexpr Known of_add[] = {{"chown"},
                            {"chmod"},
                            {"link", Takes::truth},
                            {"keep-git-dir", Takes::truth},
                            {"unpack", Takes::truth},
                            {"checksum"},
                            {"exclude", Takes::words}};
constexpr Known of_copy[] = {{"from"},
                             {"chown"},
                             {"chmod"},
                             {"link", Takes::truth},
                             {"parents", Takes::truth},
                             {"exclude", Takes::words}};
constexpr Known of_from[] = {{"platform"}};
constexpr Known of_healthcheck[] = {
    {"interval"}, {"timeout"}, {"start-period"}, {"start-interval"}, {"retries"}};
constexpr Known of_run[] = {{"mount", Takes::words}, {"network"}, {"security"}, {"device", Takes::words}};

std::span<const Known> known_to(model::Keyword keyword) {
    switch (keyword) {
    case model::Keyword::add: return of_add;
    case model::Keyword::copy: return of_copy;
    case model::Keyword::from: return of_from;
    case model::Keyword::healthcheck: return of_healthcheck;
    case model::Keyword::run: return of_run;
    default: return {};
    }
}

/// BuildKit overlooks the flags of these.
bool may_have_any(const model::Document& document, const model::Instruction& instruction) {
    const auto words = document.words(instruction);
    switch (instruction.keyword) {
    case model::Keyword::arg:
    case model::Keyword::stopsignal:
    case model::Keyword::unknown: return true;
    case model::Keyword::healthcheck: return !words.empty() && ascii::equal(words[0].text, "NONE");
    default: return false;
    }
}

/// hadolint reads a COPY whose flag has no `=` as one of a file, and all flags of most others.
bool stops_hadolint(model::Keyword keyword, const syntax::Flag& flag) {
    switch (keyword) {
    case model::Keyword::copy: return flag.has_value;
    case model::Keyword::add:
    case model::Keyword::from:
    case model::Keyword::healthcheck: return true;
    default: return false;
    }
}

/// dockerfile-utils has a code for each of these instructions and none for RUN.
std::string_view unknown_code(model::Keyword keyword) {
    switch (keyword) {
    case model::Keyword::add: return "UNKNOWN_ADD_FLAG";
    case model::Keyword::copy: return "UNKNOWN_COPY_FLAG";
    case model::Keyword::from: return "UNKNOWN_FROM_FLAG";
    case model::Keyword::healthcheck: return "UNKNOWN_HEALTHCHECK_FLAG";
    default: return {};
    }
}

void report_unknown(const model::Instruction& instruction, const syntax::Flag& flag, Report& report) {
    const std::string_view instruction_name = syntax::name(instruction.keyword);
    const std::span<const Known> known = known_to(instruction.keyword);
    if (known.empty()) {
        report.at(flag.name_span,
                  "{} takes no flags, so '--{}' stops the build; flags of a program go behind it",
                  instruction_name, flag.name);
        return;
    }
    const std::string_view code = unknown_code(instruction.keyword);
    std::vector<std::string_view> names;
    std::ranges::transform(known, std::back_inserter(names), &Known::name);
    if (const auto meant = nearest(flag.name, names)) {
        report
            .at(flag.name_span, "{} has no flag '--{}', so the build stops here; did you mean '--{}'?",
                instruction_name, flag.name, *meant)
            .as_if(stops_hadolint(instruction.keyword, flag), "DL1000")
            .as_if(!code.empty(), code)
            .fix(Safety::unsafe, message("Use --{}", {*meant}),
                 {{flag.name_span, message("--{}", {*meant})}});
    } else {
        report
            .at(flag.name_span, "{} has no flag '--{}', so the build stops here", instruction_name, flag.name)
            .as_if(stops_hadolint(instruction.keyword, flag), "DL1000")
            .as_if(!code.empty(), code);
    }
}

void check_value(model::Keyword keyword, const syntax::Flag& flag, Takes takes, Report& report) {
    if (takes != Takes::truth) {
        if (!flag.has_value) {
            report
                .at(flag.name_span,
                    "--{} needs its value behind '=', without blanks, so the build stops here", flag.name)
                .as_if(stops_hadolint(keyword, flag), "DL1000")
                .as_if(keyword != model::Keyword::run, "FLAG_MISSING_VALUE");
        }
        return;
    }
    const bool is_truth = ascii::equal(flag.value, "true") || ascii::equal(flag.value, "false");
    if (flag.has_value && !is_truth) {
        report
            .at(flag.span,
                "--{} is either there or not, or has the value true or false; the build stops here",
                flag.name)
            .as(flag.value.empty() ? "FLAG_MISSING_VALUE" : "FLAG_EXPECTED_BOOLEAN_VALUE");
    }
}

void check_flags(const model::Document& document, const model::Instruction& instruction, Report& report) {
    const auto flags = document.flags(instruction);
    const std::span<const Known> known = known_to(instruction.keyword);
    for (std::size_t i = 0; i < flags.size(); ++i) {
        const syntax::Flag& flag = flags[i];
        const auto found = std::ranges::find(known, flag.name, &Known::name);
        const auto before = flags.first(i);
        if (found == known.end()) {
            report_unknown(instruction, flag, report);
        } else if (const auto first = std::ranges::find(before, flag.name, &syntax::Flag::name);
                   first != before.end() && found->takes != Takes::words) {
            report.at(flag.name_span, "--{} is given twice, so the build stops here", flag.name)
                .as_if(instruction.keyword != model::Keyword::run, "DL1000")
                .as_if(instruction.keyword != model::Keyword::run, "FLAG_DUPLICATE")
                .related(first->span, "The first");
        } else {
            check_value(instruction.keyword, flag, found->takes, report);
        }
    }
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& instruction : facts.document.instructions()) {
        if (!instruction.flags.empty() && !may_have_any(facts.document, instruction)) {
            check_flags(facts.document, instruction, report);
        }
    }
}

constexpr Example examples[] = {
    {.title = "slips of the finger",
     .bad = R"(
       | FROM python:3.12 AS build
       | FROM python:3.12
       | COPY --form=build /wheels /wheels
       ~      ^^^^^^ COPY has no flag '--form', so the build stops here; did you mean '--from'?
       | RUN --mont=type=cache,target=/root/.cache pip install torch
       ~     ^^^^^^ RUN has no flag '--mont', so the build stops here; did you mean '--mount'?
       | COPY --Chown=app . /app
       ~      ^^^^^^^ COPY has no flag '--Chown', so the build stops here; did you mean '--chown'?
     )",
     .good = R"(
       | FROM python:3.12 AS build
       | FROM --platform=linux/amd64 python:3.12
       | COPY --from=build --link --exclude=a --exclude=b /wheels /wheels
       | RUN --mount=type=cache,target=/root/.cache --mount=type=tmpfs,target=/tmp --network=none pip install torch
       | ADD --keep-git-dir=false --checksum= https://example.org/a.git /a
     )"},
    {.title = "flags of another program or instruction",
     .bad = R"(
       | FROM python:3.12
       | RUN --user=app pip install torch
       ~     ^^^^^^ RUN has no flag '--user', so the build stops here
       | COPY --keep-git-dir a b
       ~      ^^^^^^^^^^^^^^ COPY has no flag '--keep-git-dir', so the build stops here
       | ENTRYPOINT --port=80 serve
       ~            ^^^^^^ ENTRYPOINT takes no flags, so '--port' stops the build; flags of a program go behind it
     )",
     .good = R"(
       | FROM python:3.12
       | ENTRYPOINT ["--port", "80"]
       | RUN -- pip install torch
       | COPY -- --port /
     )"},
    {.title = "values that are not there or are none",
     .bad = R"(
       | FROM python:3.12
       | COPY --chmod 755 train.py /app/
       ~      ^^^^^^^ --chmod needs its value behind '=', without blanks, so the build stops here
       | COPY --link=yes train.py /app/
       ~      ^^^^^^^^^^ --link is either there or not, or has the value true or false; the build stops here
     )",
     .good = R"(
       | FROM python:3.12
       | COPY --chmod=755 --link=True train.py /app/
     )"},
    {.title = "twice",
     .bad = R"(
       | FROM python:3.12
       | HEALTHCHECK --timeout=3s --timeout=5s CMD curl localhost
       ~                          ^^^^^^^^^ --timeout is given twice, so the build stops here
     )",
     .good = R"(
       | FROM python:3.12
       | HEALTHCHECK --timeout=3s --interval=5s CMD curl localhost
     )"},
    {.title = "where BuildKit overlooks them", .good = R"(
       | FROM python:3.12
       | ARG --x TAG
       | STOPSIGNAL --x SIGINT
       | HEALTHCHECK --x NONE
     )"},
};

} // namespace

extern constexpr Rule unknown_flag{
    .id = "unknown-flag",
    .also = {"DL1000", "UNKNOWN_ADD_FLAG", "UNKNOWN_COPY_FLAG", "UNKNOWN_FROM_FLAG",
             "UNKNOWN_HEALTHCHECK_FLAG", "FLAG_DUPLICATE", "FLAG_MISSING_VALUE",
             "FLAG_EXPECTED_BOOLEAN_VALUE"},
    .title = "Flag that the instruction does not take",
    .why =
        "Each instruction has flags of its own, such as `COPY --from=…` or `RUN --mount=…`. One that it does "
        "not know, that lacks its value or stands there twice stops the build.",
    .group = Group::syntax,
    .severity = Severity::error,
    .level = Level::recommended,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
