#pragma once
#include "project/plans/values.hpp"
#include "project/tree/tree.hpp"
#include <cstddef>
#include <string>
#include <string_view>

/// How Compose makes one of what two files, or two services, say (compose-spec, 13-merge.md).
namespace dockwright::project {

/// `[NAME=value, OTHER]` as a table.
Tree as_table(const Tree& tree);

/// `build: folder` as a table.
Tree as_build(const Tree& tree);

/// Tables key by key, lists one behind the other, of all else the later one.
Tree merged(const Tree& base, const Tree& over);

/// Like find, to be changed.
Tree* item_of(Tree& table, std::string_view key);
void drop(Tree& table, std::string_view key);

/// What stands in another file, which has the lines: here they are 0.
Tree without_lines(Tree tree);

/// How many nodes it has.
std::size_t size_of(const Tree& tree);

/// As a text in which nothing is a variable.
std::string literal(std::string_view text);
inline constexpr std::string_view unknown_value = "${}"; ///< no variable's name: it never has a value

/// With the values of its variables, whatever they are elsewhere; names that are not known have none there
/// either. Commands stay as they are written. `left` bounds the bytes that all variables become.
void replace_variables(Tree& tree, const Lookup& variables, std::size_t& left);

} // namespace dockwright::project
