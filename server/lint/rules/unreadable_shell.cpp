#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Problem::Kind;

Reported tell(Report& report, const shell::Problem& problem) {
    switch (problem.kind) {
    case Kind::unexpected:
        return report.at(problem.span, "The shell can make nothing of `{}` here, so the build fails",
                         problem.detail);
    case Kind::open_quote:
        return report.at(problem.span,
                         "`{}` is never closed, so the shell can't read this and the build fails",
                         problem.detail);
    case Kind::missing:
        return report.at(problem.span,
                         "`{}` is missing behind this, so the shell can't read it and the build fails",
                         problem.detail);
    case Kind::bad_substitution:
        return report.at(problem.span, "No shell can expand this, so the build fails");
    case Kind::bad_name:
        return report.at(problem.span, "`{}` is no name, so the build fails", problem.detail);
    case Kind::too_deep: break;
    }
    return report.at(problem.span, "This is nested too deep to be read");
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    for (const ShellScript& script : facts.shell.scripts) {
        const model::ShellText& text = commands.texts[script.text];
        const Span place{script.stopped_at, script.stopped_at + (script.stopped_by.empty() ? 0 : 1)};
        if (!text.bash_problems.empty()) {
            const shell::Problem& problem = commands.script.problems[text.bash_problems.begin];
            Reported finding = tell(report, problem);
            if (!script.stopped_by.empty()) {
                finding.as(script.stopped_by, place);
            }
        } else if (!script.stopped_by.empty()) {
            report.at(place, "ShellCheck can't read this, so it says nothing else of this RUN")
                .only_as(script.stopped_by);
        }
    }
}

constexpr Example examples[] = {
    {.title = "an operator that waits for a command",
     .bad = R"(
       | FROM debian:12
       | RUN make && && make install
       ~             ^^ The shell can make nothing of `&&` here, so the build fails
     )",
     .good = R"(
       | FROM debian:12
       | RUN make && make install
     )"},
    {.title = "a quote without its partner",
     .bad = R"(
       | FROM debian:12
       | RUN echo "done
       ~          ^ `"` is never closed, so the shell can't read this and the build fails
     )",
     .good = R"(
       | FROM debian:12
       | RUN echo "done"
     )"},
    {.title = "a condition without its end",
     .bad = R"(
       | FROM debian:12
       | RUN if test -f setup.py; then pip install .
       ~     ^ `fi` is missing behind this, so the shell can't read it and the build fails
     )",
     .good = R"(
       | FROM debian:12
       | RUN if test -f setup.py; then pip install .; fi
     )"},
    {.title = "a condition that ShellCheck reads by a grammar of its own", .bad = R"(
       | FROM debian:12
       | RUN [ hash python ] || make
       ~ ^ (SC1072 only) ShellCheck can't read this, so it says nothing else of this RUN
     )"},
};

} // namespace

extern constexpr Rule unreadable_shell{
    .id = "unreadable-shell",
    .also = {"SC1036", "SC1065", "SC1070", "SC1072", "SC1088", "SC1089", "SC1133", "SC1141"},
    .title = "Shell that no shell can read",
    .why = "The shell reads the whole RUN before it runs any of it. A quote, a bracket or a word like `fi` "
           "that is missing or stands at the wrong place makes it stop with a syntax error, and the build "
           "with it.",
    .group = Group::syntax,
    .severity = Severity::error,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
