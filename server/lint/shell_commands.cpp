#include "lint/shell_commands.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

using Kind = shell::Node::Kind;

/// The node's list is what an `if` or a loop asks.
bool is_condition(const shell::Script& script, const shell::Node& parent, std::uint32_t list) {
    const auto children = script.children_of(parent);
    const auto at = static_cast<std::size_t>(std::ranges::find(children, list) - children.begin());
    switch (parent.kind) {
    case Kind::if_clause: return at % 2 == 0 && !(parent.has_else && at + 1 == children.size());
    case Kind::while_clause:
    case Kind::until_clause: return at == 0;
    default: return false;
    }
}

/// What runs in it changes nothing outside: a folder, a variable.
bool is_shell_of_its_own(const shell::Node& node) {
    return node.kind == Kind::subshell || node.kind == Kind::pipeline || node.kind == Kind::simple ||
           node.kind == Kind::function || node.kind == Kind::coprocess;
}

} // namespace

std::optional<ShellCommand> command_at(const Facts& facts, const ShellScript& script, std::uint32_t node) {
    const model::Commands& commands = facts.document.commands();
    for (const model::Command& command : commands.of(commands.texts[script.text])) {
        if (command.node == node && !command.through_wrapper) {
            return ShellCommand{.script = script,
                                .command = command,
                                .node = commands.script.nodes[node],
                                .arguments = commands.arguments_of(command),
                                .has_folder = command.name_span.of(facts.document.text()).contains('/')};
        }
    }
    return std::nullopt;
}

bool is_command(const Facts& facts, std::uint32_t node, std::string_view name) {
    const shell::Script& script = facts.document.commands().script;
    const shell::Node& command = script.nodes[node];
    if (command.kind != Kind::simple || command.words.empty()) {
        return false;
    }
    std::string_view word = script.words_of(command).front().text;
    if (word.size() == name.size() + 2 && (word.front() == '"' || word.front() == '\'')) {
        word = word.substr(1, name.size());
    } else if (word.starts_with('\\')) {
        word.remove_prefix(1);
    }
    return word == name;
}

bool result_is_used(const Facts& facts, std::uint32_t node) {
    const shell::Script& script = facts.document.commands().script;
    std::uint32_t list = shell::no_node; // that `child` ends
    for (std::uint32_t child = node; facts.shell.parents[child] != shell::no_node;) {
        const std::uint32_t up = facts.shell.parents[child];
        const shell::Node& parent = script.nodes[up];
        if (parent.kind == Kind::and_or && script.children_of(parent).back() != child) {
            return true;
        }
        if (list == child && is_condition(script, parent, child)) {
            return true;
        }
        list = parent.kind == Kind::list && script.children_of(parent).back() == child ? up : shell::no_node;
        child = up;
    }
    return false;
}

bool something_follows(const Facts& facts, std::uint32_t node) {
    const shell::Script& script = facts.document.commands().script;
    for (std::uint32_t child = node; facts.shell.parents[child] != shell::no_node;) {
        const std::uint32_t up = facts.shell.parents[child];
        const shell::Node& parent = script.nodes[up];
        if (is_shell_of_its_own(parent) || script.nodes[child].terminator == shell::Terminator::background) {
            return false;
        }
        if (parent.kind == Kind::list && script.children_of(parent).back() != child) {
            return true;
        }
        child = up;
    }
    return false;
}

bool has_option(model::Arguments arguments, std::string_view letters, std::string_view name) {
    for (const model::Argument& argument : arguments) {
        if (argument.text == "--") {
            return false;
        }
        if (argument.text.starts_with("--")) {
            const std::string_view option = argument.text.substr(2);
            if (!name.empty() && option.substr(0, option.find('=')) == name) {
                return true;
            }
        } else if (model::is_option(argument) &&
                   argument.text.substr(1).find_first_of(letters) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

Span operator_before(const Facts& facts, const shell::Node& left, const shell::Node& right) {
    const std::string_view sign = right.connector == shell::Connector::or_if ? "||" : "&&";
    const std::size_t at = facts.document.text().find(sign, left.span.end.index());
    return at < right.span.begin.index() ? Span{offset(at), offset(at + 2)} : right.span;
}

bool has_wildcard(const shell::Script& script, const shell::Word& word) {
    return std::ranges::any_of(script.parts_of(word), [](const shell::Part& part) {
        if (part.kind != shell::Part::Kind::literal || part.quoted) {
            return false;
        }
        const std::size_t open = part.text.find('[');
        return part.text.find_first_of("*?") != std::string_view::npos ||
               (open != std::string_view::npos && part.text.find(']', open + 2) != std::string_view::npos);
    });
}

bool has_expansion(const shell::Script& script, const shell::Word& word) {
    return std::ranges::any_of(script.parts_of(word), [](const shell::Part& part) {
        using enum shell::Part::Kind;
        return part.kind == parameter || part.kind == command || part.kind == backticks;
    });
}

bool has_brace_list(const shell::Script& script, const shell::Word& word) {
    return std::ranges::any_of(script.parts_of(word), [&](const shell::Part& part) {
        if (part.kind != shell::Part::Kind::literal || part.quoted) {
            return false;
        }
        const std::size_t open = part.text.find('{');
        if (open == std::string_view::npos) {
            return false;
        }
        const std::string_view inside =
            word.text.substr(static_cast<std::size_t>(part.text.data() - word.text.data()) + open);
        return inside.contains('}') && (inside.contains(',') || inside.contains(".."));
    });
}

} // namespace dockwright::lint
