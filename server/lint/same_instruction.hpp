#pragma once
#include "model/document.hpp"
#include <string_view>
#include <vector>

namespace dockwright::lint {

/// One pair of an ENV refers to a variable that another pair of the same ENV defines, and nothing
/// before defines: it has no value yet, since all values are replaced before any name is defined.
struct SameInstruction {
    std::string_view name;
    std::size_t defined; ///< the pair that defines it, from 0
    std::size_t used;    ///< the pair that refers to it
};

/// As hadolint looks for it: `$NAME` and `${NAME}` in the text as written, whatever the quotes and
/// escapes around it, and "before" in any stage. Empty for anything but an ENV of several pairs.
std::vector<SameInstruction> same_instruction_uses(const model::Document& document,
                                                   const model::Instruction& env);

} // namespace dockwright::lint
