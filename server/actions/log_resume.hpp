#pragma once
#include "engine/log_frames.hpp"
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::actions {

/// Nanoseconds since 1970 of RFC 3339, with any number of digits and any offset; nothing for what is none.
std::optional<std::int64_t> log_time(std::string_view text);

/// Followed logs that go on over a lost connection. The engine is asked for the time of each entry, which is
/// taken off again; after a loss it is asked from the last times on, and what was passed on already is passed
/// over: entries are known by their stream, their time, and their number among those of that time. No I/O.
class LogResume {
public:
    /// `keep_times`: they are passed on as the engine writes them.
    LogResume(engine::LogFrames::Form form, bool keep_times)
        : form_(form), frames_(form), keep_times_(keep_times) {}

    /// Appends what is to be passed on: views into `bytes` or into this object, until the next call.
    std::optional<engine::FrameFault> feed(std::string_view bytes, std::vector<engine::LogPiece>& out);

    /// Whether an entry was seen, so that `since` tells where to go on.
    bool has_begun() const { return newest() != 0; }
    /// For the engine: seconds since 1970 with nine decimals. Not much before the newest entry, so that a
    /// stream that has been silent for long doesn't bring hours back.
    std::string since() const;
    /// The connection was lost; what comes next begins anew at `since`.
    void lost();

private:
    struct Stream {
        /// Of the last entry, and how many with that very time were begun.
        std::int64_t time = 0;
        std::uint64_t count = 0;
        /// Bytes of the last entry that were passed on, and whether those were all.
        std::uint64_t passed = 0;
        bool whole = true;
        /// After a loss: until something new comes, and how many entries of `time` came again.
        bool repeating = false;
        std::uint64_t again = 0;
    };
    static constexpr std::uint64_t whole_entry = static_cast<std::uint64_t>(-1);

    std::int64_t newest() const;
    /// Bytes of one entry, from `stream`; `ends` with them.
    void add(engine::LogStream stream, std::string_view bytes, bool ends, std::vector<engine::LogPiece>& out);
    /// The bytes behind the time, where it is whole.
    std::optional<std::string_view> behind_time(engine::LogStream stream, std::string_view bytes, bool ends,
                                                std::vector<engine::LogPiece>& out);
    void begin_entry(Stream& stream, std::int64_t time);
    void pass(engine::LogStream stream, std::string_view bytes, std::vector<engine::LogPiece>& out);
    void add_raw(std::string_view bytes, std::vector<engine::LogPiece>& out);

    engine::LogFrames::Form form_;
    engine::LogFrames frames_;
    bool keep_times_;
    std::array<Stream, 4> streams_{};
    /// Of the entry under way: its time has been read, and bytes that are still to be passed over.
    bool has_time_ = false;
    std::uint64_t skip_ = 0;
    /// Without frames: bytes of its text.
    std::size_t text_size_ = 0;
    /// The beginning of a time that was cut by two feeds, and the time that was joined from it.
    std::string begun_time_;
    std::string joined_time_;
};

} // namespace dockwright::actions
