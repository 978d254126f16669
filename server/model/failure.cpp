#include "model/failure.hpp"
#include <algorithm>

namespace dockwright::model {
namespace {

using shell::Connector;
using shell::Node;
using shell::Script;

class Search {
public:
    Search(const Script& script, Span target) : script_(script), target_(target) {}

    bool fails(std::uint32_t index) const {
        const Node& node = script_.nodes[index];
        switch (node.kind) {
        case Node::Kind::simple: return true;
        case Node::Kind::list: return list_fails(node);
        case Node::Kind::and_or: return and_or_fails(node);
        case Node::Kind::pipeline: return pipeline_fails(node);
        case Node::Kind::subshell:
        case Node::Kind::group: return !node.children.empty() && fails(script_.children_of(node).front());
        default: return false; // Conditions, loops, cases: it may not even run.
        }
    }

private:
    bool holds(std::uint32_t index) const { return script_.nodes[index].span.covers(target_); }

    /// `set -e`, `set -eux`, `set -o errexit`.
    bool switches_errexit_on(std::uint32_t index) const {
        const Node& node = script_.nodes[index];
        if (node.kind == Node::Kind::and_or) {
            return std::ranges::any_of(script_.children_of(node),
                                       [&](std::uint32_t child) { return switches_errexit_on(child); });
        }
        const auto words = script_.words_of(node);
        return node.kind == Node::Kind::simple && words.size() > 1 && words[0].text == "set" &&
               std::ranges::any_of(words.subspan(1), [](const shell::Word& word) {
                   return word.text == "errexit" ||
                          (word.text.starts_with('-') && word.text != "-o" && word.text.contains('e'));
               });
    }

    bool list_fails(const Node& node) const {
        const auto children = script_.children_of(node);
        bool errexit = false;
        for (std::size_t i = 0; i < children.size(); ++i) {
            if (holds(children[i])) {
                const bool counts = errexit || i + 1 == children.size();
                const bool waited = script_.nodes[children[i]].terminator != shell::Terminator::background;
                return counts && waited && fails(children[i]);
            }
            errexit = errexit || switches_errexit_on(children[i]);
        }
        return false;
    }

    /// A fallback that gives up itself: `|| exit 1`, `|| false`.
    bool gives_up(std::uint32_t index) const {
        const Node& node = script_.nodes[index];
        const auto words = script_.words_of(node);
        return node.kind == Node::Kind::simple && !words.empty() &&
               ((words[0].text == "exit" && (words.size() < 2 || words[1].text != "0")) ||
                words[0].text == "false");
    }

    bool and_or_fails(const Node& node) const {
        const auto children = script_.children_of(node);
        const auto here = std::ranges::find_if(children, [&](std::uint32_t child) { return holds(child); });
        if (here == children.end() || !fails(*here)) {
            return false;
        }
        const auto fallback = std::find_if(here + 1, children.end(), [&](std::uint32_t child) {
            return script_.nodes[child].connector == Connector::or_if;
        });
        return fallback == children.end() || gives_up(*fallback);
    }

    bool pipeline_fails(const Node& node) const {
        const auto children = script_.children_of(node);
        return !node.negated && !children.empty() && holds(children.back()) && fails(children.back());
    }

    const Script& script_;
    Span target_;
};

} // namespace

bool failure_fails_run(const Document& document, const Command& command) {
    const Commands& commands = document.commands();
    const Command* outermost = &command;
    while (outermost->through_wrapper) {
        outermost = &commands.all[outermost->outer];
    }
    const ShellText& text = commands.text_of(*outermost);
    if (text.origin != ShellText::Origin::run && text.origin != ShellText::Origin::exec_form) {
        return false;
    }
    if (text.root == shell::no_node) {
        return text.origin == ShellText::Origin::exec_form;
    }
    return Search(commands.script, outermost->span).fails(text.root);
}

} // namespace dockwright::model
