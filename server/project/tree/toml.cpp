#include "base/ascii.hpp"
#include "project/tree/tree.hpp"
#include <algorithm>
#include <sstream>
#include <utility>
#include <vector>

// It is all headers: this is the only file that knows the library. What it asserts does not always hold
// (3.3: of `[=`, what stands behind the bracket; the error follows), and with NDEBUG it builds on that.
#undef NDEBUG
#define TOML_ASSERT(what) static_cast<void>(0)
#define TOML_EXCEPTIONS 1
#define TOML_UNRELEASED_FEATURES 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_WINDOWS_COMPAT 0
#include <toml++/toml.h>

namespace dockwright::project {
namespace {

Tree tree_of(const toml::node& node);

Tree table_of(const toml::table& table) {
    std::vector<std::pair<const toml::key*, const toml::node*>> entries; // the library sorts by name
    for (const auto& [key, value] : table) {
        entries.emplace_back(&key, &value);
    }
    std::ranges::sort(entries, {}, [](const auto& entry) {
        return std::pair(entry.first->source().begin.line, entry.first->source().begin.column);
    });
    Tree out{.kind = Tree::Kind::table};
    for (const auto& [key, value] : entries) {
        out.keys.emplace_back(key->str());
        out.items.push_back(tree_of(*value));
        out.items.back().line = key->source().begin.line;
    }
    return out;
}

Tree list_of(const toml::array& array) {
    Tree out{.kind = Tree::Kind::list};
    for (const toml::node& item : array) {
        out.items.push_back(tree_of(item));
    }
    return out;
}

std::string number(double value) {
    std::ostringstream out;
    out << value;
    return std::move(out).str();
}

Tree tree_of(const toml::node& node) {
    Tree out;
    if (const toml::table* table = node.as_table()) {
        out = table_of(*table);
    } else if (const toml::array* array = node.as_array()) {
        out = list_of(*array);
    } else if (const auto* text = node.as_string()) {
        out = {.kind = Tree::Kind::text, .quoted = true, .text = text->get()};
    } else if (const auto* boolean = node.as_boolean()) {
        out = {.kind = Tree::Kind::text, .text = boolean->get() ? "true" : "false"};
    } else if (const auto* integer = node.as_integer()) {
        out = {.kind = Tree::Kind::text, .text = std::to_string(integer->get())};
    } else if (const auto* real = node.as_floating_point()) {
        out = {.kind = Tree::Kind::text, .text = number(real->get())};
    }
    out.line = node.source().begin.line;
    return out;
}

/// The library goes down as many calls as a key has dots. The first line with more than any key
/// needs, or 0.
std::uint32_t line_of_deep_key(std::string_view text) {
    constexpr int most_dots = 100;
    std::uint32_t line = 1;
    int dots = 0;
    bool comment = false;
    for (const char c : text) {
        if (c == '\n') {
            ++line;
            comment = false;
        }
        const bool in_key = ascii::is_name(c) || c == '-' || c == ' ' || c == '\t' || c == '"' || c == '\'';
        comment = comment || c == '#';
        dots = c == '.' ? dots + 1 : in_key ? dots : 0;
        if (dots > most_dots && !comment) {
            return line;
        }
    }
    return 0;
}

/// The library (3.3) runs into an undefined case at letters from U+00A1 on outside of strings, and
/// nothing that is asked for here has any.
std::string as_ascii(std::string_view text) {
    std::string out(text);
    std::ranges::replace_if(out, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
    return out;
}

} // namespace

TreeFile read_toml(std::string_view text) {
    if (const std::uint32_t line = line_of_deep_key(text)) {
        return {.root = {}, .broken_line = line};
    }
    try {
        return {.root = table_of(toml::parse(as_ascii(text)))};
    } catch (const toml::parse_error& error) {
        const std::uint32_t line = error.source().begin.line;
        return {.root = {}, .broken_line = line == 0 ? 1 : line};
    }
}

} // namespace dockwright::project
