#include "lint/shell_commands.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Options in front of the folders: of GNU, busybox and BSD.
bool comes_first(std::string_view option) {
    return option.size() > 1 && option[0] == '-' &&
           (option.substr(1).find_first_not_of("HLPEXdfsx") == std::string_view::npos ||
            option.starts_with("-O") || option == "-D");
}

void check(const Facts& facts, Report& report) {
    each_shell_command(facts, [&](const ShellCommand& command) {
        if (command.name() != "find") {
            return;
        }
        const auto first = std::ranges::find_if_not(
            command.arguments, [](const model::Argument& argument) { return comes_first(argument.text); });
        if (first != command.arguments.end() && (!first->text.starts_with('-') || first->text == "--help")) {
            return;
        }
        const Offset behind =
            first == command.arguments.begin() ? command.command.name_span.end : std::prev(first)->span.end;
        Reported finding =
            report.at(command.command.name_span,
                      "Only GNU's and busybox' find look in the current folder unasked: name it, "
                      "'find .'");
        if (reaches(command.script, command.node.span.begin)) {
            finding.as("SC2185", command.node.span);
        }
        finding.fix(Safety::safe, "Name the folder", {{.span = {behind, behind}, .text = " ."}});
    });
}

constexpr Example examples[] = {
    {.title = "no folder",
     .bad = R"(
       | FROM debian:12
       | RUN find -name '*.pyc' -delete && find -L -type d
       ~     ^^^^ Only GNU's and busybox' find look in the current folder unasked: name it, 'find .'
       ~                                   ^^^^ Only GNU's and busybox' find look in the current folder unasked: name it, 'find .'
       + RUN find . -name '*.pyc' -delete && find -L . -type d
     )",
     .good = R"(
       | FROM debian:12
       | RUN find . -name '*.pyc' -delete && find -L "$DIR" -type d && find --help
     )"},
};

} // namespace

extern constexpr Rule find_without_path{
    .id = "find-without-path",
    .also = {"SC2185"},
    .title = "find without a folder",
    .why = "POSIX wants a folder behind `find`. The find of Linux images takes the current one, others "
           "refuse; and "
           "a reader sees where it looks.",
    .group = Group::style,
    .severity = Severity::style,
    .level = Level::all,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
