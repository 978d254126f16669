#include "actions/event_resume.hpp"
#include <algorithm>

namespace dockwright::actions {
namespace {

constexpr std::int64_t second = 1'000'000'000;

} // namespace

bool EventResume::take(std::string_view text, std::int64_t nanoseconds) {
    const auto known =
        std::ranges::find_if(seen_, [text](const Seen& seen) { return !seen.again && seen.text == text; });
    const bool first = after_loss_;
    after_loss_ = false;
    if (known != seen_.end()) {
        known->again = true;
        return false;
    }
    may_have_missed_ = may_have_missed_ || first;
    remember(text, nanoseconds);
    return true;
}

void EventResume::remember(std::string_view text, std::int64_t time) {
    newest_ = std::max(newest_, time);
    // Until the next loss nothing comes again.
    seen_.push_back({.text = std::string(text), .time = time, .again = true});
    while (seen_.size() > most_seen || seen_.front().time < newest_ - second) {
        seen_.pop_front();
    }
}

std::string EventResume::since() const {
    const std::int64_t from = std::max<std::int64_t>(newest_ - second, 0);
    const std::string fraction = std::to_string(from % second);
    return std::to_string(from / second) + "." + std::string(9 - fraction.size(), '0') + fraction;
}

void EventResume::lost() {
    after_loss_ = has_begun();
    may_have_missed_ = false;
    for (Seen& seen : seen_) {
        seen.again = false;
    }
}

} // namespace dockwright::actions
