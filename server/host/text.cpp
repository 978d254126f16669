#include "host/text.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"

namespace dockwright::host {

std::string_view take_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

std::string_view take_word(std::string_view& rest) {
    std::size_t begin = 0;
    while (begin < rest.size() && ascii::is_space(rest[begin])) {
        ++begin;
    }
    std::size_t end = begin;
    while (end < rest.size() && !ascii::is_space(rest[end])) {
        ++end;
    }
    const std::string_view word = rest.substr(begin, end - begin);
    rest.remove_prefix(end);
    return word;
}

std::string field(std::string_view text) {
    return std::string(ascii::trimmed(ascii::trimmed(text).substr(0, max_field)));
}

std::string first_words(std::string_view text) {
    constexpr std::size_t most_lines = 3;
    constexpr std::size_t most_bytes = 200;
    std::string words;
    for (std::size_t lines = 0; lines < most_lines && !text.empty();) {
        const std::string_view line = ascii::trimmed(take_line(text)).substr(0, most_bytes);
        if (!line.empty()) {
            words += (words.empty() ? "" : "; ") + printable(line);
            ++lines;
        }
    }
    return words;
}

} // namespace dockwright::host
