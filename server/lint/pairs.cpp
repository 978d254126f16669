#include "lint/pairs.hpp"
#include "lint/text_lines.hpp"
#include <algorithm>

namespace dockwright::lint {

std::vector<Variable> variables_of(const model::Document& document, std::string_view name) {
    std::vector<Variable> out;
    for (const model::Binding& binding : document.bindings()) {
        if (binding.kind != model::Binding::Kind::environment || !binding.instruction ||
            (!name.empty() && binding.name != name)) {
            continue;
        }
        const model::Instruction& instruction = document.instructions()[*binding.instruction];
        const auto words = document.words(instruction);
        const auto word = std::ranges::find(words, binding.span, &syntax::Word::span);
        if (word == words.end() || word + 1 == words.end()) {
            continue;
        }
        out.push_back({.name = binding.name,
                       .value = binding.value,
                       .whole = binding.known,
                       .written = (word + 1)->text,
                       .name_span = binding.span,
                       .value_span = (word + 1)->span,
                       .instruction = &instruction,
                       .pair = static_cast<std::size_t>(word - words.begin()) / 2});
    }
    return out;
}

std::optional<TextEdit> without_pair(const model::Document& document, const model::Instruction& instruction,
                                     std::size_t pair) {
    const auto words = document.words(instruction);
    if (words.size() == 2) {
        return TextEdit{.span = whole_lines(document.text(), instruction.span), .text = ""};
    }
    const syntax::Word& key = words[pair * 2];
    const syntax::Word& value = words[pair * 2 + 1];
    const bool first = pair == 0;
    const Span gap = first ? Span{value.span.end, words[2].span.begin}
                           : Span{words[pair * 2 - 1].span.end, key.span.begin};
    if (gap.of(document.text()).contains('#')) {
        return std::nullopt;
    }
    return TextEdit{.span = first ? Span{key.span.begin, gap.end} : Span{gap.begin, value.span.end},
                    .text = ""};
}

std::optional<Span> plain_value(const model::Document& document, Span written, std::string_view value) {
    const std::string_view text = written.of(document.text());
    if (text == value) {
        return written;
    }
    const bool quoted = text.size() == value.size() + 2 && text.front() == text.back() &&
                        (text.front() == '"' || text.front() == '\'') &&
                        text.substr(1, value.size()) == value;
    return quoted ? std::optional(Span{written.begin + 1, written.end - 1}) : std::nullopt;
}

} // namespace dockwright::lint
