#pragma once
#include "model/command.hpp"
#include "model/options.hpp"
#include "model/package.hpp"
#include <string_view>

/// Private to model/packages/.
namespace dockwright::model::packages {

/// An option that takes a value, in the next word or behind `=` or its letter.
struct Valued {
    std::string_view name; ///< `--long` or `-l`
    char kind = 'x';       ///< what the reader makes of the value; `x`: nothing
};

/// What a walk over the arguments of one command finds next: an operand, an option, or an option
/// with its value.
struct Item {
    std::string_view option;            ///< `--name` or `-l`; "" for an operand
    char kind = ' ';                    ///< of an option with a value: Valued::kind
    std::string_view value;             ///< the operand, or the option's value
    const Argument* argument = nullptr; ///< the word of the operand or of the option
    Span span;                          ///< of the value, else of the option
    bool plain = true;

    bool is_operand() const { return option.empty(); }
};

/// Reads `--name value`, `--name=value`, `-lvalue`, `-l value` and letters together; behind `--`
/// all are operands.
class Walk {
public:
    /// `valued` is sorted by name.
    Walk(Arguments arguments, std::span<const Valued> valued) : arguments_(arguments), valued_(valued) {}

    bool next(Item& item);

private:
    const Valued* valued(std::string_view name) const;
    bool take_value(Item& item);
    void long_option(const Argument& argument, Item& item);
    void letter(Item& item);

    Arguments arguments_;
    std::span<const Valued> valued_;
    std::size_t at_ = 0;
    const Argument* cluster_ = nullptr; ///< letters behind one dash, read up to `letter_`
    std::size_t letter_ = 0;
    bool operands_only_ = false;
};

/// Where a word stands among a command's arguments: PackageCommand::verb.
std::uint32_t index_of(Arguments arguments, const Argument& argument);

/// What a verb does, in a table sorted by name; other if it is not there.
struct Verb {
    std::string_view name;
    PackageAction action;
};
PackageAction action_of(std::span<const Verb> verbs, std::string_view name);

/// The part of a span that a view into its argument takes; all of it if quotes are in it.
Span part_of(const Argument& argument, std::string_view part);

} // namespace dockwright::model::packages
