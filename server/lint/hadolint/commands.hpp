#pragma once
#include "model/document.hpp"
#include "model/options.hpp"
#include <string>
#include <string_view>

/// What hadolint takes for the commands of a RUN. Found out by running hadolint 2.15.1.
namespace dockwright::lint {

/// Whether hadolint sees the command in a RUN, also in one behind ONBUILD (which only some of its
/// rules look at). It looks into functions, conditions, loops and substitutions, and through
/// `exec`, `command` and `builtin`, but through nothing else, and takes no path for a name.
bool hadolint_sees(const model::Document& document, const model::Command& command);

/// Up to where hadolint reads a RUN: nothing, if ShellCheck can't read the text (whichever shell
/// runs it); up to what stands loosely behind the last complete command; up to a here-document
/// that is not in front. Otherwise all of it.
Offset hadolint_end(const model::Document& document, const model::ShellText& text);

/// How many commands with a plain name hadolint counts in a RUN, whatever its shell.
std::size_t hadolint_counts(const model::Document& document, const model::ShellText& text);

/// Whether hadolint sees a pipe in a RUN, whatever its shell.
bool hadolint_sees_pipe(const model::Document& document, const model::ShellText& text);

/// An argument as hadolint has it: without quotes, `$X` as `${X}`.
std::string hadolint_text(const model::Document& document, const model::Argument& argument);

/// Calls `use(command, arguments)` for each command of that name in any RUN, also behind ONBUILD
/// and through wrappers.
template <class Use>
void each_command(const model::Document& document, std::string_view name, Use use) {
    const model::Commands& commands = document.commands();
    for (const model::Command& command : commands.all) {
        if (command.name == name &&
            document.instruction(commands.text_of(command)).keyword == model::Keyword::run) {
            use(command, commands.arguments_of(command));
        }
    }
}

/// The same for each command of a package manager.
template <class Use>
void each_package_command(const model::Document& document, model::PackageManager manager, Use use) {
    const model::Commands& commands = document.commands();
    for (const model::PackageCommand& packages : document.packages().commands) {
        const model::Command& command = commands.all[packages.command];
        if (packages.manager == manager &&
            document.instruction(commands.text_of(command)).keyword == model::Keyword::run) {
            use(packages, command, commands.arguments_of(command));
        }
    }
}

} // namespace dockwright::lint
