#include "project/git/patterns.hpp"
#include "project/git/wildmatch.hpp"
#include <algorithm>

namespace dockwright::project {
namespace {

/// So many, and so long: git has no bounds, people have.
constexpr std::size_t most_patterns = 10'000;
constexpr std::size_t longest_pattern = 4096;

/// Without blanks at its end, but for those behind a backslash. Tabs stay, as in git.
std::string_view without_end(std::string_view line) {
    std::size_t end = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\') {
            ++i;
            end = std::min(i + 1, line.size());
        } else if (line[i] != ' ') {
            end = i + 1;
        }
    }
    return line.substr(0, end);
}

} // namespace

GitPatterns GitPatterns::read(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    GitPatterns out;
    for (std::size_t at = 0; at < text.size() && out.patterns_.size() < most_patterns;) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        at = end + 1;
        line = line.substr(0, line.find('\0')); // git's own end of a text
        if (line.starts_with('#')) {
            continue;
        }
        line.remove_suffix(line.ends_with('\r') ? 1 : 0);
        line = without_end(line);
        Pattern pattern;
        pattern.keeps = line.starts_with('!');
        line.remove_prefix(pattern.keeps ? 1 : 0);
        pattern.folders_only = line.ends_with('/');
        line.remove_suffix(pattern.folders_only ? 1 : 0);
        pattern.names_only = !line.contains('/');
        line.remove_prefix(line.starts_with('/') ? 1 : 0);
        if (!line.empty() && line.size() <= longest_pattern) {
            pattern.text = line;
            out.patterns_.push_back(std::move(pattern));
        }
    }
    return out;
}

GitPatterns::Says GitPatterns::of(std::string_view path, bool is_folder) const {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern) {
        if (pattern->folders_only && !is_folder) {
            continue;
        }
        if (wildmatch(pattern->text, pattern->names_only ? name : path)) {
            return pattern->keeps ? Says::kept : Says::ignored;
        }
    }
    return Says::nothing;
}

} // namespace dockwright::project
