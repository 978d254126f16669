#include "lint/shell_words.hpp"

namespace dockwright::lint {

using PartKind = shell::Part::Kind;

std::string_view program_of(const shell::Script& script, const shell::Node& node) {
    const std::string_view name = plain_name(script, node);
    return name.substr(name.rfind('/') + 1);
}

std::string constant_text(const shell::Script& script, const shell::Word& word) {
    std::string out;
    for (std::uint32_t i = word.parts.begin; i < word.parts.end; ++i) {
        const shell::Part& part = script.parts[i];
        switch (part.kind) {
        case PartKind::double_quoted: continue; // what is inside follows
        case PartKind::literal: out += part.text; break;
        case PartKind::escape: out += part.text.substr(1); break;
        case PartKind::single_quoted:
            out += part.text.size() > 1 && !is_ansi_quoted(script, i)
                       ? part.text.substr(1, part.text.size() - 2)
                       : std::string_view{};
            break;
        default: break;
        }
        i += part.inside;
    }
    return out;
}

bool is_ansi_quoted(const shell::Script& script, std::uint32_t part) {
    const shell::Part& quoted = script.parts[part];
    return quoted.kind == PartKind::single_quoted && part > 0 && script.parts[part - 1].text.ends_with('$') &&
           script.parts[part - 1].span.end == quoted.span.begin;
}

bool has_letter(std::string_view option, char letter) {
    return option.size() > 1 && option[0] == '-' && option[1] != '-' && option.contains(letter);
}

bool is_glob(const shell::Script& script, const shell::Word& word) {
    for (std::uint32_t i = word.parts.begin; i < word.parts.end; ++i) {
        const shell::Part& part = script.parts[i];
        const bool bracket = part.text.contains('[') && part.text.contains(']');
        if (part.kind == PartKind::literal && !part.quoted &&
            (part.text.find_first_of("*?") != std::string_view::npos || bracket)) {
            return true;
        }
        i += part.kind == PartKind::parameter || part.kind == PartKind::arithmetic ? part.inside : 0;
    }
    return false;
}

} // namespace dockwright::lint
