#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "lint/spelling.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    Spelling spelling(facts.document);
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
        const std::string alike = has_lower ? ascii::lowered(as.text) : ascii::uppered(as.text);
        Reported found = report.at(as.span, "Style only: write '{}' like '{}', {}", alike, from.name,
                                   has_lower ? "in lower case" : "in capitals");
        spelling.as(found, "FromAsCasing")
            .fix(Safety::safe, has_lower ? "Write 'as' in lower case" : "Write 'AS' in upper case",
                 {{as.span, alike}});
    }
}

constexpr Example examples[] = {
    {.title = "lower-case as behind upper-case FROM",
     .bad = R"(
       | FROM python:3.12 as build
       ~                  ^^ Style only: write 'AS' like 'FROM', in capitals
       + FROM python:3.12 AS build
     )",
     .good = R"(
       | FROM python:3.12 AS build
     )"},
    {.title = "upper-case AS behind lower-case from",
     .bad = R"(
       | from python:3.12 AS build
       ~                  ^^ Style only: write 'as' like 'from', in lower case
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
