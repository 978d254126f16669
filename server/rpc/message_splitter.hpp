#pragma once
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dockwright::rpc {

/// Why a byte stream cannot be read on: after one of these nobody knows where the next message
/// begins, so the connection ends.
enum class FramingError : std::uint8_t {
    header_too_long,
    header_malformed,
    length_missing,
    length_malformed,
    length_repeated,
    message_too_long,
};

/// One sentence for a log.
std::string_view describe(FramingError error);

/// Bytes to message bodies, by the base protocol of LSP: `Content-Length: N` (bytes), CR LF, other
/// header lines, an empty line, N bytes. Does no I/O and does not look into a body. Names of
/// headers are taken in any case, unknown ones are ignored.
class MessageSplitter {
public:
    /// Longer messages end the connection: what a client sends is foreign, so it is bounded.
    static constexpr std::size_t default_limit = 64U << 20U;

    explicit MessageSplitter(std::size_t limit = default_limit) : limit_(limit) {}

    void feed(std::span<const char> bytes);

    /// The next whole message, as a view that is valid until the next call of `feed` or `next`;
    /// nothing if more bytes are needed. An error stays.
    std::expected<std::optional<std::string_view>, FramingError> next();

    /// Whether a message has begun that is not complete.
    bool inside_message() const { return length_.has_value() || begin_ < buffer_.size(); }

private:
    std::optional<FramingError> read_header();

    std::size_t limit_;
    std::string buffer_;
    std::size_t begin_ = 0;             // of what has not been handed out
    std::size_t searched_ = 0;          // no end of header begins before it
    std::optional<std::size_t> length_; // of the body at begin_, once its header is read
    std::optional<FramingError> error_;
};

} // namespace dockwright::rpc
