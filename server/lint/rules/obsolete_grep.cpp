#include "lint/shell_commands.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    each_shell_command(facts, [&](const ShellCommand& command) {
        const bool extended = command.name() == "egrep";
        if (!extended && command.name() != "fgrep") {
            return;
        }
        const Span name = command.command.name_span;
        const std::string_view better = extended ? "grep -E" : "grep -F";
        Reported finding =
            report.at(name, "GNU grep 3.8 and later warn at each '{}': use '{}'", command.name(), better);
        finding.as_if(reaches(command.script, name.begin), extended ? "SC2196" : "SC2197");
        if (name.of(facts.document.text()).ends_with(command.name())) {
            const Offset begin = offset(name.end.index() - command.name().size());
            finding.fix(Safety::safe, extended ? "Use grep -E" : "Use grep -F",
                        {{.span = {begin, name.end}, .text = std::string(better)}});
        }
    });
}

constexpr Example examples[] = {
    {.title = "both of them",
     .bad = R"(
       | FROM debian:12
       | RUN egrep -q 'a|b' file && ls | /bin/fgrep -v .pyc
       ~     ^^^^^ GNU grep 3.8 and later warn at each 'egrep': use 'grep -E'
       ~                                 ^^^^^^^^^^ GNU grep 3.8 and later warn at each 'fgrep': use 'grep -F'
       + RUN grep -E -q 'a|b' file && ls | /bin/grep -F -v .pyc
     )",
     .good = R"(
       | FROM debian:12
       | RUN grep -Eq 'a|b' file && which egrep
     )"},
};

} // namespace

extern constexpr Rule obsolete_grep{
    .id = "obsolete-grep",
    .also = {"SC2196", "SC2197"},
    .title = "egrep or fgrep",
    .why =
        "POSIX dropped both names long ago, and GNU grep prints a warning for them since 3.8 (2022), which "
        "Debian 12 has. `grep -E` and `grep -F` do the same everywhere.",
    .group = Group::deprecated,
    .severity = Severity::info,
    .level = Level::strict,
    .fixes = Fixes::sometimes,
    .tag = Tag::deprecated,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
