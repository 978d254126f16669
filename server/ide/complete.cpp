#include "ide/complete.hpp"
#include "base/ascii.hpp"

namespace dockwright::ide {
namespace {

bool ends_word(char c) {
    return ascii::is_space(c) || c == '"' || c == '\'';
}

/// Behind an ONBUILD the instruction that it keeps.
const syntax::Instruction* instruction_at(const model::Document& document, Offset at) {
    for (const syntax::Instruction& instruction : document.instructions()) {
        if (instruction.span.touches(at) && instruction.name_span.end < at) {
            const syntax::Instruction* nested = document.nested(instruction);
            return nested != nullptr && nested->name_span.end < at ? nested : &instruction;
        }
    }
    return nullptr;
}

} // namespace

WordAt word_at(const model::Document& document, Offset at) {
    WordAt out{.instruction = instruction_at(document, at), .span = {at, at}, .before = {}, .previous = {}};
    if (out.instruction == nullptr) {
        return out;
    }
    const std::string_view text = document.text();
    const std::size_t least = out.instruction->name_span.end.index();
    std::size_t begin = at.index();
    while (begin > least && !ends_word(text[begin - 1])) {
        --begin;
    }
    std::size_t end = at.index();
    while (end < text.size() && !ends_word(text[end])) {
        ++end;
    }
    out.span = span(begin, end);
    out.before = text.substr(begin, at.index() - begin);
    std::size_t behind = begin;
    while (behind > least && ends_word(text[behind - 1])) {
        --behind;
    }
    std::size_t previous = behind;
    while (previous > least && !ends_word(text[previous - 1])) {
        --previous;
    }
    out.previous = text.substr(previous, behind - previous);
    return out;
}

Completions complete(const GpuView& view, Offset at) {
    for (const syntax::Comment& comment : view.document.syntax().comments) {
        if (comment.span.touches(at)) {
            return {};
        }
    }
    for (auto* part : {complete_image, complete_package, complete_variable}) {
        if (Completions found = part(view, at); !found.all.empty()) {
            return found;
        }
    }
    return {};
}

} // namespace dockwright::ide
