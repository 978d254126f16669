#pragma once
#include "model/command.hpp"
#include <optional>
#include <span>
#include <string_view>

/// What stands in a command's arguments, as most programs read them: `--name`, `--name=value`,
/// letters behind one dash, and operands. Which options take the next word, the caller says.
namespace dockwright::model {

using Arguments = std::span<const Argument>;

/// `--name` or `--name=value`; `name` is given without the dashes.
const Argument* long_option(Arguments arguments, std::string_view name);

/// The value of the first `--name value` or `--name=value`; `name` is given with its dashes.
std::optional<std::string_view> option_value(Arguments arguments, std::string_view name);

/// The letter stands alone behind a dash or with others: `-y`, `-qy`.
const Argument* letter_option(Arguments arguments, char letter);

/// How often a letter stands behind single dashes: 2 for `-qq` and for `-q -q`.
std::size_t count_letter(Arguments arguments, char letter);

/// Whether a word begins with a dash and so is no operand. A lone `-` is one.
inline bool is_option(const Argument& argument) {
    return argument.text.size() > 1 && argument.text.front() == '-';
}

/// The options of a program whose value is the next word, unless it stands behind a `=` or, for a
/// letter, right behind it.
struct ValuedOptions {
    std::string_view letters;
    std::string_view names; ///< with their dashes, one blank between

    bool take_next(std::string_view option) const;
};

/// The first argument that is no option: for most programs the subcommand. Null if there is none.
const Argument* first_operand(Arguments arguments);

} // namespace dockwright::model
