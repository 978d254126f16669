#include "lint/release_check.hpp"
#include "lint/passed_commands.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

using shell::Node;

bool is_release_variable(std::string_view name) {
    constexpr std::string_view names[] = {"UBUNTU_CODENAME", "VERSION_CODENAME", "VERSION_ID"};
    return std::ranges::find(names, name) != std::end(names);
}

/// `cat /etc/debian_version`, `lsb_release -cs`; of /etc/os-release only what speaks of a version.
bool reads_release(const shell::Script& script, const Node& node) {
    const std::string_view program = plain_name(script, node);
    if (program == "." || program == "source") {
        return false;
    }
    bool file = false;
    bool version = false;
    for (const shell::Word& word : script.words_of(node)) {
        const std::string_view text = word.text;
        file = file || text == "/etc/os-release" || text == "/usr/lib/os-release";
        version = version || text.contains("VERSION") || text.contains("CODENAME");
        if (text == "/etc/debian_version" || text == "/etc/alpine-release" || text == "/etc/redhat-release") {
            return true;
        }
    }
    return program == "lsb_release" || (file && version);
}

/// What is asked of a part of a shell's tree.
class Tree {
public:
    explicit Tree(const shell::Script& script) : script_(script) {}

    bool asks_release(std::uint32_t node) const {
        return any(node, [&](const Node& one) { return reads_release(script_, one) || asks_in_words(one); });
    }

    /// `exit 1`, whatever else goes well or not. A plain `exit`, or one with a variable, may be a good one.
    bool fails(std::uint32_t index) const {
        const Node& node = script_.nodes[index];
        const auto words = script_.words_of(node);
        if (plain_name(script_, node) == "exit") {
            return words.size() == 2 &&
                   words[1].text.find_first_not_of("0123456789") == std::string_view::npos &&
                   words[1].text.find_first_not_of('0') != std::string_view::npos;
        }
        const bool goes_through = node.kind == Node::Kind::list || node.kind == Node::Kind::group ||
                                  node.kind == Node::Kind::and_or || node.kind == Node::Kind::case_item;
        return goes_through && std::ranges::any_of(script_.children_of(node), [&](std::uint32_t child) {
                   return script_.nodes[child].connector != shell::Connector::or_if && fails(child);
               });
    }

    /// An `if`, `case`, `&&` or `||` that asks for the release in one part and exits in a later one.
    bool fails_by_release(const Node& node) const {
        const bool decides = node.kind == Node::Kind::if_clause || node.kind == Node::Kind::and_or ||
                             node.kind == Node::Kind::case_clause;
        bool asked = node.kind == Node::Kind::case_clause && asks_in_words(node);
        for (const std::uint32_t child : script_.children_of(node)) {
            if (decides && asked && fails(child)) {
                return true;
            }
            asked = asked || asks_release(child);
        }
        return false;
    }

private:
    bool asks_in_words(const Node& node) const {
        bool asks = false;
        each_word(script_, node, [&](const shell::Word& word, Place) {
            for (const shell::Part& part : script_.parts_of(word)) {
                asks = asks ||
                       (part.kind == shell::Part::Kind::parameter && is_release_variable(part.name)) ||
                       (part.node != shell::no_node && asks_release(part.node));
            }
        });
        return asks;
    }

    bool any(std::uint32_t index, auto is) const {
        const Node& node = script_.nodes[index];
        return is(node) || std::ranges::any_of(script_.children_of(node),
                                               [&](std::uint32_t child) { return any(child, is); });
    }

    const shell::Script& script_;
};

bool is_test(const shell::Script& script, const Node& node) {
    const std::string_view name = plain_name(script, node);
    return node.kind == Node::Kind::test || name == "[" || name == "test" || name == "grep";
}

} // namespace

bool checks_release(const Facts& facts, const model::Stage& stage) {
    const model::Commands& commands = facts.document.commands();
    const shell::Script& script = commands.script;
    const Tree tree(script);
    const auto texts = facts.document.shell_texts(stage);
    const auto begin = static_cast<std::uint32_t>(texts.data() - commands.texts.data());
    const auto& scripts = facts.shell.scripts;
    for (auto at = std::ranges::lower_bound(scripts, begin, {}, &ShellScript::text);
         at != scripts.end() && at->text < begin + texts.size(); ++at) {
        const ShellScript& one = *at;
        if (commands.texts[one.text].onbuild) {
            continue;
        }
        const auto nodes = std::span(script.nodes).subspan(one.nodes.begin, one.nodes.size());
        const bool exits =
            std::ranges::any_of(nodes, [&](const Node& node) { return tree.fails_by_release(node); });
        const auto passed = passed_at_end(facts, one);
        const bool must_pass = std::ranges::any_of(passed, [&](std::uint32_t node) {
            return is_test(script, script.nodes[node]) && tree.asks_release(node);
        });
        if (exits || must_pass) {
            return true;
        }
    }
    return false;
}

} // namespace dockwright::lint
