#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "lint/secret_names.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// What can be no secret: nothing, a number, a switch, a path, an address without a password.
bool is_harmless(std::string_view value) {
    if (value.size() > 1 && (value.front() == '"' || value.front() == '\'') &&
        value.back() == value.front()) {
        value = value.substr(1, value.size() - 2);
    }
    constexpr std::string_view switches[] = {"true", "false", "yes", "no", "on", "off", "none", "null"};
    const bool path = value.starts_with('/') || (value.starts_with('$') && value.contains('/'));
    const bool address = value.contains("://") && !value.contains('@');
    return value.empty() || path || address || std::ranges::all_of(value, ascii::is_digit) ||
           std::ranges::any_of(switches, [&](std::string_view word) { return ascii::equal(word, value); });
}

struct Variable {
    std::string_view name;
    Span span;
    bool harmless = false; ///< its value is no secret, or is in no image
    bool buildkit_sees = true;
    bool hadolint_sees = true;
};

void judge(Report& report, const Variable& variable, std::string_view instruction) {
    const bool buildkit = variable.buildkit_sees && secret_names::is_buildkit(variable.name);
    const bool hadolint = variable.hadolint_sees && secret_names::is_hadolint(variable.name);
    if (secret_names::is_secret(variable.name) && !variable.harmless) {
        report
            .at(variable.span,
                "The value of '{}' can be read by everyone who has the image; '{}' hides nothing",
                variable.name, instruction)
            .as_if(buildkit, "SecretsUsedInArgOrEnv")
            .as_if(hadolint, "DL3064");
    } else if (buildkit || hadolint) {
        Reported found = report.at(variable.span, "'{}' sounds like a secret", variable.name);
        found.only_as(buildkit ? "SecretsUsedInArgOrEnv" : "DL3064").as_if(buildkit && hadolint, "DL3064");
    }
}

/// An ARG above the first FROM is in no image's history unless a stage repeats it.
bool is_in_no_stage(const model::Document& document, const model::Instruction& argument,
                    std::string_view name) {
    const auto stages = document.stages();
    if (stages.empty() || argument.span.begin > document.instructions()[stages.front().from].span.begin) {
        return false;
    }
    return std::ranges::none_of(document.all(model::Keyword::arg), [&](const model::Instruction& other) {
        return document.stage_of(other) != nullptr &&
               std::ranges::any_of(document.words(other), [&](const syntax::Word& word) {
                   return word.text.substr(0, word.text.find('=')) == name;
               });
    });
}

/// `ENV TOKEN=$TOKEN` of the same stage says the same of a better place: there it stays in the container,
/// too.
bool is_kept_by_env(const model::Document& document, const model::Instruction& argument,
                    std::string_view name) {
    const model::Stage* stage = document.stage_of(argument);
    return stage != nullptr &&
           std::ranges::any_of(document.instructions(*stage), [&](const model::Instruction& other) {
               if (other.keyword != model::Keyword::env || other.span.begin < argument.span.begin) {
                   return false;
               }
               const auto words = document.words(other);
               for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
                   if (words[i].text == name && words[i + 1].text.contains('$') &&
                       words[i + 1].text.contains(name)) {
                       return true;
                   }
               }
               return false;
           });
}

void check_instruction(const Facts& facts, Report& report, const model::Instruction& instruction,
                       bool buildkit_sees) {
    const auto words = facts.document.words(instruction);
    if (instruction.keyword == model::Keyword::env) {
        for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
            judge(report,
                  {.name = words[i].text,
                   .span = words[i].span,
                   .harmless = is_harmless(words[i + 1].text),
                   .buildkit_sees = buildkit_sees},
                  "ENV");
        }
        return;
    }
    if (instruction.keyword != model::Keyword::arg) {
        return;
    }
    for (const syntax::Word& word : words) {
        const std::size_t equals = word.text.find('=');
        const std::string_view name = word.text.substr(0, equals);
        // An ARG without a value, or with an empty one, waits for the secret.
        const std::string_view value = equals == std::string_view::npos ? "" : word.text.substr(equals + 1);
        judge(report,
              {.name = name,
               .span = {word.span.begin, std::min(word.span.begin + name.size(), word.span.end)},
               .harmless = (value.size() > 2 && is_harmless(value)) ||
                           is_in_no_stage(facts.document, instruction, name) ||
                           (buildkit_sees && is_kept_by_env(facts.document, instruction, name)),
               .buildkit_sees = buildkit_sees,
               .hadolint_sees = &word == words.data()},
              "ARG");
    }
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& argument : facts.document.all(model::Keyword::arg)) {
        check_instruction(facts, report, argument, facts.document.stage_of(argument) != nullptr);
    }
    for (const model::Instruction& environment : facts.document.all(model::Keyword::env)) {
        check_instruction(facts, report, environment, true);
    }
    for (const model::Instruction& trigger : facts.document.all(model::Keyword::onbuild)) {
        if (const model::Instruction* nested = facts.document.nested(trigger)) {
            check_instruction(facts, report, *nested, false);
        }
    }
}

constexpr Example examples[] = {
    {.title = "a token in ENV",
     .bad = R"(
       | FROM python:3.12
       | ENV HF_TOKEN=hf_abcdefghijkl
       ~     ^^^^^^^^ The value of 'HF_TOKEN' can be read by everyone who has the image; 'ENV' hides nothing
     )",
     .good = R"(
       | FROM python:3.12
       | RUN --mount=type=secret,id=hf_token,env=HF_TOKEN python download.py
     )"},
    {.title = "an ARG that becomes an ENV", .bad = R"(
       | FROM python:3.12
       | ARG API_TOKEN
       ~     ^^^^^^^^^ (SecretsUsedInArgOrEnv only) 'API_TOKEN' sounds like a secret
       | ENV API_TOKEN=${API_TOKEN}
       ~     ^^^^^^^^^ The value of 'API_TOKEN' can be read by everyone who has the image; 'ENV' hides nothing
     )"},
    {.title = "a password as build argument", .bad = R"(
       | FROM python:3.12
       | ARG PIP_PASSWORD
       ~     ^^^^^^^^^^^^ The value of 'PIP_PASSWORD' can be read by everyone who has the image; 'ARG' hides nothing
     )"},
    {.title = "above the first FROM it is in no image unless a stage repeats it", .bad = R"(
       | ARG API_TOKEN=""
       ~     ^^^^^^^^^ (DL3064 only) 'API_TOKEN' sounds like a secret
       | ARG PIP_PASSWORD
       ~     ^^^^^^^^^^^^ The value of 'PIP_PASSWORD' can be read by everyone who has the image; 'ARG' hides nothing
       | FROM python:3.12
       | ARG PIP_PASSWORD
       ~     ^^^^^^^^^^^^ The value of 'PIP_PASSWORD' can be read by everyone who has the image; 'ARG' hides nothing
     )"},
    {.title = "inside ONBUILD, which hadolint alone looks into", .bad = R"(
       | FROM python:3.12
       | ONBUILD ARG API_TOKEN
       ~             ^^^^^^^^^ The value of 'API_TOKEN' can be read by everyone who has the image; 'ARG' hides nothing
     )"},
    {.title = "a public key, a switch and a folder",
     .bad = R"(
       | FROM python:3.12
       | ENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D
       ~     ^^^^^^^ (SecretsUsedInArgOrEnv only) 'GPG_KEY' sounds like a secret
       | ENV TOKENIZERS_PARALLELISM=false
       ~     ^^^^^^^^^^^^^^^^^^^^^^ (DL3064 only) 'TOKENIZERS_PARALLELISM' sounds like a secret
       | ENV DB_PASSWORD=""
       ~     ^^^^^^^^^^^ (SecretsUsedInArgOrEnv only) 'DB_PASSWORD' sounds like a secret
     )",
     .good = R"(
       | FROM python:3.12
       | ENV KEYBOARD=us PASSENGER=1 PUBLIC_URL=https://example.org
     )"},
};

} // namespace

extern constexpr Rule secret_in_variable{
    .id = "secret-in-variable",
    .also = {"SecretsUsedInArgOrEnv", "DL3064"},
    .title = "Secret in ARG or ENV",
    .why = "ENV is stored in the image and ARG in its history, so whoever can pull the image can read both. "
           "`RUN --mount=type=secret` gives a secret to one command and keeps nothing; at run time, "
           "`docker run --env-file` does.",
    .group = Group::security,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
