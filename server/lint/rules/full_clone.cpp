#include "lint/rule.hpp"
#include "model/options.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Something that needs more than the newest state: a commit, a description by tags.
bool needs_history(const model::Document& document, const model::Command& clone) {
    const model::Commands& commands = document.commands();
    return std::ranges::any_of(commands.all, [&](const model::Command& command) {
        if (command.name != "git" || command.span.begin <= clone.span.begin) {
            return false;
        }
        return std::ranges::any_of(commands.arguments_of(command), [](const model::Argument& argument) {
            constexpr std::string_view verbs[] = {"checkout", "reset", "switch",      "describe", "log",
                                                  "rev-list", "merge", "cherry-pick", "rebase"};
            return std::ranges::find(verbs, argument.text) != std::end(verbs);
        });
    });
}

bool is_shallow(model::Arguments arguments) {
    return std::ranges::any_of(arguments, [](const model::Argument& argument) {
        return argument.text.starts_with("--depth") || argument.text.starts_with("--shallow") ||
               argument.text.starts_with("--filter") || argument.text == "--mirror" ||
               argument.text == "--bare";
    });
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    for (const model::Download& download : document.downloads().downloads) {
        if (download.tool != model::Download::Tool::git || !download.command) {
            continue;
        }
        const model::Command& command = commands.all[*download.command];
        const auto arguments = commands.arguments_of(command);
        const auto verb = std::ranges::find(arguments, "clone", &model::Argument::text);
        if (verb == arguments.end() || is_shallow(arguments) || needs_history(document, command)) {
            continue;
        }
        const Offset end = verb->span.end;
        Reported found =
            report.at(verb->span, "This fetches all that the repository ever was, and the image keeps it in "
                                  ".git: --depth 1 fetches its newest state");
        if (commands.text_of(command).origin == model::ShellText::Origin::run) {
            found.fix(Safety::unsafe, "Add --depth 1", {{{end, end}, " --depth 1"}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "all of the history",
     .bad = R"(
       | FROM python:3.12
       | RUN git clone -b v1.2 https://github.com/lab/code.git
       ~         ^^^^^ This fetches all that the repository ever was, and the image keeps it in .git: --depth 1 fetches its newest state
     )",
     .good = R"(
       | FROM python:3.12
       | RUN git clone --depth 1 -b v1.2 https://github.com/lab/code.git
       | RUN git clone https://github.com/lab/b.git && git -C b checkout 4e1f2ab
     )"},
};

} // namespace

extern constexpr Rule full_clone{
    .id = "full-clone",
    .title = "git clone with all of the history",
    .why = "To build something its newest state is enough. The history of a large project is often larger "
           "than the project, is fetched in each build and stays in the image.",
    .group = Group::size,
    .severity = Severity::style,
    .level = Level::all,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
