#include "engine/log_frames.hpp"
#include <algorithm>

namespace dockwright::engine {

std::string_view describe(FrameFault fault) {
    return fault == FrameFault::cut_short ? "the output ended in the middle of a frame"
                                          : "the output isn't in the frames that engines send";
}

bool LogFrames::read_header() {
    if (header_[0] > static_cast<unsigned char>(LogStream::system) || header_[1] != 0 || header_[2] != 0 ||
        header_[3] != 0) {
        return false;
    }
    stream_ = static_cast<LogStream>(header_[0]);
    payload_left_ = 0;
    for (std::size_t index = 4; index < header_size; ++index) {
        payload_left_ = payload_left_ << 8U | header_[index];
    }
    return true;
}

std::optional<FrameFault> LogFrames::feed(std::string_view bytes, std::vector<LogPiece>& pieces) {
    if (form_ == Form::raw) {
        if (!bytes.empty()) {
            pieces.push_back({.stream = LogStream::standard_output, .bytes = bytes});
        }
        return std::nullopt;
    }
    while (!bytes.empty() && !fault_) {
        if (payload_left_ > 0) {
            const std::string_view part = bytes.substr(0, payload_left_);
            pieces.push_back({.stream = stream_, .bytes = part});
            payload_left_ -= static_cast<std::uint32_t>(part.size());
            last_piece_ends_ = payload_left_ == 0;
            bytes.remove_prefix(part.size());
            continue;
        }
        const std::string_view part = bytes.substr(0, header_size - in_header_);
        std::ranges::copy(part, header_.begin() + static_cast<std::ptrdiff_t>(in_header_));
        in_header_ += part.size();
        bytes.remove_prefix(part.size());
        if (in_header_ == header_size) {
            in_header_ = 0;
            if (!read_header()) {
                fault_ = FrameFault::bad_header;
            }
        }
    }
    return fault_;
}

std::optional<FrameFault> LogFrames::finish() const {
    if (fault_) {
        return fault_;
    }
    return in_header_ > 0 || payload_left_ > 0 ? std::optional(FrameFault::cut_short) : std::nullopt;
}

} // namespace dockwright::engine
