#include "lint/rule_words.hpp"

namespace dockwright::lint {

std::string codes_list(const Rule& rule) {
    std::string out;
    for (const std::string_view code : rule.also) {
        out.append(out.empty() ? "" : ", ").append(code);
    }
    return out;
}

} // namespace dockwright::lint
