#include "lint/hadolint/reading.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

/// The first of `stops` that no braces of a variable cover, or npos.
std::size_t find_outside_braces(std::string_view text, std::string_view stops) {
    std::size_t depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i).starts_with("${")) {
            ++depth;
        } else if (text[i] == '}' && depth > 0) {
            --depth;
        } else if (depth == 0 && stops.contains(text[i])) {
            return i;
        }
    }
    return std::string_view::npos;
}

} // namespace

HadolintImage hadolint_image(std::string_view written) {
    HadolintImage image;
    if (const std::size_t dot = find_outside_braces(written, "."); dot != std::string_view::npos) {
        const std::size_t slash = find_outside_braces(written.substr(dot), "/");
        if (slash != std::string_view::npos) {
            image.registry = written.substr(0, dot + slash);
            written.remove_prefix(dot + slash + 1);
        }
    }
    const std::size_t mark = find_outside_braces(written, ":@");
    image.name = written.substr(0, mark);
    if (mark == std::string_view::npos) {
        return image;
    }
    const std::string_view rest = written.substr(mark + 1);
    if (written[mark] == '@') {
        image.digest = rest;
        return image;
    }
    const std::size_t at = rest.find('@');
    image.tag = rest.substr(0, at);
    image.digest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
    return image;
}

std::string_view hadolint_name(const model::Stage& stage) {
    return stage.name.empty() ? hadolint_image(stage.image.written).name : stage.name;
}

bool hadolint_knows_stage(const model::Document& document, std::string_view name, std::uint32_t before) {
    const model::Stage* in_any_case = name.empty() ? nullptr : document.stage_named(name, before);
    if (in_any_case == nullptr || in_any_case->name == name) {
        return in_any_case != nullptr;
    }
    const auto earlier = document.stages().first(before);
    return std::ranges::find(earlier, name, &model::Stage::name) != earlier.end();
}

HadolintCopy hadolint_copy(const model::Document& document, const model::Instruction& copy) {
    const auto words = document.words(copy);
    if (words.size() < 2) {
        return {};
    }
    std::size_t heredocs = 0;
    while (heredocs + 1 < words.size() && heredocs < copy.heredocs.size() &&
           words[heredocs].text.starts_with("<<")) {
        ++heredocs;
    }
    const std::size_t target = heredocs > 0 ? heredocs : words.size() - 1;
    return {.sources = words.first(target), .target = &words[target]};
}

std::string_view hadolint_user(const model::Document& document, const model::Instruction& user) {
    const std::string_view text = user.joined.text;
    const auto words = document.words(user);
    if (words.empty() || user.json) {
        return user.arguments;
    }
    const auto begin = static_cast<std::size_t>(user.arguments.data() - text.data());
    return text.substr(begin);
}

std::string_view hadolint_value(const model::Document& document, const syntax::Flag& flag) {
    return flag.value_span.of(document.text());
}

std::string_view without_quotes(std::string_view word) {
    const auto is_quote = [](char c) { return c == '"' || c == '\''; };
    if (!word.empty() && is_quote(word.front())) {
        word.remove_prefix(1);
    }
    if (!word.empty() && is_quote(word.back())) {
        word.remove_suffix(1);
    }
    return word;
}

} // namespace dockwright::lint
