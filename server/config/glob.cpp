#include "config/glob.hpp"
#include <vector>

namespace dockwright::config {
namespace {

using Parts = std::vector<std::string_view>;

Parts parts_of(std::string_view path) {
    Parts out;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        if (slash != 0) {
            out.push_back(path.substr(0, slash));
        }
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
    }
    return out;
}

/// A sequence against a pattern with `is_star` for any run: what is behind the last star is tried
/// at one place after the other. `whole`: the pattern must reach the end.
template <class Pattern, class Text, class IsStar, class Fits>
bool match(const Pattern& pattern, const Text& text, IsStar is_star, Fits fits, bool whole) {
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = pattern.size();
    std::size_t retry = 0;
    while (true) {
        while (p < pattern.size() && is_star(pattern[p])) {
            star = p++;
            retry = t;
        }
        if (p == pattern.size() && (!whole || t == text.size())) {
            return true;
        }
        if (p < pattern.size() && t < text.size() && fits(pattern[p], text[t])) {
            ++p;
            ++t;
        } else if (star < pattern.size() && retry < text.size()) {
            p = star + 1;
            t = ++retry;
        } else {
            return false;
        }
    }
}

bool part_matches(std::string_view pattern, std::string_view part) {
    return match(
        pattern, part, [](char c) { return c == '*'; },
        [](char wanted, char given) { return wanted == '?' || wanted == given; }, true);
}

} // namespace

std::optional<std::string_view> wrong_glob(std::string_view pattern) {
    if (pattern.starts_with('/') || (pattern.size() > 1 && pattern[1] == ':')) {
        return "is absolute; it must be relative to this file's folder";
    }
    if (pattern.find_first_of("[]{}!\\") != std::string_view::npos) {
        return "has a character that means nothing here; '*', '**' and '?' are the wildcards";
    }
    const Parts parts = parts_of(pattern);
    for (const std::string_view part : parts) {
        if (part == "." || part == "..") {
            return "leaves the file's folder or goes nowhere; write it without '.' and '..'";
        }
        if (part.find("**") != std::string_view::npos && part != "**") {
            return "has '**' beside other characters; it stands for whole folders";
        }
    }
    if (parts.empty()) {
        return "is empty";
    }
    return std::nullopt;
}

bool glob_matches(std::string_view pattern, std::string_view path) {
    Parts wanted = parts_of(pattern);
    if (wanted.size() == 1 && pattern.find('/') == std::string_view::npos) {
        wanted.insert(wanted.begin(), "**");
    }
    return match(
        wanted, parts_of(path), [](std::string_view part) { return part == "**"; }, part_matches, false);
}

} // namespace dockwright::config
