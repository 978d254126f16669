#include "engine/json_lines.hpp"
#include <utility>

namespace dockwright::engine {
namespace {

/// Events and stats nest five deep; Boost.JSON itself stops at 32.
constexpr std::size_t deepest = 32;

bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace

std::string_view describe(JsonFault fault) {
    switch (fault) {
    case JsonFault::garbage: return "the stream isn't JSON";
    case JsonFault::too_large: return "one message of the stream is too large";
    case JsonFault::cut_short: break;
    }
    return "the stream ended in the middle of a message";
}

JsonLines::Step JsonLines::take(char byte) {
    if (in_string_) {
        in_string_ = escaped_ || byte != '"';
        escaped_ = !escaped_ && byte == '\\';
        return Step::goes_on;
    }
    switch (byte) {
    case '"': in_string_ = true; return Step::goes_on;
    case '{':
    case '[':
        closers_ += byte == '{' ? '}' : ']';
        return closers_.size() > deepest ? Step::too_deep : Step::goes_on;
    case '}':
    case ']':
        if (closers_.back() != byte) {
            return Step::wrong;
        }
        closers_.pop_back();
        return closers_.empty() ? Step::complete : Step::goes_on;
    default: return Step::goes_on;
    }
}

std::optional<JsonFault> JsonLines::feed(std::string_view bytes, std::vector<std::string>& values) {
    std::size_t begin = 0; // of what belongs to the value and isn't in begun_
    for (std::size_t at = 0; at < bytes.size() && !fault_; ++at) {
        const char byte = bytes[at];
        if (closers_.empty()) {
            if (is_blank(byte)) {
                continue;
            }
            if (byte != '{' && byte != '[') {
                fault_ = JsonFault::garbage;
                break;
            }
            begin = at;
        }
        const Step step = take(byte);
        if (step == Step::wrong) {
            fault_ = JsonFault::garbage;
        } else if (step == Step::too_deep || begun_.size() + (at + 1 - begin) > limit_) {
            fault_ = JsonFault::too_large;
        } else if (step == Step::complete) {
            begun_ += bytes.substr(begin, at + 1 - begin);
            values.push_back(std::exchange(begun_, {}));
        }
    }
    if (fault_) {
        begun_ = {};
    } else if (!closers_.empty()) {
        begun_ += bytes.substr(begin);
    }
    return fault_;
}

std::optional<JsonFault> JsonLines::finish() const {
    if (fault_) {
        return fault_;
    }
    return closers_.empty() ? std::nullopt : std::optional(JsonFault::cut_short);
}

} // namespace dockwright::engine
