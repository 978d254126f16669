#include "config/yaml.hpp"
#include "base/ascii.hpp"
#include "project/tree/tree.hpp"
#include <algorithm>
#include <map>

namespace dockwright::project {
namespace {

using config::Node;

/// Aliases may stand for aliases: so many nodes, and no more.
constexpr std::size_t most_nodes = 100'000;
constexpr int most_depth = 64;

/// The lines of a text, asked for in any order.
class Lines {
public:
    explicit Lines(std::string_view text) {
        for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
            ends_.push_back(at);
        }
    }
    std::uint32_t of(Offset at) const {
        return static_cast<std::uint32_t>(std::ranges::lower_bound(ends_, at.index()) - ends_.begin()) + 1;
    }

private:
    std::vector<std::size_t> ends_;
};

/// `name` of the `&name` that stands before a node, or "".
std::string_view anchor_before(std::string_view text, std::size_t begin) {
    text = text.substr(0, begin);
    while (true) {
        while (!text.empty() && ascii::is_space(text.back())) {
            text.remove_suffix(1);
        }
        const std::size_t word = text.find_last_of(" \t\r\n,[]{}:") + 1;
        const std::string_view last = text.substr(word);
        if (last.starts_with('&')) {
            return last.substr(1);
        }
        if (!last.starts_with('!')) {
            return {};
        }
        text = text.substr(0, word);
    }
}

class Converter {
public:
    explicit Converter(std::string_view text) : text_(text), lines_(text) {}

    Tree convert(const Node& node, int depth = 0) {
        Tree out{.line = lines_.of(node.span.begin)};
        if (++count_ > most_nodes || depth > most_depth) {
            return out;
        }
        const std::string_view anchor = anchor_before(text_, node.span.begin.index());
        switch (node.kind) {
        case Node::Kind::null: break;
        case Node::Kind::scalar:
            out.kind = Tree::Kind::text;
            out.quoted = node.quoted;
            out.begin = node.span.begin.value;
            out.text = config::is_true(node) ? "true" : config::is_false(node) ? "false" : node.text;
            break;
        case Node::Kind::sequence:
            out.kind = Tree::Kind::list;
            for (const Node& item : node.items) {
                out.items.push_back(convert(item, depth + 1));
            }
            break;
        case Node::Kind::mapping: table(out, node, depth); break;
        case Node::Kind::alias: return aliased(node, out.line, depth);
        }
        if (!anchor.empty()) {
            anchors_[std::string(anchor)] = out;
        }
        return out;
    }

private:
    void table(Tree& out, const Node& node, int depth) {
        out.kind = Tree::Kind::table;
        Tree merged{.kind = Tree::Kind::table};
        for (std::size_t i = 0; i < std::min(node.keys.size(), node.items.size()); ++i) {
            Tree item = convert(node.items[i], depth + 1);
            if (node.keys[i].text == "<<" && !node.keys[i].quoted) {
                merge(merged, item);
                continue;
            }
            item.line = lines_.of(node.keys[i].span.begin);
            out.keys.push_back(node.keys[i].text);
            out.items.push_back(std::move(item));
        }
        for (std::size_t i = 0; i < merged.keys.size(); ++i) {
            if (out.find(merged.keys[i]) == nullptr) {
                out.keys.push_back(std::move(merged.keys[i]));
                out.items.push_back(std::move(merged.items[i]));
            }
        }
    }

    /// A table, or a list of them, of which the first that has a key counts.
    void merge(Tree& into, const Tree& from) {
        for (const Tree& item : from.is_list() ? from.items : std::vector<Tree>{from}) {
            for (std::size_t i = 0; i < item.keys.size() && item.is_table(); ++i) {
                if (into.find(item.keys[i]) == nullptr) {
                    into.keys.push_back(item.keys[i]);
                    into.items.push_back(item.items[i]);
                }
            }
        }
    }

    Tree aliased(const Node& node, std::uint32_t line, int depth) {
        const std::string_view written = node.span.of(text_);
        const auto found =
            anchors_.find(std::string(written.substr(std::min<std::size_t>(written.size(), 1))));
        if (found == anchors_.end() || !fits(found->second, depth)) {
            return {.line = line};
        }
        return found->second;
    }

    /// Counts what a copy would take.
    bool fits(const Tree& tree, int depth) {
        return ++count_ <= most_nodes && depth <= most_depth &&
               std::ranges::all_of(tree.items, [&](const Tree& item) { return fits(item, depth + 1); });
    }

    std::string_view text_;
    Lines lines_;
    std::map<std::string, Tree> anchors_;
    std::size_t count_ = 0;
};

} // namespace

TreeFile read_yaml_tree(std::string_view text) {
    const config::Yaml yaml = config::read_yaml(text);
    TreeFile out{.root = Converter(text).convert(yaml.root)};
    const auto broken = std::ranges::find_if(yaml.mistakes, [](const config::Mistake& mistake) {
        return mistake.kind == "bad-yaml" || mistake.kind == "not-text";
    });
    if (broken != yaml.mistakes.end()) {
        out.broken_line = Lines(text).of(broken->span.begin);
    }
    return out;
}

} // namespace dockwright::project
