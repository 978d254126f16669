#pragma once
#include "model/document.hpp"

namespace dockwright::lint {

/// Where a line can be put in front of an instruction: above the comments that belong to it, which
/// may be there for a tool.
inline Offset above_comments(const model::Document& document, const model::Instruction& instruction) {
    return instruction.comments_above == 0
               ? instruction.span.begin
               : document.syntax().comments[instruction.comments_end - instruction.comments_above].span.begin;
}

} // namespace dockwright::lint
