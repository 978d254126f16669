#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// wget(1): -q, -nv, -o and -a keep the bar away, also within other letters.
bool is_quiet(model::Arguments arguments) {
    constexpr std::string_view options[] = {"append-output", "no-verbose", "output-file", "progress",
                                            "quiet"};
    return std::ranges::any_of(
               options,
               [&](std::string_view name) { return model::long_option(arguments, name) != nullptr; }) ||
           std::ranges::any_of(
               std::string_view("qoa"),
               [&](char letter) { return model::letter_option(arguments, letter) != nullptr; }) ||
           std::ranges::find(arguments, "-nv", &model::Argument::text) != arguments.end();
}

/// It fetches something, and no variable may hold an option.
bool fetches(model::Arguments arguments) {
    return std::ranges::none_of(arguments,
                                [](const model::Argument& argument) {
                                    return (!argument.plain && argument.text.starts_with('$') &&
                                            !argument.quoted) ||
                                           argument.text == "--version" || argument.text == "--help" ||
                                           argument.text == "-V" || argument.text.starts_with("-nv");
                                }) &&
           model::first_operand(arguments) != nullptr;
}

void check(const Facts& facts, Report& report) {
    const model::Commands& commands = facts.document.commands();
    each_command(facts.document, "wget", [&](const model::Command& command, model::Arguments arguments) {
        if (is_quiet(arguments)) {
            return;
        }
        const bool ours = fetches(arguments);
        const bool theirs = hadolint_sees(facts.document, command);
        if (!ours && !theirs) {
            return;
        }
        Reported finding = report.at(command.name_span,
                                     "wget draws a progress bar, which fills a build's log with thousands of "
                                     "lines");
        found_by(finding, ours, theirs, "DL3047");
        const Span behind{command.name_span.end, command.name_span.end};
        if (commands.text_of(command).kind == model::ShellKind::ash) { // busybox's wget has no --progress
            finding.fix(Safety::unsafe, "Add -q", {{.span = behind, .text = " -q"}});
        } else {
            finding.fix(Safety::safe, "Show a dot for each megabyte",
                        {{.span = behind, .text = " --progress=dot:giga"}});
        }
    });
}

constexpr Example examples[] = {
    {.title = "a bar in a log",
     .bad = R"(
       | FROM debian:12
       | RUN wget -O m.bin https://example.org/model.bin
       ~     ^^^^ wget draws a progress bar, which fills a build's log with thousands of lines
       + RUN wget --progress=dot:giga -O m.bin https://example.org/model.bin
     )",
     .good = R"(
       | FROM debian:12
       | RUN wget -qO m.bin https://example.org/model.bin
     )"},
    {.title = "a log file has no bar, a variable may say anything",
     .bad = R"(
       | FROM debian:12
       | RUN wget $WGET_OPTIONS https://example.org/x
       ~     ^^^^ (DL3047 only) wget draws a progress bar, which fills a build's log with thousands of lines
       + RUN wget --progress=dot:giga $WGET_OPTIONS https://example.org/x
     )",
     .good = R"(
       | FROM debian:12
       | RUN wget -a wget.log https://example.org/x && wget -nv https://example.org/y
     )"},
    {.title = "through sudo and xargs", .bad = R"(
       | FROM debian:12
       | RUN xargs -n 1 wget -c < urls && sudo wget "$URL"
       ~                                       ^^^^ wget draws a progress bar, which fills a build's log with thousands of lines
       + RUN xargs -n 1 wget -c < urls && sudo wget --progress=dot:giga "$URL"
     )"},
};

} // namespace

extern constexpr Rule wget_progress_bar{
    .id = "wget-progress-bar",
    .also = {"DL3047"},
    .title = "wget with its progress bar in a build",
    .why = "A build's log is no terminal: each step of the bar becomes text in it, so that the lines that "
           "matter are hard to find.",
    .group = Group::style,
    .severity = Severity::style,
    .level = Level::strict,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
