#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// What TOML, YAML and JSON files hold, as one plain tree with lines. Total: of a broken file as much
/// as can be read; TOML gives all or nothing.
namespace dockwright::project {

struct Tree {
    enum class Kind : std::uint8_t { none, text, list, table };
    Kind kind = Kind::none;
    bool quoted = false;    ///< a string for sure, `true` or not
    std::uint32_t line = 0; ///< 1-based; of an item of a table that of its key
    std::uint32_t begin =
        0;            ///< of a text of YAML or HCL: the byte at which it begins, quote and `|` included
    std::string text; ///< of a scalar, `true`, `false` and numbers as they are written
    std::vector<std::string> keys;
    std::vector<Tree> items; ///< of a table as many as keys

    bool is_text() const { return kind == Kind::text; }
    bool is_list() const { return kind == Kind::list; }
    bool is_table() const { return kind == Kind::table; }
    bool is_true() const { return is_text() && !quoted && text == "true"; }

    /// The item of that key, the last one if there are several; null if it is not there.
    const Tree* find(std::string_view key) const;
    const Tree* find(std::initializer_list<std::string_view> path) const;
    /// The text of that item; "" if it is none.
    std::string_view text_of(std::string_view key) const;
    /// The items of that list; of a text the text alone; none of anything else.
    std::vector<const Tree*> list_of(std::string_view key) const;
    std::vector<const Tree*> as_list() const;
};

struct TreeFile {
    Tree root;
    std::uint32_t broken_line = 0; ///< where it can't be read any further; 0: it can
};

/// Its characters beyond ASCII become `?`.
TreeFile read_toml(std::string_view text);

/// Aliases stand for what they name, and `<<` takes it into a table, up to a bound.
TreeFile read_yaml_tree(std::string_view text);

/// Also with comments and commas behind the last item.
TreeFile read_json(std::string_view text);

/// Bake files' HCL: `target "a" { … }` is the table `a` of the table `target`. Literals only, heredocs too; a
/// variable is the text `${NAME}`, and what would have to be computed is `${}`.
TreeFile read_hcl(std::string_view text);

} // namespace dockwright::project
