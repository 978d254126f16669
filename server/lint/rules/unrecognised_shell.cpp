#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const ShellScript& script : facts.shell.scripts) {
        if (!script.shell_code.empty()) {
            const model::ShellText& text = document.commands().texts[script.text];
            const Offset begin = document.instructions()[text.instruction].span.begin;
            report.at({begin, begin + 3}, "ShellCheck minds how SHELL names the shell of this RUN")
                .only_as(script.shell_code);
        }
    }
}

constexpr Example examples[] = {
    {.title = "a shell that is looked for in PATH: Docker does that",
     .bad = R"(
       | FROM debian:12
       | SHELL ["bash", "-c"]
       | RUN make
       ~ ^^^ (SC2239 only) ShellCheck minds how SHELL names the shell of this RUN
     )",
     .good = R"(
       | FROM debian:12
       | SHELL ["/bin/bash", "-c"]
       | RUN make
     )"},
    {.title = "a shell that another program runs", .bad = R"(
       | FROM debian:12
       | SHELL ["/usr/bin/env", "bash", "-c"]
       | RUN make
       ~ ^^^ (SC1008 only) ShellCheck minds how SHELL names the shell of this RUN
     )"},
};

} // namespace

extern constexpr Rule unrecognised_shell{
    .id = "unrecognised-shell",
    .also = {"SC1008", "SC1071", "SC2239"},
    .title = "SHELL that ShellCheck does not recognise",
    .why = "ShellCheck reads the words of SHELL as if they were the first line of a script, where only a few "
           "shells with their whole path are known to it. Docker runs any program.",
    .group = Group::style,
    .severity = Severity::style,
    .level = Level::all,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
