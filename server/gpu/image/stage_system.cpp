#include "gpu/image/stage_walk.hpp"
#include "gpu/image/system_packages.hpp"
#include "model/shell_values.hpp"

namespace dockwright::gpu {

using model::Command;
using model::PackageCommand;

void StageWalk::system_packages(const PackageCommand& packages, const Command& command,
                                const Running& running) {
    std::optional<model::ShellVariables> variables;
    for (const model::Package& package : world_.document.packages().of(packages)) {
        const Place place{.span = package.span};
        if (package.plain) {
            install_system_package(state_, package.name, package.version, running.index, place,
                                   world_.knowledge);
            continue;
        }
        if (!variables) {
            variables.emplace(world_.document, command);
        }
        for (const model::Argument& argument : world_.document.commands().arguments_of(command)) {
            if (argument.plain || !argument.span.covers(package.span)) {
                continue;
            }
            const auto words = variables->words(argument);
            if (!words) {
                install_begun_package(state_, variables->beginning(argument), running.index, place,
                                      world_.knowledge);
                continue;
            }
            for (const std::string& word : *words) {
                const auto equals = std::min(word.find('='), word.size());
                install_system_package(state_, std::string_view(word).substr(0, equals),
                                       std::string_view(word).substr(equals), running.index, place,
                                       world_.knowledge);
            }
        }
    }
}

} // namespace dockwright::gpu
