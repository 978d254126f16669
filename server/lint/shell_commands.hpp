#pragma once
#include "lint/rule.hpp"
#include "model/options.hpp"

/// The simple commands of the texts that ShellCheck looks at, by name, and what becomes of their results.
/// What a wrapper runs (`sudo rm`, `sh -c "rm"`) is no command here, as it is none to ShellCheck.
namespace dockwright::lint {

struct ShellCommand {
    const ShellScript& script;
    const model::Command& command;
    const shell::Node& node;
    model::Arguments arguments;

    std::string_view name() const { return command.name; }
    /// Written with a folder in front: `/bin/ls`.
    bool has_folder = false;
};

/// Calls `use(command)` for each of them, in the order of the file.
template <class Use>
void each_shell_command(const Facts& facts, Use use) {
    const model::Commands& commands = facts.document.commands();
    for (const ShellScript& script : facts.shell.scripts) {
        for (const model::Command& command : commands.of(commands.texts[script.text])) {
            if (!command.through_wrapper) {
                use(ShellCommand{.script = script,
                                 .command = command,
                                 .node = commands.script.nodes[command.node],
                                 .arguments = commands.arguments_of(command),
                                 .has_folder = command.name_span.of(facts.document.text()).contains('/')});
            }
        }
    }
}

/// Calls `use(script, node, index)` for each node of a kind.
template <class Use>
void each_shell_node(const Facts& facts, shell::Node::Kind kind, Use use) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            if (script.nodes[i].kind == kind) {
                use(text, script.nodes[i], i);
            }
        }
    }
}

/// The command that a node is; nothing for a node that is none or has no name.
std::optional<ShellCommand> command_at(const Facts& facts, const ShellScript& script, std::uint32_t node);

/// The node is a command of that name, written without a folder.
bool is_command(const Facts& facts, std::uint32_t node, std::string_view name);

/// Whether ShellCheck reads the text as far as there.
inline bool reaches(const ShellScript& script, Offset place) {
    return place < script.read_to;
}

/// Somebody looks at how the node ends: it stands in front of `&&` or `||`, or at the end of a condition,
/// itself or what it belongs to.
bool result_is_used(const Facts& facts, std::uint32_t node);

/// Something is run behind the node in the same shell, however the node ends.
bool something_follows(const Facts& facts, std::uint32_t node);

/// A letter behind a dash or a long option, at the front: up to `--`.
bool has_option(model::Arguments arguments, std::string_view letters, std::string_view name = {});

/// The operator (`&&`, `||`) in front of a node of an and_or.
Span operator_before(const Facts& facts, const shell::Node& left, const shell::Node& right);

/// What may be a wildcard stands outside of quotes in the word: `*`, `?` or `[…]`.
bool has_wildcard(const shell::Script& script, const shell::Word& word);

/// A `$x`, `$(…)` or backticks, in quotes or not; `$((…))` is none.
bool has_expansion(const shell::Script& script, const shell::Word& word);

/// bash would make several words of it: `{a,b}`, `{1..3}`.
bool has_brace_list(const shell::Script& script, const shell::Word& word);

} // namespace dockwright::lint
