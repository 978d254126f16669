#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace dockwright::actions {

/// Followed events that go on over a lost connection. After a loss the engine is asked from shortly before
/// the newest event on, and what was passed on already is passed over: an event is known by its whole text.
/// No I/O.
class EventResume {
public:
    /// Whether the event is a new one. `nanoseconds` since 1970.
    bool take(std::string_view text, std::int64_t nanoseconds);

    /// Whether an event was seen, so that `since` tells where to go on.
    bool has_begun() const { return newest_ != 0; }
    /// For the engine: seconds since 1970 with nine decimals. A second before the newest event, since engines
    /// may send two that are close together in the other order.
    std::string since() const;
    /// The connection was lost; what comes next begins anew at `since`.
    void lost();

    /// Whether something may have happened that the engine no longer knows: it keeps its last 256 events, and
    /// none over its own restart. True when what came after a loss began with a new event.
    bool may_have_missed() const { return may_have_missed_; }

private:
    struct Seen {
        std::string text;
        std::int64_t time = 0;
        bool again = false; ///< came once more since the loss
    };
    /// More than the engine keeps.
    static constexpr std::size_t most_seen = 1024;

    void remember(std::string_view text, std::int64_t time);

    std::deque<Seen> seen_; ///< of the last second before the newest
    std::int64_t newest_ = 0;
    bool after_loss_ = false; ///< nothing has come since
    bool may_have_missed_ = false;
};

} // namespace dockwright::actions
