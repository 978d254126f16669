#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    for (const syntax::Directive& directive : facts.document.syntax().directives) {
        if (std::ranges::any_of(directive.name, ascii::is_upper)) {
            report
                .at(directive.name_span, "'{}' is not in lower case, as parser directives are written",
                    directive.name)
                .as_if(ascii::equal(directive.name, "escape"), "CASING_DIRECTIVE")
                .fix(Safety::safe, "Write it in lower case",
                     {{directive.name_span, ascii::lowered(directive.name)}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "capitals",
     .bad = R"(
       | # Syntax=docker/dockerfile:1
       ~   ^^^^^^ 'Syntax' is not in lower case, as parser directives are written
       + # syntax=docker/dockerfile:1
       | # ESCAPE=`
       ~   ^^^^^^ 'ESCAPE' is not in lower case, as parser directives are written
       + # escape=`
       | FROM python:3.12
     )",
     .good = R"(
       | # syntax=docker/dockerfile:1
       | FROM python:3.12
     )"},
};

} // namespace

extern constexpr Rule directive_casing{
    .id = "directive-casing",
    .also = {"CASING_DIRECTIVE"},
    .title = "Parser directive with capitals",
    .why = "Docker reads `syntax`, `escape` and `check` in any case, but its documentation writes them in "
           "lower case, and so do the tools that look for them.",
    .group = Group::style,
    .severity = Severity::style,
    .level = Level::all,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
