#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace dockwright::engine {

/// Where bytes of a container's output come from; the numbers are those of the wire.
enum class LogStream : std::uint8_t {
    standard_input = 0,
    standard_output = 1,
    standard_error = 2,
    system = 3
};

/// Bytes of one stream as they came: no line, and not even whole UTF-8 sequences.
struct LogPiece {
    LogStream stream = LogStream::standard_output;
    std::string_view bytes;

    bool operator==(const LogPiece&) const = default;
};

/// Why output can't be read on. After one of these nobody knows where the next frame begins.
enum class FrameFault : std::uint8_t {
    /// No such stream, or bytes that are always zero are not: these are no frames at all, as when a
    /// terminal's bytes are taken for frames.
    bad_header,
    /// The connection ended inside a frame.
    cut_short,
};

/// A clause for a problem's sentence.
std::string_view describe(FrameFault fault);

/// Takes logs, attached and exec'd output apart. Engines send frames of 8 bytes header (stream,
/// three zeros, length in 32 bits, most significant byte first) and payload; from a terminal they
/// send the bytes alone. Holds back headers only, so a frame of 4 GiB costs nothing. No I/O.
class LogFrames {
public:
    enum class Form : std::uint8_t { frames, raw };

    explicit LogFrames(Form form) : form_(form) {}

    /// Appends what `bytes` complete, as views into `bytes`. What came before a fault is appended
    /// too. A fault stays.
    std::optional<FrameFault> feed(std::string_view bytes, std::vector<LogPiece>& pieces);

    /// Whether the last piece that was given is the end of its frame. The head of the next one may be read by
    /// then.
    bool last_piece_ends() const { return last_piece_ends_; }
    /// To be asked when the connection has ended.
    std::optional<FrameFault> finish() const;

private:
    static constexpr std::size_t header_size = 8;

    bool read_header();

    Form form_;
    std::array<unsigned char, header_size> header_{};
    std::size_t in_header_ = 0;
    bool last_piece_ends_ = true;
    std::uint32_t payload_left_ = 0;
    LogStream stream_ = LogStream::standard_output;
    std::optional<FrameFault> fault_;
};

} // namespace dockwright::engine
