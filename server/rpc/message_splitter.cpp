#include "rpc/message_splitter.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <charconv>

namespace dockwright::rpc {
namespace {

constexpr std::size_t header_limit = 8192;
constexpr std::size_t kept_capacity = 1U << 20U;

std::expected<std::size_t, FramingError> parse_length(std::string_view text) {
    std::size_t length = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, ec] = std::from_chars(text.data(), end, length);
    if (ec == std::errc::result_out_of_range) {
        return std::unexpected(FramingError::message_too_long);
    }
    if (ec != std::errc{} || stopped != end) {
        return std::unexpected(FramingError::length_malformed);
    }
    return length;
}

/// Of the lines of one header, without the empty line that ends it.
std::expected<std::size_t, FramingError> content_length(std::string_view header) {
    std::optional<std::size_t> found;
    while (!header.empty()) {
        const std::size_t end = std::min(header.find("\r\n"), header.size());
        const std::string_view line = header.substr(0, end);
        header.remove_prefix(std::min(end + 2, header.size()));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0 ||
            line.find_first_of("\r\n") != std::string_view::npos) {
            return std::unexpected(FramingError::header_malformed);
        }
        if (!ascii::equal(ascii::trimmed(line.substr(0, colon)), "content-length")) {
            continue;
        }
        const auto length = parse_length(ascii::trimmed(line.substr(colon + 1)));
        if (!length) {
            return length;
        }
        if (found && *found != *length) {
            return std::unexpected(FramingError::length_repeated);
        }
        found = *length;
    }
    if (!found) {
        return std::unexpected(FramingError::length_missing);
    }
    return *found;
}

} // namespace

std::string_view describe(FramingError error) {
    switch (error) {
    case FramingError::header_too_long: return "the header of a message is longer than 8192 bytes";
    case FramingError::header_malformed: return "a line of a message's header is not 'Name: value'";
    case FramingError::length_missing: return "the header of a message has no Content-Length";
    case FramingError::length_malformed: return "Content-Length is not a number of bytes";
    case FramingError::length_repeated: return "the header of a message has two different Content-Lengths";
    case FramingError::message_too_long: return "a message is longer than the limit";
    }
    return "";
}

void MessageSplitter::feed(std::span<const char> bytes) {
    if (begin_ == buffer_.size()) {
        buffer_.clear();
        if (buffer_.capacity() > kept_capacity && bytes.size() < kept_capacity) {
            buffer_.shrink_to_fit();
        }
        begin_ = searched_ = 0;
    } else if (begin_ > kept_capacity) {
        buffer_.erase(0, begin_);
        searched_ -= std::min(searched_, begin_);
        begin_ = 0;
    }
    buffer_.append(bytes.data(), bytes.size());
}

std::optional<FramingError> MessageSplitter::read_header() {
    const std::size_t end = buffer_.find("\r\n\r\n", std::max(begin_, searched_));
    if (end == std::string::npos) {
        searched_ = std::max(begin_, buffer_.size() - std::min<std::size_t>(buffer_.size(), 3));
        return buffer_.size() - begin_ > header_limit ? std::optional(FramingError::header_too_long)
                                                      : std::nullopt;
    }
    if (end - begin_ > header_limit) {
        return FramingError::header_too_long;
    }
    const auto length = content_length(std::string_view(buffer_).substr(begin_, end - begin_));
    if (!length) {
        return length.error();
    }
    if (*length > limit_) {
        return FramingError::message_too_long;
    }
    begin_ = end + 4;
    length_ = *length;
    return std::nullopt;
}

std::expected<std::optional<std::string_view>, FramingError> MessageSplitter::next() {
    if (!error_ && !length_) {
        error_ = read_header();
    }
    if (error_) {
        return std::unexpected(*error_);
    }
    if (!length_ || buffer_.size() - begin_ < *length_) {
        return std::nullopt;
    }
    const std::string_view body = std::string_view(buffer_).substr(begin_, *length_);
    begin_ += *length_;
    searched_ = begin_;
    length_.reset();
    return body;
}

} // namespace dockwright::rpc
