#pragma once
#include "lint/shell_facts.hpp"
#include "model/document.hpp"
#include <cstdint>
#include <vector>

/// What ShellCheck knows of the variables of a RUN: whether their values can have blanks or wildcards, as
/// far as the text itself assigns them. It takes each ARG and ENV for a plain value, and what nothing
/// assigns for anything. Found out by running ShellCheck 0.11. It is no reading of values:
/// model::ShellVariables is.
namespace dockwright::lint {

/// `$x` or `${x…}` outside quotes, where the shell splits it.
struct SplitVariable {
    std::uint32_t part = 0; ///< in Script::parts
    shell::Range word;      ///< all parts of its word
    Place place = Place::argument;
};

/// Those of a text whose values may be cut in pieces, in the order of the parts. Nothing is allocated if
/// there is no variable outside quotes.
std::vector<SplitVariable> split_variables(const model::Document& document, const ShellScript& text);

} // namespace dockwright::lint
