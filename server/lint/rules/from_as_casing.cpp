#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& from : facts.document.all(model::Keyword::from)) {
        const auto words = facts.document.words(from);
        if (words.size() < 3) {
            continue;
        }
        const bool has_lower = std::ranges::any_of(from.name, ascii::is_lower);
        const bool has_upper = std::ranges::any_of(from.name, ascii::is_upper);
        const syntax::Word& as = words[1];
        if (has_lower == has_upper ||
            std::ranges::none_of(as.text, has_lower ? ascii::is_upper : ascii::is_lower)) {
            continue; // a FROM of mixed case is another rule's
        }
        report.at(as.span, "'{}' and '{}' are written in different case", as.text, from.name)
            .as("FromAsCasing")
            .fix(Safety::safe, has_lower ? "Write 'as' in lower case" : "Write 'AS' in upper case",
                 {{as.span, has_lower ? ascii::lowered(as.text) : ascii::uppered(as.text)}});
    }
}

constexpr Example examples[] = {
    {.title = "lower-case as behind upper-case FROM",
     .bad = R"(
       | FROM python:3.12 as build
       ~                  ^^ 'as' and 'FROM' are written in different case
       + FROM python:3.12 AS build
     )",
     .good = R"(
       | FROM python:3.12 AS build
     )"},
    {.title = "upper-case AS behind lower-case from",
     .bad = R"(
       | from python:3.12 AS build
       ~                  ^^ 'AS' and 'from' are written in different case
       + from python:3.12 as build
     )",
     .good = R"(
       | from python:3.12 as build
     )"},
    {.title = "a FROM of mixed case is the business of the casing of instructions", .good = R"(
       | From python:3.12 As build
     )"},
};

} // namespace

extern constexpr Rule from_as_casing{
    .id = "from-as-casing",
    .also = {"FromAsCasing"},
    .title = "AS and FROM in different case",
    .why = "Both are keywords of one instruction. Written alike, they are told from names at a glance.",
    .group = Group::style,
    .severity = Severity::warning,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
