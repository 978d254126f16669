#pragma once
#include "engine/log_frames.hpp"
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::engine {

/// One line of a container's output, foreign and unescaped. A carriage return at its end is gone
/// (terminals write one), those inside are kept: progress bars overwrite themselves with them.
struct LogLine {
    LogStream stream = LogStream::standard_output;
    std::string text;
    /// The line was longer than the limit; what follows on this stream is the rest of it.
    bool continues = false;

    bool operator==(const LogLine&) const = default;
};

/// Joins pieces to lines, each stream for itself. How the bytes were cut makes no difference. A line
/// longer than the limit is handed out in parts, never cut inside a UTF-8 sequence.
class LogLines {
public:
    static constexpr std::size_t default_limit = std::size_t{64} << 10U;

    /// `limit` is at least 4, the longest UTF-8 sequence.
    explicit LogLines(std::size_t limit = default_limit) : limit_(limit) {}

    void add(const LogPiece& piece, std::vector<LogLine>& lines);

    /// The streams have ended: what has no newline is a line as well.
    void finish(std::vector<LogLine>& lines);

private:
    void append(LogStream stream, std::string_view part, std::vector<LogLine>& lines);

    std::size_t limit_;
    std::array<std::string, 4> begun_;
};

} // namespace dockwright::engine
