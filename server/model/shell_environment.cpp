#include "model/shell_values.hpp"
#include <algorithm>

namespace dockwright::model {

using State = ShellValue::State;

ShellValue ShellVariables::environment(std::string_view name) const {
    const Commands& commands = document_.commands();
    std::size_t depth = 0;
    for (const Command* at = &command_; depth < deepest_wrappers; at = &commands.all[at->outer], ++depth) {
        if (at->node != shell::no_node) {
            for (const shell::Assignment& one : script().assignments_of(script().nodes[at->node])) {
                if (one.name == name) {
                    const auto text = joined(one.value);
                    return text ? ShellValue{.state = State::known, .text = *text} : ShellValue{};
                }
            }
        }
        if (at != &command_) { // env NAME=value
            for (const Argument& argument : commands.arguments_of(*at)) {
                const bool names =
                    argument.text.starts_with(name) && argument.text.substr(name.size(), 1) == "=";
                if (names) {
                    return argument.plain
                               ? ShellValue{.state = State::known,
                                            .text = std::string(argument.text.substr(name.size() + 1))}
                               : ShellValue{};
                }
            }
        }
        if (!at->through_wrapper) {
            break;
        }
    }
    const auto found = std::ranges::find(variables_, name, &Variable::name);
    const Binding* binding =
        text_.onbuild ? nullptr : document_.binding(name, document_.instructions()[text_.instruction]);
    if (found != variables_.end() && !found->exported && binding == nullptr) {
        return {.state = State::unset, .text = ""}; // the shell keeps it to itself
    }
    return value(name);
}

} // namespace dockwright::model
