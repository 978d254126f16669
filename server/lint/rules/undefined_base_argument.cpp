#include "base/nearest.hpp"
#include "lint/rule.hpp"
#include <vector>

namespace dockwright::lint::rules {
namespace {

std::optional<std::string_view> nearest_global(const model::Document& document, std::string_view name) {
    std::vector<std::string_view> names;
    for (const model::Binding& binding : document.globals()) {
        names.push_back(binding.name);
    }
    return nearest(name, names);
}

/// `whole`: it is all of the image's name.
void report_one(const Facts& facts, Report& report, const syntax::Variable& variable, bool whole) {
    if (const auto near = nearest_global(facts.document, variable.name)) {
        report
            .at(variable.span, "No ARG before the first FROM declares '{}'; did you mean '{}'?",
                variable.name, *near)
            .as("UndefinedArgInFrom")
            .as_if(whole, "BASE_NAME_EMPTY")
            .fix(Safety::unsafe, "Use the declared name", {{variable.name_span, std::string(*near)}});
        return;
    }
    const model::Instruction& first = facts.document.instructions()[facts.document.stages().front().from];
    const bool has_default = variable.modifier == '-';
    const bool is_empty = variable.span.of(facts.document.text()).ends_with("-}");
    report
        .at(variable.span,
            has_default ? "No ARG before the first FROM declares '{}', so '--build-arg' can't set it"
                        : "No ARG before the first FROM declares '{}', so it is empty here",
            variable.name)
        .as("UndefinedArgInFrom")
        .as_if(whole && (!has_default || is_empty), "BASE_NAME_EMPTY")
        .fix(has_default ? Safety::safe : Safety::unsafe, "Declare it before the first FROM",
             {{{first.span.begin, first.span.begin}, "ARG " + std::string(variable.name) + "\n"}});
}

void check(const Facts& facts, Report& report) {
    const syntax::File& file = facts.document.syntax();
    for (const model::Instruction& from : facts.document.all(model::Keyword::from)) {
        for (std::uint32_t i = from.variables.begin; i < from.variables.end; ++i) {
            const syntax::Variable& variable = file.variables[i];
            const bool in_name = !facts.document.words(from).empty() &&
                                 facts.document.words(from).front().span.covers(variable.span);
            const syntax::Flag* platform = file.flag(from, "platform");
            const bool in_platform = platform != nullptr && platform->span.covers(variable.span);
            if ((in_name || in_platform) && !facts.document.references()[i].binding) {
                const bool whole = in_name && facts.document.words(from).front().span == variable.span;
                report_one(facts, report, variable, whole);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a misspelt argument",
     .bad = R"(
       | ARG PYTHON_VERSION=3.12
       | FROM python:${PYTHON_VERISON}
       ~             ^^^^^^^^^^^^^^^^^ No ARG before the first FROM declares 'PYTHON_VERISON'; did you mean 'PYTHON_VERSION'?
     )",
     .good = R"(
       | ARG PYTHON_VERSION=3.12
       | FROM python:${PYTHON_VERSION}
     )"},
    {.title = "an argument that is declared within a stage alone",
     .bad = R"(
       | FROM ubuntu:24.04 AS base
       | ARG TAG=24.04
       | FROM ubuntu:$TAG
       ~             ^^^^ No ARG before the first FROM declares 'TAG', so it is empty here
     )",
     .good = R"(
       | ARG TAG
       | FROM ubuntu:24.04 AS base
       | FROM ubuntu:${TAG:-24.04}
     )"},
    {.title = "a default without a declaration", .bad = R"(
       | FROM python:${TAG:-3.12}
       ~             ^^^^^^^^^^^^ No ARG before the first FROM declares 'TAG', so '--build-arg' can't set it
       + ARG TAG
       + FROM python:${TAG:-3.12}
     )"},
    {.title = "what the engine declares itself", .good = R"(
       | FROM --platform=$BUILDPLATFORM golang:1.25-$TARGETARCH
     )"},
};

} // namespace

extern constexpr Rule undefined_base_argument{
    .id = "undefined-base-argument",
    .also = {"UndefinedArgInFrom", "BASE_NAME_EMPTY"},
    .title = "Variable in FROM that no ARG declares",
    .why = "FROM sees only the ARGs that stand before the first FROM. Anything else is empty there, and "
           "`--build-arg` has no effect on it.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
