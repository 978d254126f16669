#include "host/error_texts.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include <algorithm>
#include <array>

namespace dockwright::host {
namespace {

/// What one `*` may stand for; it also bounds the work at each place of the text.
constexpr std::size_t widest_wildcard = 160;

struct Pattern {
    const knowledge::ErrorText* error;
    std::string_view text;
};

/// How many bytes of the text's beginning the pattern covers; 0: it doesn't fit.
std::size_t covers(std::string_view text, std::string_view pattern) {
    const std::size_t first_star = std::min(pattern.find('*'), pattern.size());
    if (!text.starts_with(pattern.substr(0, first_star))) {
        return 0;
    }
    std::size_t at = first_star;
    std::string_view rest = pattern.substr(first_star);
    while (!rest.empty()) { // each part where it comes first, which is enough for any that fits
        rest.remove_prefix(1);
        const std::string_view part = rest.substr(0, rest.find('*'));
        std::string_view line = text.substr(at, widest_wildcard + part.size());
        line = line.substr(0, line.find('\n'));
        const std::size_t found = line.find(part);
        if (found == std::string_view::npos) {
            return 0;
        }
        at += found + part.size();
        rest.remove_prefix(part.size());
    }
    return at;
}

/// The patterns by their first byte, so that most places of a text cost one look.
class Patterns {
public:
    explicit Patterns(const knowledge::Knowledge& knowledge) {
        for (const knowledge::ErrorText& error : knowledge.errors) {
            for (const std::string_view pattern : error.patterns) {
                if (!pattern.empty() && pattern.front() != '*') {
                    at(pattern.front()).push_back({&error, pattern});
                }
            }
        }
    }
    std::vector<Pattern>& at(char first) { return by_first_[static_cast<unsigned char>(first)]; }

private:
    std::array<std::vector<Pattern>, 256> by_first_;
};

/// What a sentence of found words may be long, in bytes, and what stands before and behind a known text.
constexpr std::size_t longest_part = 300;
constexpr std::size_t before_match = 80;
constexpr std::size_t behind_match = 160;

/// The place of a blank at or before `at`, but not far; there a text may be cut without hurting a word.
std::size_t blank_before(std::string_view text, std::size_t at) {
    const std::size_t blank = text.substr(0, at).rfind(' ');
    return blank == std::string_view::npos || at - blank > 40 ? at : blank;
}

std::string cut_out(std::string_view line, std::size_t begin, std::size_t end) {
    std::string out = begin == 0 ? "" : "… ";
    out += printable(ascii::trimmed(line.substr(begin, end - begin)));
    return out + (end < line.size() ? " …" : "");
}

/// Beginning and end: engines put the way before the cause.
std::string ends_of(std::string_view line) {
    constexpr std::size_t half = longest_part / 2;
    const std::string begin(printable(ascii::trimmed(line.substr(0, blank_before(line, half)))));
    const std::string_view rest = line.substr(blank_before(line, line.size() - half));
    return begin + " … " + printable(ascii::trimmed(rest));
}

} // namespace

std::vector<KnownError> recognise_errors(std::string_view text, const knowledge::Knowledge& knowledge) {
    const std::size_t skipped = text.size() - std::min(text.size(), longest_error_text);
    text.remove_prefix(skipped);
    Patterns patterns(knowledge);
    std::vector<KnownError> found;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t before = found.size();
        for (const Pattern& pattern : patterns.at(text[i])) {
            const bool known = std::ranges::find(found, pattern.error, &KnownError::error) != found.end();
            const std::size_t length = known ? 0 : covers(text.substr(i), pattern.text);
            if (length != 0) {
                found.push_back({.error = pattern.error, .begin = skipped + i, .length = length});
            }
        }
        std::ranges::sort(found.begin() + static_cast<std::ptrdiff_t>(before), found.end(),
                          std::ranges::greater(), &KnownError::length);
    }
    return found;
}

std::string telling_part(std::string_view text, const knowledge::Knowledge& knowledge) {
    text = ascii::trimmed(text);
    const auto known = recognise_errors(text, knowledge);
    if (known.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        if (line.size() == text.size()) {
            return line.size() <= longest_part ? printable(line) : ends_of(line);
        }
        const std::string_view last = text.substr(text.rfind('\n') + 1);
        return line.size() <= longest_part ? printable(line)
                                           : ends_of(std::string(line) + " " + std::string(last));
    }
    const std::size_t begin = text.substr(0, known.front().begin).rfind('\n') + 1; // npos + 1 is 0
    const std::string_view line = text.substr(begin, text.find('\n', known.front().begin) - begin);
    if (line.size() <= longest_part) {
        return printable(ascii::trimmed(line));
    }
    const std::size_t at = known.front().begin - begin;
    const std::size_t from = at <= before_match ? 0 : blank_before(line, at - before_match);
    const std::size_t to = std::min(line.size(), at + known.front().length + behind_match);
    return cut_out(line, from, to == line.size() ? to : blank_before(line, to));
}

} // namespace dockwright::host
