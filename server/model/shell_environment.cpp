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

std::string ShellVariables::beginning(const Argument& argument) const {
    if (argument.plain || argument.word == shell::no_node) {
        return std::string(argument.text.substr(0, argument.plain ? argument.text.size() : 0));
    }
    std::string out;
    const auto parts = script().parts_of(script().words[argument.word]);
    for (std::size_t i = 0; i < parts.size();) {
        if (parts[i].kind == shell::Part::Kind::double_quoted) {
            ++i; // what is inside follows
            continue;
        }
        Expansion one;
        if (!expand(parts.subspan(i, 1), one) || one.words.size() > 1) {
            break;
        }
        out += one.words.empty() ? std::string() : one.words.front();
        i += 1 + parts[i].inside;
    }
    return out;
}

std::optional<std::string> ShellVariables::program() const {
    if (command_.node != shell::no_node) {
        const shell::Node& node = script().nodes[command_.node];
        for (std::uint32_t i = node.words.begin; i < node.words.end; ++i) {
            const shell::Word& word = script().words[i];
            if (word.span == command_.name_span) {
                return text({.text = word.text, .span = word.span, .plain = false, .word = i});
            }
        }
    }
    const bool plain = !command_.name.contains('$') && !command_.name.contains('`');
    return plain ? std::optional(std::string(command_.name)) : std::nullopt;
}

} // namespace dockwright::model
