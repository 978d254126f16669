#include "lint/splitting.hpp"
#include "base/ascii.hpp"
#include <algorithm>

namespace dockwright::lint {
bool is_plain_sh(const model::Document& document, const ShellScript& text) {
    const model::ShellText& run = document.commands().texts[text.text];
    const model::Instruction& owner = document.instructions()[run.instruction];
    const auto shell = document.context(owner).shell;
    if (text.dialect == shell::Dialect::bash) {
        return false;
    }
    const auto words =
        shell ? document.words(document.instructions()[*shell]) : std::span<const syntax::Word>{};
    return words.empty() || words.front().text == "sh" || words.front().text.ends_with("/sh");
}

Splitting::Splitting(const model::Document& document, const ShellScript& text)
    : script_(document.commands().script), splits_declarations_(is_plain_sh(document, text)) {}

bool Splitting::is_declaration(std::string_view name) {
    return name == "export" || name == "local" || name == "readonly" || name == "declare" ||
           name == "typeset";
}

bool Splitting::splits(const shell::Node& node, const shell::Word& word, Place place) const {
    switch (place) {
    case Place::target: return true;
    case Place::name: return !is_single_part(script_, word);
    case Place::argument: return splits_argument(node, word);
    default: return false;
    }
}

bool Splitting::splits_argument(const shell::Node& node, const shell::Word& word) const {
    const std::string_view name = plain_name(script_, node);
    if (name == "let" || name == "[[") {
        return false; // a test to ShellCheck, also where the shell has none
    }
    if (name == "exec" || name == "command") {
        const bool first = &word == &script_.words_of(node)[1];
        return !first || !is_single_part(script_, word);
    }
    if (splits_declarations_ || !is_declaration(name)) {
        return true;
    }
    const std::string_view text = word.text;
    const std::size_t size = static_cast<std::size_t>(
        std::ranges::find_if_not(text, [](char c) { return ascii::is_name(c); }) - text.begin());
    const std::string_view behind = text.substr(size);
    return size == 0 || !(behind.starts_with('=') || behind.starts_with("+=") || behind.starts_with('['));
}

bool is_single_part(const shell::Script& script, const shell::Word& word) {
    return !word.parts.empty() &&
           word.parts.begin + 1 + script.parts[word.parts.begin].inside == word.parts.end;
}

} // namespace dockwright::lint
