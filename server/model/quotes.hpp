#pragma once
#include <string_view>

namespace dockwright::model {

/// A word without the one pair of quotes that is around the whole of it.
inline std::string_view without_quotes(std::string_view text) {
    const bool quoted =
        text.size() > 1 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
    return quoted ? text.substr(1, text.size() - 2) : text;
}

} // namespace dockwright::model
