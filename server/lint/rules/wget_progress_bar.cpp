#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include "lint/run_edit.hpp"
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

/// Official images whose wget, if they have one, is GNU's: Debian, Ubuntu or Red Hat is below them
/// unless the tag says Alpine. Fedora's is wget2 since 40, which reads --progress in its own way.
constexpr std::string_view gnu_images[] = {
    "almalinux",   "amazonlinux", "buildpack-deps", "centos",
    "debian",      "gcc",         "golang",         "node",
    "nvidia/cuda", "php",         "python",         "pytorch/pytorch",
    "rockylinux",  "ruby",        "rust",           "tensorflow/tensorflow",
    "ubuntu",
};
static_assert(std::ranges::is_sorted(gnu_images));

const model::Stage& lowest(const model::Document& document, const model::Stage& stage) {
    return stage.image.stage ? lowest(document, document.stages()[*stage.image.stage]) : stage;
}

/// Whether an installation above the command, in its stage, brings GNU's. apk's counts within the
/// same RUN alone: what a RUN needs there is often removed at its end, and busybox's comes back.
bool installs_wget(const model::Document& document, const model::PackageCommand& packages,
                   const model::Command& command) {
    const model::Commands& commands = document.commands();
    const model::Command& installing = commands.all[packages.command];
    const model::Instruction& there = document.instructions()[commands.text_of(installing).instruction];
    const model::Instruction& here = document.instructions()[commands.text_of(command).instruction];
    using enum model::PackageManager;
    const bool lasts = packages.manager == apt || packages.manager == dnf || packages.manager == zypper;
    return packages.action == model::PackageAction::install &&
           (lasts || (packages.manager == apk && &there == &here)) &&
           installing.span.begin < command.span.begin &&
           document.stage_of(there) == document.stage_of(here) &&
           std::ranges::any_of(
               document.packages().of(packages),
               [](const model::Package& package) { return package.name == "wget"; });
}

/// GNU's knows --progress=dot:giga; busybox's, which Alpine has, fails at it.
bool is_gnu(const model::Document& document, const model::Command& command) {
    const model::ShellText& text = document.commands().text_of(command);
    const model::Stage* stage = document.stage_of(document.instructions()[text.instruction]);
    if (stage == nullptr) {
        return false;
    }
    const model::Image& image = lowest(document, *stage).image;
    std::string_view path = image.parts.path;
    if (path.starts_with("library/")) {
        path.remove_prefix(std::string_view("library/").size());
    }
    const bool known = image.known && image.parts.registry.empty();
    if (known && std::ranges::binary_search(gnu_images, path) && !image.parts.tag.contains("alpine")) {
        return true;
    }
    return !(known && path == "fedora") &&
           std::ranges::any_of(document.packages().commands, [&](const model::PackageCommand& packages) {
               return installs_wget(document, packages, command);
           });
}

void check(const Facts& facts, Report& report) {
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
        const model::Argument name{.text = command.name,
                                   .span = command.name_span,
                                   .word = arguments.empty() ? shell::no_node : arguments.front().word};
        if (is_gnu(facts.document, command)) {
            finding.fix(Safety::safe, "Show a dot for each megabyte",
                        {insert_option(facts.document, name, "--progress=dot:giga")});
        } else {
            finding.fix(Safety::unsafe, "Add -q", {insert_option(facts.document, name, "-q")});
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
    {.title = "the exec form", .bad = R"(
       | FROM ubuntu:24.04
       | RUN ["wget", "https://example.org/x"]
       ~      ^^^^^^ wget draws a progress bar, which fills a build's log with thousands of lines
       + RUN ["wget", "--progress=dot:giga", "https://example.org/x"]
     )"},
    {.title = "busybox has a wget of its own, which fails at --progress", .bad = R"(
       | FROM docker:24
       | RUN wget https://example.org/x
       ~     ^^^^ wget draws a progress bar, which fills a build's log with thousands of lines
       | RUN apk add wget && wget https://example.org/x
       ~                     ^^^^ wget draws a progress bar, which fills a build's log with thousands of lines
       + RUN apk add wget && wget --progress=dot:giga https://example.org/x
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
