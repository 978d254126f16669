#pragma once
#include "model/document.hpp"
#include "model/options.hpp"
#include <string_view>

/// What hadolint takes for the commands of a RUN. Found out by running hadolint 2.15.1.
namespace dockwright::lint {

/// Whether hadolint sees the command at all: it stands in a RUN (or, where the rule looks there,
/// in one behind ONBUILD) whose text ShellCheck can parse, and nothing has to be looked through.
bool hadolint_sees(const model::Document& document, const model::Command& command);

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
