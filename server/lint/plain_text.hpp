#pragma once
#include "base/utf8.hpp"
#include "model/document.hpp"

/// What stands in an instruction outside of ASCII.
namespace dockwright::lint {

/// Calls `use(index, character, quoted)` for each character above ASCII of the instruction's joined
/// text: where it stands there, and whether it is between two ASCII quotes. Quotes are told by their
/// looks, not by the instruction's own rules.
template <class Use>
void for_each_wide(const model::Instruction& instruction, char escape, Use use) {
    const std::string_view text = instruction.joined.text;
    char quote = 0;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (static_cast<unsigned char>(c) >= 0x80) {
            const utf8::Character character = utf8::decode(text, i);
            use(i, character, quote != 0);
            i += character.size;
            continue;
        }
        if (c == escape && quote != '\'' && i + 1 < text.size() &&
            static_cast<unsigned char>(text[i + 1]) < 0x80) {
            ++i; // what it protects
        } else if (quote == 0 && (c == '"' || c == '\'')) {
            quote = c;
        } else if (c == quote) {
            quote = 0;
        }
        ++i;
    }
}

} // namespace dockwright::lint
