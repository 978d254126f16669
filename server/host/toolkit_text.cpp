#include "host/toolkit_text.hpp"
#include "base/ascii.hpp"
#include "host/text.hpp"

namespace dockwright::host {

std::string read_toolkit_version(std::string_view text) {
    while (!text.empty()) {
        std::string_view line = take_line(text);
        bool announced = false;
        for (std::string_view word = take_word(line); !word.empty(); word = take_word(line)) {
            if (announced && ascii::is_digit(word[0]) && word.find('.') != std::string_view::npos) {
                return field(word);
            }
            announced = word == "version" || word.ends_with("version:");
        }
    }
    return {};
}

std::optional<std::string> read_toolkit_mode(std::string_view config) {
    bool inside = false;
    while (!config.empty()) {
        std::string_view line = ascii::trimmed(take_line(config));
        if (line.starts_with('[')) {
            inside = line.starts_with("[nvidia-container-runtime]");
            continue;
        }
        const auto equals = line.find('=');
        if (!inside || equals == std::string_view::npos || ascii::trimmed(line.substr(0, equals)) != "mode") {
            continue;
        }
        line = ascii::trimmed(line.substr(equals + 1));
        if (line.size() > 1 && (line[0] == '"' || line[0] == '\'')) {
            const char quote = line[0];
            line.remove_prefix(1);
            return field(line.substr(0, line.find(quote)));
        }
    }
    return std::nullopt;
}

} // namespace dockwright::host
