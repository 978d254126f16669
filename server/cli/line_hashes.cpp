#include "cli/line_hashes.hpp"
#include "base/utf8.hpp"
#include <array>
#include <charconv>
#include <unordered_map>

namespace dockwright::cli {
namespace {

constexpr std::size_t window_size = 100;
constexpr std::uint64_t base = 37;
/// base to the power of the window's size: what the oldest character has been multiplied by.
constexpr std::uint64_t oldest = [] {
    std::uint64_t out = 1;
    for (std::size_t i = 0; i < window_size; ++i) {
        out *= base;
    }
    return out;
}();
/// Stands behind the text.
constexpr std::uint32_t end_of_text = 0xFFFF;

/// A polynomial hash of the last characters, in units of UTF-16, modulo 2 to the power of 64.
class Roller {
public:
    void take(std::uint32_t unit) {
        if (unit == ' ' || unit == '\t' || (after_return_ && unit == '\n')) {
            after_return_ = false;
            return;
        }
        after_return_ = unit == '\r';
        unit = after_return_ ? std::uint32_t{'\n'} : unit;
        close_line();
        if (line_begins_) {
            begins_here_.at(at_) = true;
        }
        line_begins_ = unit == '\n';
        push(unit);
    }

    std::vector<LineHash> finish() {
        take(end_of_text);
        for (std::size_t i = 0; i < window_size; ++i) {
            close_line();
            push(0);
        }
        return std::move(out_);
    }

private:
    /// The window is full of what follows the beginning of a line: its hash is known.
    void close_line() {
        if (begins_here_.at(at_)) {
            begins_here_.at(at_) = false;
            out_.push_back({.hash = hash_, .number = ++seen_[hash_]});
        }
    }

    void push(std::uint32_t unit) {
        hash_ = hash_ * base + unit - oldest * window_.at(at_);
        window_.at(at_) = unit;
        at_ = (at_ + 1) % window_size;
    }

    std::array<std::uint32_t, window_size> window_{};
    std::array<bool, window_size> begins_here_{};
    std::size_t at_ = 0;
    std::uint64_t hash_ = 0;
    bool line_begins_ = true;
    bool after_return_ = false;
    std::unordered_map<std::uint64_t, std::uint32_t> seen_;
    std::vector<LineHash> out_;
};

} // namespace

std::string LineHash::text() const {
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), hash, 16).ptr;
    return std::string(digits.data(), end) + ':' + std::to_string(number);
}

std::vector<LineHash> line_hashes(std::string_view text) {
    Roller roller;
    for (std::size_t i = 0; i < text.size();) {
        const utf8::Character character = utf8::decode(text, i);
        i += character.size;
        const auto code = static_cast<std::uint32_t>(character.code);
        if (code >= 0x10000) {
            roller.take(0xD800 + ((code - 0x10000) >> 10U));
            roller.take(0xDC00 + (code & 0x3FFU));
        } else {
            roller.take(code);
        }
    }
    return roller.finish();
}

} // namespace dockwright::cli
