#include "host/os_release.hpp"
#include "base/ascii.hpp"
#include "host/text.hpp"

namespace dockwright::host {
namespace {

std::string unquoted(std::string_view text) {
    text = ascii::trimmed(text);
    const char quote = text.starts_with('"') || text.starts_with('\'') ? text[0] : '\0';
    if (quote != '\0') {
        text.remove_prefix(1);
    }
    std::string value;
    for (std::size_t i = 0; i < text.size() && value.size() < max_field; ++i) {
        if (quote != '\0' && text[i] == quote) {
            break;
        }
        if (text[i] == '\\' && quote != '\'' && i + 1 < text.size()) {
            ++i;
        }
        value += text[i];
    }
    return value;
}

} // namespace

OsRelease read_os_release(std::string_view text) {
    OsRelease release;
    const std::pair<std::string_view, std::string*> keys[] = {{"ID", &release.id},
                                                              {"ID_LIKE", &release.like},
                                                              {"VERSION_ID", &release.version},
                                                              {"PRETTY_NAME", &release.title}};
    while (!text.empty()) {
        const std::string_view line = ascii::trimmed(take_line(text));
        const auto equals = line.find('=');
        if (equals == std::string_view::npos) {
            continue;
        }
        for (const auto& [key, value] : keys) {
            if (line.substr(0, equals) == key) {
                *value = unquoted(line.substr(equals + 1));
            }
        }
    }
    return release;
}

} // namespace dockwright::host
