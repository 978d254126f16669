#include "lint/same_instruction.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <string>

namespace dockwright::lint {
namespace {

/// Without the quotes that a shell takes off; what they stood around is not told apart.
std::string unquoted(std::string_view value) {
    std::string out;
    char quote = 0;
    for (const char c : value) {
        const bool opens = quote == 0 && (c == '"' || c == '\'');
        if (opens || (quote != 0 && c == quote)) {
            quote = opens ? c : '\0';
        } else {
            out += c;
        }
    }
    return out;
}

bool refers_to(std::string_view value, std::string_view name) {
    for (std::size_t at = value.find('$'); at != std::string_view::npos; at = value.find('$', at + 1)) {
        std::string_view rest = value.substr(at + 1);
        const bool braces = rest.starts_with('{');
        rest.remove_prefix(braces ? 1 : 0);
        if (!rest.starts_with(name)) {
            continue;
        }
        rest.remove_prefix(name.size());
        if (braces ? rest.starts_with('}') : rest.empty() || !ascii::is_name(rest.front())) {
            return true;
        }
    }
    return false;
}

/// hadolint knows the first name of an ARG alone, and no trigger of ONBUILD.
bool is_defined_before(const model::Document& document, std::uint32_t index, std::string_view name) {
    return std::ranges::any_of(document.bindings(), [&](const model::Binding& binding) {
        if (!binding.instruction || *binding.instruction >= index || binding.name != name) {
            return false;
        }
        const model::Instruction& instruction = document.instructions()[*binding.instruction];
        return instruction.keyword == model::Keyword::env ||
               (instruction.keyword == model::Keyword::arg &&
                document.words(instruction).front().span.begin == binding.span.begin);
    });
}

} // namespace

std::vector<SameInstruction> same_instruction_uses(const model::Document& document,
                                                   const model::Instruction& env) {
    std::vector<SameInstruction> uses;
    const auto words = document.words(env);
    if (env.keyword != model::Keyword::env || words.size() < 4 || !env.arguments.contains('$')) {
        return uses;
    }
    for (std::size_t used = 0; used + 1 < words.size(); used += 2) {
        if (!words[used + 1].text.contains('$')) {
            continue;
        }
        const std::string value = unquoted(words[used + 1].text);
        for (std::size_t defined = 0; defined + 1 < words.size(); defined += 2) {
            const std::string_view name = words[defined].text;
            if (defined != used && !name.empty() && refers_to(value, name) &&
                !is_defined_before(document, document.index(env), name)) {
                uses.push_back({name, defined / 2, used / 2});
            }
        }
    }
    return uses;
}

} // namespace dockwright::lint
