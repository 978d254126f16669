#include "lint/hadolint/reading.hpp"
#include "lint/shell_commands.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// The stream that a redirection to or from a file takes; "" if it takes none.
std::string_view stream_of(const shell::Redirection& redirection) {
    const std::string_view operation = redirection.operation;
    if (operation == ">" || operation == ">>" || operation == ">|") {
        return redirection.descriptor.empty() ? "1" : redirection.descriptor;
    }
    if (operation == "<" || operation == "<<<") {
        return redirection.descriptor.empty() ? "0" : redirection.descriptor;
    }
    return operation == "&>" || operation == "&>>" ? "1" : "";
}

bool takes_both(const shell::Redirection& redirection) {
    return redirection.operation.starts_with('&');
}

bool competes(const shell::Redirection& a, const shell::Redirection& b) {
    const std::string_view one = stream_of(a);
    const std::string_view other = stream_of(b);
    return !one.empty() && !other.empty() &&
           (one == other || (takes_both(a) && other == "2") || (takes_both(b) && one == "2"));
}

void look_at(const Facts& facts, const ShellScript& script, const shell::Node& node, Report& report) {
    const auto all = facts.document.commands().script.redirections_of(node);
    for (const shell::Redirection& redirection : all) {
        const bool competing = std::ranges::any_of(all, [&](const shell::Redirection& other) {
            return &other != &redirection && competes(redirection, other);
        });
        // `numpy>=1.26` was never meant as a redirection, which has a rule of its own.
        const bool meant = !redirection.target.text.starts_with('=');
        const bool theirs = reaches(script, redirection.span.begin);
        if (competing && (meant || theirs)) {
            Reported finding = report.at(
                redirection.span, "Only the last of these redirections gets the text; the files of the "
                                  "others stay empty");
            found_by(finding, meant, theirs, "SC2261");
        }
    }
}

void check(const Facts& facts, Report& report) {
    const auto nodes = std::span(facts.document.commands().script.nodes);
    for (const ShellScript& script : facts.shell.scripts) {
        for (const shell::Node& node : nodes.subspan(script.nodes.begin, script.nodes.size())) {
            if (!node.redirections.empty()) {
                look_at(facts, script, node, report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "two files for one stream",
     .bad = R"(
       | FROM debian:12
       | RUN make > build.log > errors.log
       ~          ^^^^^^^^^^^ Only the last of these redirections gets the text; the files of the others stay empty
       ~                      ^^^^^^^^^^^^ Only the last of these redirections gets the text; the files of the others stay empty
     )",
     .good = R"(
       | FROM debian:12
       | RUN make > build.log 2> errors.log && make > all.log 2>&1 && make < in > out
     )"},
    {.title = "versions without quotes are another mistake", .bad = R"(
       | FROM python:3.12
       | RUN pip install numpy>=1.26 torch>=2.4
       ~                      ^^^^^^ (SC2261 only) Only the last of these redirections gets the text; the files of the others stay empty
       ~                                  ^^^^^ (SC2261 only) Only the last of these redirections gets the text; the files of the others stay empty
     )"},
};

} // namespace

extern constexpr Rule competing_redirections{
    .id = "competing-redirections",
    .also = {"SC2261"},
    .title = "One stream redirected twice",
    .why = "Where the output of a command is redirected twice, the shell makes both files and writes to the "
           "last one. "
           "`tee` writes to several, and `2>` is for what a program says of errors.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::recommended,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
