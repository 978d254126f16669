#pragma once
#include "base/text_edit.hpp"
#include "model/document.hpp"
#include <optional>
#include <string_view>
#include <vector>

/// The pairs of ENV and LABEL.
namespace dockwright::lint {

/// A pair of an ENV, in a stage.
struct Variable {
    std::string_view name;
    std::optional<std::string_view> value; ///< variables replaced; nothing: not known
    bool whole = true;                     ///< no variable without a value is in it
    std::string_view written;              ///< the value as it is written
    Span name_span;
    Span value_span;
    const model::Instruction* instruction = nullptr;
    std::size_t pair = 0; ///< which of the instruction's, from 0
};

/// Those of this name, in the order of the file; "" for all.
std::vector<Variable> variables_of(const model::Document& document, std::string_view name = "");

/// Takes a pair away with the blanks beside it, or the instruction that has no other. Nothing where a
/// comment stands between.
std::optional<TextEdit> without_pair(const model::Document& document, const model::Instruction& instruction,
                                     std::size_t pair);

/// A value that stands there as it is, perhaps between quotes: where another one can be put. Nothing
/// if it is written in any other way.
std::optional<Span> plain_value(const model::Document& document, Span written, std::string_view value);

} // namespace dockwright::lint
