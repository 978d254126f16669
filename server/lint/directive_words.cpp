#include "lint/directive_words.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <iterator>

namespace dockwright::lint {

std::optional<DirectiveWords> directive_words(std::string_view comment) {
    std::string_view rest = ascii::trimmed(comment);
    const auto* end = std::ranges::find_if_not(rest, ascii::is_alpha);
    const std::string_view name = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    rest = ascii::trimmed(rest.substr(name.size()));
    if (name.empty() || rest.empty()) {
        return std::nullopt;
    }
    const std::string_view sign =
        rest.front() == '=' || rest.front() == ':' ? rest.substr(0, 1) : rest.substr(0, 0);
    const std::string_view value = ascii::trimmed(rest.substr(sign.size()));
    return value.empty() ? std::nullopt : std::optional(DirectiveWords{name, sign, value});
}

bool may_be_frontend(std::string_view value) {
    const bool one_word = value.find_first_of(" \t") == std::string_view::npos;
    return one_word && (value.contains("dockerfile") || value.starts_with("docker/"));
}

bool is_between_instructions(const model::Document& document, const syntax::Comment& comment) {
    const auto all = document.instructions();
    const auto behind = std::ranges::upper_bound(all, comment.span.begin, {},
                                                 [](const model::Instruction& i) { return i.span.begin; });
    return behind == all.begin() || std::prev(behind)->span.end <= comment.span.begin;
}

} // namespace dockwright::lint
