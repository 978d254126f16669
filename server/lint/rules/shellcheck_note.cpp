#include "lint/rule.hpp"
#include "lint/shellcheck/codes.hpp"
#include "lint/shellcheck/findings.hpp"

namespace dockwright::lint::rules {
namespace {

using Said = model::ShellCheckComment::Level;

void check(const Facts& facts, Report& report) {
    shellcheck::report(facts, [](Said level) { return level == Said::info || level == Said::style; }, report);
}

// As ShellCheck 0.11 says it.
constexpr ShellCheckSays pattern[] = {
    {.code = 2295,
     .level = Said::info,
     .token = "$PWD",
     .message = "Expansions inside ${..} need to be quoted separately, otherwise they match as patterns.",
     .before = "#",
     .replacement = "\"$PWD\""}};

constexpr Example examples[] = {
    {.title = "a pattern that may be none",
     .bad = R"(
       | FROM debian:12
       | RUN cut="${target#$PWD}" && make "$cut"
       ~                   ^^^^ Expansions inside ${..} need to be quoted separately, otherwise they match as patterns
     )",
     .good = R"(
       | FROM debian:12
       | RUN cut="${target#"$PWD"}" && make "$cut"
     )",
     .shellcheck = pattern},
};

} // namespace

extern constexpr Rule shellcheck_note{
    .id = "shellcheck-note",
    .title = "Shell that the program ShellCheck would write in another way",
    .why = "Where ShellCheck is installed, it reads the shell of every RUN too. Most of what it finds in "
           "Dockerfiles has a rule of its own here; this is the rest that it calls a note or style. Its "
           "wiki has a page about each of its codes.",
    .group = Group::style,
    .severity = Severity::info,
    .level = Level::strict,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
    .carries = shellcheck::is_left_to_it,
};

} // namespace dockwright::lint::rules
