#pragma once
#include "model/document.hpp"
#include <optional>
#include <string_view>

namespace dockwright::model {

/// Calls `use(value)` for all that gives a variable to a command: `NAME=value` in front of it, `export` in
/// the same RUN, ENV and ARG, in this order. The value is as it is written; of ENV and ARG nothing where
/// nobody knows it.
template <class Use>
void each_value(const Document& document, const Command& command, std::string_view name, Use use) {
    const Commands& commands = document.commands();
    const ShellText& text = commands.text_of(command);
    if (command.node != shell::no_node) { // else of the exec form, which has no shell
        for (const shell::Assignment& assignment :
             commands.script.assignments_of(commands.script.nodes[command.node])) {
            if (assignment.name == name) {
                use(std::optional<std::string_view>(assignment.value.text));
            }
        }
    }
    for (const Command& other : commands.of(text)) {
        if (other.name != "export" || other.span.begin > command.span.begin) {
            continue;
        }
        for (const Argument& argument : commands.arguments_of(other)) {
            if (argument.text.starts_with(name) && argument.text.substr(name.size()).starts_with('=')) {
                use(std::optional<std::string_view>(argument.text.substr(name.size() + 1)));
            }
        }
    }
    if (const Binding* binding = document.binding(name, document.instructions()[text.instruction])) {
        use(binding->value ? std::optional<std::string_view>(*binding->value) : std::nullopt);
    }
}

} // namespace dockwright::model
