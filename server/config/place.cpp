#include "config/place.hpp"
#include <algorithm>
#include <optional>

namespace dockwright::config {
namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == '*';
}

/// One line: its dashes, then the key or what else stands there.
struct Line {
    std::vector<std::size_t> dashes; ///< their columns
    std::size_t column = 0;          ///< of what follows them
    std::string_view content;
    std::optional<std::string_view> key;
};

Line read_line(std::string_view text) {
    Line line;
    std::size_t at = std::min(text.find_first_not_of(' '), text.size());
    while (text.substr(at).starts_with("- ") || text.substr(at) == "-") {
        line.dashes.push_back(at);
        at = std::min(text.find_first_not_of(' ', at + 1), text.size());
    }
    line.column = at;
    line.content = text.substr(at);
    std::string_view name = line.content.substr(0, line.content.find(':'));
    const bool ends = name.size() < line.content.size() &&
                      (name.size() + 1 == line.content.size() || line.content[name.size() + 1] == ' ' ||
                       line.content[name.size() + 1] == '\r');
    const bool quoted = name.size() > 1 && (name.front() == '"' || name.front() == '\'');
    if (quoted) {
        name = name.substr(1, name.size() - 2);
    }
    if (ends && !name.empty() && std::ranges::all_of(name, is_word)) {
        line.key = name;
    }
    return line;
}

/// The keys that a place at some column lies under.
class Ancestors {
public:
    explicit Ancestors(std::size_t column) : column_(column) {}

    void take_dashes(const Line& line) {
        for (auto dash = line.dashes.rbegin(); dash != line.dashes.rend(); ++dash) {
            if (*dash < column_) {
                column_ = *dash;
                behind_dash_ = true;
            }
        }
    }

    void take(const Line& line) {
        const bool blank = line.content.find_first_not_of(" \r") == std::string_view::npos;
        if (blank || line.content.starts_with('#')) {
            return;
        }
        // A list may begin in the column of the key that it belongs to.
        if (line.key && (line.column < column_ || (behind_dash_ && line.column == column_))) {
            path.insert(path.begin(), *line.key);
            column_ = line.column;
            behind_dash_ = false;
        }
        take_dashes(line);
    }

    std::vector<std::string_view> path;

private:
    std::size_t column_;
    bool behind_dash_ = false;
};

/// In `key: {a: b, c|`, the key in the braces that the cursor stands behind, or "" for a new one.
void add_flow_key(Place& place, std::string_view before) {
    const std::size_t brace = before.rfind('{');
    if (brace == std::string_view::npos || before.find('}', brace) != std::string_view::npos) {
        return;
    }
    std::string_view pair = before.substr(brace + 1);
    pair.remove_prefix(pair.rfind(',') == std::string_view::npos ? 0 : pair.rfind(',') + 1);
    pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
    const std::size_t colon = pair.find(':');
    if (colon == std::string_view::npos) {
        place.is_value = false;
    } else {
        place.path.push_back(pair.substr(0, colon));
    }
}

} // namespace

Place place_at(std::string_view text, Offset at) {
    const std::size_t cursor = std::min(at.index(), text.size());
    std::size_t begin = cursor;
    while (begin > 0 && is_word(text[begin - 1])) {
        --begin;
    }
    std::size_t end = cursor;
    while (end < text.size() && is_word(text[end])) {
        ++end;
    }
    Place place{.word = span(begin, end), .has_colon = text.substr(end).starts_with(':')};

    const std::size_t start = text.substr(0, begin).rfind('\n') + 1; // npos + 1 is 0
    const std::string_view before = text.substr(start, begin - start);
    const Line here = read_line(before);
    Ancestors ancestors(here.column);
    ancestors.take_dashes(here);
    for (std::size_t next = start; next > 0;) {
        const std::size_t line_end = next - 1;
        const std::size_t line_start = line_end == 0 ? 0 : text.substr(0, line_end).rfind('\n') + 1;
        ancestors.take(read_line(text.substr(line_start, line_end - line_start)));
        next = line_start;
    }
    place.path = std::move(ancestors.path);
    if (here.key) {
        place.path.push_back(*here.key);
        place.is_value = true;
        add_flow_key(place, here.content.substr(here.key->size()));
    }
    return place;
}

} // namespace dockwright::config
