#include "engine/ssh_config_line.hpp"
#include "base/ascii.hpp"
#include <algorithm>

namespace dockwright::engine {
namespace {

constexpr std::string_view blanks = " \t\r\f\v";

/// Takes the next word off; nothing at the end, or if its quote is missing. Backslashes mean something
/// before a quote, a backslash and, outside of quotes, a blank (OpenSSH's argv_split).
std::optional<std::string> take_word(std::string_view& rest) {
    rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
    if (rest.empty() || rest.front() == '#') {
        return std::nullopt;
    }
    std::string word;
    char quote = '\0';
    std::size_t i = 0;
    for (; i < rest.size(); ++i) {
        const char c = rest[i];
        const char next = i + 1 < rest.size() ? rest[i + 1] : '\0';
        if (c == '\\' && (next == '"' || next == '\'' || next == '\\' || (quote == '\0' && next == ' '))) {
            word += next;
            ++i;
        } else if (quote == '\0' && blanks.find(c) != std::string_view::npos) {
            break;
        } else if (quote == '\0' && (c == '"' || c == '\'')) {
            quote = c;
        } else if (quote != '\0' && c == quote) {
            quote = '\0';
        } else {
            word += c;
        }
    }
    rest.remove_prefix(i);
    return quote == '\0' ? std::optional(std::move(word)) : std::nullopt;
}

bool at_end(std::string_view rest) {
    const std::size_t begin = rest.find_first_not_of(blanks);
    return begin == std::string_view::npos || rest[begin] == '#';
}

} // namespace

std::optional<SshConfigLine> read_ssh_config_line(std::string_view line) {
    line = line.substr(0, line.find('\0')); // to ssh a line is a text of C
    line = ascii::trimmed(line);
    if (line.empty() || line.front() == '#') {
        return std::nullopt;
    }
    SshConfigLine out;
    if (line.front() == '"') {
        const std::size_t closing = line.find('"', 1);
        if (closing == std::string_view::npos) {
            return std::nullopt;
        }
        out.keyword = ascii::lowered(line.substr(1, closing - 1));
        line.remove_prefix(closing + 1);
    } else {
        const std::size_t end = std::min(line.find_first_of(" \t\r\f\v=\""), line.size());
        out.keyword = ascii::lowered(line.substr(0, end));
        line.remove_prefix(end);
    }
    line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
    if (line.starts_with('=')) {
        line.remove_prefix(1);
    }
    while (!at_end(line)) {
        auto word = take_word(line);
        if (!word) {
            return std::nullopt;
        }
        out.words.push_back(std::move(*word));
    }
    return out;
}

} // namespace dockwright::engine
