#include "engine/log_lines.hpp"
#include <utility>

namespace dockwright::engine {
namespace {

bool continues_sequence(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::size_t sequence_size(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte >= 0xF0U ? 4 : byte >= 0xE0U ? 3 : byte >= 0xC0U ? 2 : 1;
}

/// The last place at or before `at` where no UTF-8 sequence is cut; `at` in what is not UTF-8.
std::size_t cut_before(std::string_view text, std::size_t at) {
    for (std::size_t back = 0; back < 4 && back < at; ++back) {
        const char byte = text[at - back];
        if (!continues_sequence(byte)) {
            return back > 0 && sequence_size(byte) > back ? at - back : at;
        }
    }
    return at;
}

std::string_view without_return(std::string_view line) {
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

} // namespace

void LogLines::append(LogStream stream, std::string_view part, std::vector<LogLine>& lines) {
    const auto index = static_cast<std::size_t>(stream);
    std::string& begun = begun_[index];
    while (!part.empty()) {
        // Two more than the limit: a line of just the limit may still end in CR LF.
        const std::string_view fitting = part.substr(0, limit_ + 2 - begun.size());
        begun += fitting;
        part.remove_prefix(fitting.size());
        if (begun.size() <= limit_ || (begun.size() == limit_ + 1 && begun.back() == '\r')) {
            continue;
        }
        const std::size_t cut = cut_before(begun, limit_);
        lines.push_back({.stream = stream, .text = begun.substr(0, cut), .continues = true});
        begun.erase(0, cut);
    }
}

void LogLines::add(const LogPiece& piece, std::vector<LogLine>& lines) {
    const auto index = static_cast<std::size_t>(piece.stream);
    std::string_view rest = piece.bytes;
    while (!rest.empty()) {
        const std::size_t newline = rest.find('\n');
        const std::string_view part = rest.substr(0, newline);
        if (newline != std::string_view::npos && begun_[index].empty() && part.size() <= limit_) {
            lines.push_back({.stream = piece.stream, .text = std::string(without_return(part))});
        } else {
            append(piece.stream, part, lines);
            if (newline != std::string_view::npos) {
                lines.push_back({.stream = piece.stream, .text = std::string(without_return(begun_[index]))});
                begun_[index].clear();
            }
        }
        if (newline == std::string_view::npos) {
            return;
        }
        rest.remove_prefix(newline + 1);
    }
}

void LogLines::finish(std::vector<LogLine>& lines) {
    for (std::size_t index = 0; index < begun_.size(); ++index) {
        if (!begun_[index].empty()) {
            lines.push_back(
                {.stream = static_cast<LogStream>(index), .text = std::exchange(begun_[index], {})});
        }
    }
}

} // namespace dockwright::engine
