#include "lint/broken_json.hpp"
#include "base/ascii.hpp"
#include "syntax/file.hpp"
#include <algorithm>

namespace dockwright::lint {

bool is_meant_for_json(std::string_view text) {
    if (!text.starts_with('[')) {
        return false;
    }
    text = ascii::trimmed(text.substr(1));
    if (text.empty() || (text.front() != '"' && text.front() != '\'')) {
        return text.starts_with("\u201C");
    }
    const std::size_t close = text.find(text.front(), 1);
    if (close == std::string_view::npos) {
        return false;
    }
    text = ascii::trimmed(text.substr(close + 1));
    return text.empty() || std::string_view(",]\"'").contains(text.front());
}

std::string with_double_quotes(std::string_view text) {
    if (!text.starts_with('[') || !text.contains('\'') ||
        text.find_first_of("\"\\$") != std::string_view::npos) {
        return {};
    }
    std::string out = "CMD ";
    out += text;
    std::ranges::replace(out, '\'', '"');
    const bool json = syntax::parse(out).instructions.front().json;
    return json ? out.substr(4) : std::string{};
}

} // namespace dockwright::lint
