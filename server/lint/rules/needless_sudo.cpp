#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include "model/users.hpp"
#include <algorithm>
#include <optional>

namespace dockwright::lint::rules {
namespace {

/// Options of sudo(8) that mean nothing to root, so that they can go with it.
bool means_nothing_to_root(std::string_view option) {
    constexpr std::string_view options[] = {"--", "-E", "-H", "-n", "-S", "--preserve-env", "--set-home"};
    return std::ranges::find(options, option) != std::end(options);
}

/// Where what sudo runs begins, with its variables; nothing if more than sudo would be lost.
std::optional<Offset> behind(model::Arguments arguments) {
    for (const model::Argument& argument : arguments) {
        if (!argument.text.starts_with('-')) {
            return argument.span.begin;
        }
        if (!means_nothing_to_root(argument.text)) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

/// Somebody else may be at work within `su worker -c "sudo make install"`.
bool is_for_another(const model::Commands& commands, const model::Command& command) {
    const model::Command* at = &command;
    while (at->through_wrapper) {
        at = &commands.all[at->outer];
        if (at->name == "su" || at->name == "sudo" || at->name == "gosu" || at->name == "su-exec" ||
            at->name == "doas" || at->name == "chroot") {
            return true;
        }
    }
    return false;
}

/// The file installs it somewhere, so that nobody need be told that it may be missing.
bool installs_sudo(const model::Document& document) {
    return std::ranges::any_of(document.packages().commands, [&](const model::PackageCommand& packages) {
        return packages.action == model::PackageAction::install &&
               std::ranges::find(document.packages().of(packages), "sudo", &model::Package::name) !=
                   document.packages().of(packages).end();
    });
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    const model::ShellText* told = nullptr; // hadolint says it once for a RUN
    each_command(document, "sudo", [&](const model::Command& command, model::Arguments arguments) {
        const model::ShellText& text = commands.text_of(command);
        const auto begin = behind(arguments);
        const bool ours = begin && model::runs_as(document, text) == model::RunsAs::root &&
                          !is_for_another(commands, command);
        const bool theirs = &text != told && hadolint_sees(document, command);
        if (!ours && !theirs) {
            return;
        }
        told = theirs ? &text : told;
        Reported finding =
            ours ? report.at(command.name_span, "Commands run as root here: sudo adds nothing{}",
                             installs_sudo(document) ? "" : ", and is missing in most images")
                 : report.at(command.name_span,
                             "sudo in a build hides who runs what: USER says it for all that follows");
        found_by(finding, ours, theirs, "DL3004");
        if (ours) {
            // What is set in front of sudo reaches the program only by -E, or without sudo.
            const bool assigns = command.span.begin != command.name_span.begin;
            const bool passes_on =
                model::letter_option(document.commands().arguments_of(command), 'E') != nullptr;
            finding.fix(assigns && !passes_on ? Safety::unsafe : Safety::safe, "Remove sudo",
                        {{.span = {command.name_span.begin, *begin}, .text = ""}});
        }
    });
}

constexpr Example examples[] = {
    {.title = "root needs no sudo",
     .bad = R"(
       | FROM ubuntu:24.04
       | RUN sudo apt-get update && sudo -E apt-get install -y curl
       ~     ^^^^ Commands run as root here: sudo adds nothing, and is missing in most images
       ~                            ^^^^ Commands run as root here: sudo adds nothing, and is missing in most images
       + RUN apt-get update && apt-get install -y curl
     )",
     .good = R"(
       | FROM ubuntu:24.04
       | RUN apt-get update && apt-get install -y curl
     )"},
    {.title = "also where USER says so, in strings and behind paths", .bad = R"(
       | FROM example.org/lab/base:1
       | USER root
       | RUN bash -c "cd /x && /usr/bin/sudo make" | sudo A=1 tee log
       ~                       ^^^^^^^^^^^^^ Commands run as root here: sudo adds nothing, and is missing in most images
       ~                                             ^^^^ Commands run as root here: sudo adds nothing, and is missing in most images
       + RUN bash -c "cd /x && make" | A=1 tee log
     )"},
    {.title = "where the file installs it", .bad = R"(
       | FROM ubuntu:24.04
       | RUN apt-get update && apt-get install -y sudo
       | RUN sudo make install
       ~     ^^^^ Commands run as root here: sudo adds nothing
       + RUN make install
     )"},
    {.title = "a user who may use sudo; hadolint minds", .bad = R"(
       | FROM ubuntu:24.04
       | USER worker
       | RUN sudo apt-get update
       ~     ^^^^ (DL3004 only) sudo in a build hides who runs what: USER says it for all that follows
     )"},
    {.title = "from root to somebody else; hadolint minds",
     .bad = R"(
       | FROM ubuntu:24.04
       | RUN sudo -u worker make
       ~     ^^^^ (DL3004 only) sudo in a build hides who runs what: USER says it for all that follows
     )",
     .good = R"(
       | FROM ubuntu:24.04
       | RUN apt-get install -y sudo && command -v sudo
       | RUN su worker -c "sudo make install"
     )"},
};

} // namespace

extern constexpr Rule needless_sudo{
    .id = "needless-sudo",
    .also = {"DL3004"},
    .title = "sudo where commands run as root already",
    .why = "Unless USER says otherwise, a build runs its commands as root. sudo changes nothing then, drops "
           "variables of the environment, and fails in images that don't have it.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
