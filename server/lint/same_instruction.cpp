#include "lint/same_instruction.hpp"
#include "base/ascii.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

bool refers_to(std::string_view value, std::string_view name) {
    for (std::size_t at = value.find('$'); at != std::string_view::npos; at = value.find('$', at + 1)) {
        std::string_view rest = value.substr(at + 1);
        const bool braces = rest.starts_with('{');
        rest.remove_prefix(braces ? 1 : 0);
        if (rest.starts_with(name)) {
            rest.remove_prefix(name.size());
            if (braces ? rest.starts_with('}') : rest.empty() || !ascii::is_name(rest.front())) {
                return true;
            }
        }
    }
    return false;
}

bool is_defined_before(const model::Document& document, std::uint32_t index, std::string_view name) {
    return std::ranges::any_of(document.bindings(), [&](const model::Binding& binding) {
        return binding.instruction && *binding.instruction < index && binding.name == name;
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
        const std::string_view value = words[used + 1].text;
        if (!value.contains('$')) {
            continue;
        }
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
