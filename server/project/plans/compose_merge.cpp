#include "project/plans/compose_merge.hpp"
#include <algorithm>
#include <utility>

namespace dockwright::project {
namespace {

bool has_pairs(std::string_view key) {
    return key == "args" || key == "environment" || key == "additional_contexts";
}

bool is_command(std::string_view key) {
    return key == "command" || key == "entrypoint";
}

Tree merged(std::string_view key, const Tree& base, const Tree& over) {
    if (has_pairs(key)) {
        return merged(as_table(base), as_table(over));
    }
    if (key == "build") {
        return merged(as_build(base), as_build(over));
    }
    return is_command(key) ? over : merged(base, over);
}

} // namespace

Tree as_table(const Tree& tree) {
    if (!tree.is_list()) {
        return tree;
    }
    Tree out{.kind = Tree::Kind::table, .line = tree.line};
    for (const Tree& item : tree.items) {
        const std::size_t equals = item.text.find('=');
        Tree value{.line = item.line};
        if (equals != std::string::npos) {
            value = {.kind = Tree::Kind::text,
                     .quoted = true,
                     .line = item.line,
                     .text = item.text.substr(equals + 1)};
        }
        out.keys.push_back(item.text.substr(0, equals));
        out.items.push_back(std::move(value));
    }
    return out;
}

Tree as_build(const Tree& tree) {
    return tree.is_text()
               ? Tree{.kind = Tree::Kind::table, .line = tree.line, .keys = {"context"}, .items = {tree}}
               : tree;
}

Tree merged(const Tree& base, const Tree& over) {
    if (base.is_table() && over.is_table()) {
        Tree out = base;
        for (std::size_t i = 0; i < over.keys.size(); ++i) {
            // In its place: what is merged again and again would grow with each time.
            if (Tree* known = item_of(out, over.keys[i])) {
                *known = merged(over.keys[i], *known, over.items[i]);
            } else {
                out.keys.push_back(over.keys[i]);
                out.items.push_back(over.items[i]);
            }
        }
        return out;
    }
    if (base.is_list() && over.is_list()) {
        Tree out = base;
        out.items.insert(out.items.end(), over.items.begin(), over.items.end());
        return out;
    }
    return over;
}

Tree* item_of(Tree& table, std::string_view key) {
    const Tree* found = std::as_const(table).find(key);
    return found == nullptr ? nullptr : &table.items[static_cast<std::size_t>(found - table.items.data())];
}

void drop(Tree& table, std::string_view key) {
    for (std::size_t i = std::min(table.keys.size(), table.items.size()); i > 0; --i) {
        if (table.keys[i - 1] == key) {
            table.keys.erase(table.keys.begin() + static_cast<std::ptrdiff_t>(i - 1));
            table.items.erase(table.items.begin() + static_cast<std::ptrdiff_t>(i - 1));
        }
    }
}

Tree without_lines(Tree tree) {
    tree.line = 0;
    tree.begin = 0;
    for (Tree& item : tree.items) {
        item = without_lines(std::move(item));
    }
    return tree;
}

std::size_t size_of(const Tree& tree) {
    std::size_t out = 1;
    for (const Tree& item : tree.items) {
        out += size_of(item);
    }
    return out;
}

std::string literal(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out.append(c == '$' ? 2 : 1, c);
    }
    return out;
}

void replace_variables(Tree& tree, const Lookup& variables, std::size_t& left) {
    if (tree.is_text() && tree.text.contains('$')) {
        const auto value = left > 0 ? interpolated(tree.text, variables) : std::nullopt;
        const bool fits = value && value->size() <= left;
        left = !value ? left : fits ? left - value->size() : 0;
        tree.text = fits ? literal(*value) : unknown_value;
        tree.quoted = true; // what a variable becomes is no number
    }
    for (std::size_t i = 0; i < tree.items.size(); ++i) {
        const std::string_view key = tree.is_table() ? std::string_view(tree.keys[i]) : std::string_view{};
        if (has_pairs(key)) { // each value by itself
            tree.items[i] = as_table(tree.items[i]);
        }
        if (!is_command(key)) {
            replace_variables(tree.items[i], variables, left);
        }
    }
}

} // namespace dockwright::project
