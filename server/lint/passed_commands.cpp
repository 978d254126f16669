#include "lint/passed_commands.hpp"
#include "lint/error_exit.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

using Kind = shell::Node::Kind;
using Nodes = std::vector<std::uint32_t>;

/// Of a chain, what must have succeeded when its first `count` have: what `||` chooses is not known.
void add_chain(const shell::Script& script, const shell::Node& chain, std::size_t count, Nodes& out) {
    const auto children = script.children_of(chain);
    for (std::size_t i = count; i-- > 0;) {
        const shell::Connector before = script.nodes[children[i]].connector;
        if (before == shell::Connector::or_if) {
            return;
        }
        out.push_back(children[i]);
    }
}

/// The last of a list says how all of it ended.
void add_last(const shell::Script& script, const shell::Node& list, Nodes& out) {
    if (list.kind != Kind::list || list.children.empty()) {
        return;
    }
    const std::uint32_t last = script.children_of(list).back();
    const shell::Node& node = script.nodes[last];
    if (node.terminator == shell::Terminator::background) {
        return;
    }
    if (node.kind == Kind::and_or) {
        add_chain(script, node, node.children.size(), out);
    } else {
        out.push_back(last);
    }
}

/// `set -e` ends the shell where a command by itself fails, not where one of a chain does.
void add_single(const shell::Script& script, const shell::Node& list, std::size_t count, Nodes& out) {
    const auto children = script.children_of(list);
    for (std::size_t i = count; i-- > 0;) {
        const shell::Node& node = script.nodes[children[i]];
        if (node.kind == Kind::simple && node.terminator != shell::Terminator::background) {
            out.push_back(children[i]);
        }
    }
}

bool ends_at_failure(const Facts& facts, const ShellScript& text) {
    return sets_error_exit(facts, text) || starts_with_error_exit(facts, text);
}

} // namespace

Nodes passed_before(const Facts& facts, const ShellScript& text, std::uint32_t node) {
    const shell::Script& script = facts.document.commands().script;
    const bool stops = ends_at_failure(facts, text);
    Nodes out;
    for (std::uint32_t child = node; facts.shell.parents[child] != shell::no_node;) {
        const std::uint32_t up = facts.shell.parents[child];
        const shell::Node& parent = script.nodes[up];
        const auto children = script.children_of(parent);
        const auto at = static_cast<std::size_t>(std::ranges::find(children, child) - children.begin());
        if (at == children.size()) {
            // It stands in a word of the parent.
        } else if (parent.kind == Kind::and_or && script.nodes[child].connector == shell::Connector::and_if) {
            add_chain(script, parent, at, out);
        } else if (parent.kind == Kind::list && stops) {
            add_single(script, parent, at, out);
        } else if (parent.kind == Kind::if_clause && at % 2 == 1) {
            add_last(script, script.nodes[children[at - 1]], out);
        }
        child = up;
    }
    return out;
}

Nodes passed_at_end(const Facts& facts, const ShellScript& text) {
    const shell::Script& script = facts.document.commands().script;
    Nodes out;
    if (text.nodes.empty()) {
        return out;
    }
    const shell::Node& root = script.nodes[text.nodes.end - 1];
    add_last(script, root, out);
    if (root.kind == Kind::list && ends_at_failure(facts, text)) {
        add_single(script, root, root.children.size(), out);
    }
    return out;
}

} // namespace dockwright::lint
