#include "actions/log_resume.hpp"
#include <algorithm>
#include <charconv>
#include <chrono>

namespace dockwright::actions {
namespace {

using engine::LogPiece;
using engine::LogStream;

constexpr std::int64_t second = 1'000'000'000;
/// RFC 3339 with nine digits and an offset has 35.
constexpr std::size_t longest_time = 40;
/// Engines cut longer lines into entries of this size, each with a time of its own.
constexpr std::size_t cut_at = std::size_t{16} * 1024;

/// A number of so many digits; -1 for what is none.
int number(std::string_view text, std::size_t at, std::size_t size) {
    int out = 0;
    for (std::size_t i = at; i < at + size; ++i) {
        if (i >= text.size() || text[i] < '0' || text[i] > '9') {
            return -1;
        }
        out = out * 10 + (text[i] - '0');
    }
    return out;
}

/// "Z", "+01:00"; in minutes.
std::optional<int> offset_of(std::string_view text) {
    if (text == "Z") {
        return 0;
    }
    const int hours = number(text, 1, 2);
    const int minutes = number(text, 4, 2);
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':' || hours < 0 ||
        minutes < 0) {
        return std::nullopt;
    }
    return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

/// The digits behind ".", as nanoseconds; takes them off.
std::int64_t take_fraction(std::string_view& text) {
    std::int64_t out = 0;
    std::int64_t worth = second;
    if (!text.starts_with('.')) {
        return 0;
    }
    text.remove_prefix(1);
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        worth /= 10;
        out += (text.front() - '0') * worth;
        text.remove_prefix(1);
    }
    return out;
}

} // namespace

std::optional<std::int64_t> log_time(std::string_view text) {
    const int year = number(text, 0, 4);
    const int month = number(text, 5, 2);
    const int day = number(text, 8, 2);
    const int hour = number(text, 11, 2);
    const int minute = number(text, 14, 2);
    const int seconds = number(text, 17, 2);
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' ||
        text[16] != ':' || year < 1970 || year > 2200 || hour < 0 || minute < 0 || seconds < 0) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    text.remove_prefix(19);
    const std::int64_t fraction = take_fraction(text);
    const std::optional<int> offset = offset_of(text);
    if (!date.ok() || !offset) {
        return std::nullopt;
    }
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    const std::int64_t whole = ((days * 24 + hour) * 60 + minute - *offset) * 60 + seconds;
    return whole * second + fraction;
}

std::int64_t LogResume::newest() const {
    return std::ranges::max(streams_, {}, &Stream::time).time;
}

std::string LogResume::since() const {
    std::int64_t from = newest();
    const std::int64_t earliest = from - 2 * second;
    for (const Stream& stream : streams_) {
        if (stream.time != 0) {
            from = std::max(std::min(from, stream.time), earliest);
        }
    }
    std::string fraction = std::to_string(from % second);
    fraction.insert(0, 9 - fraction.size(), '0');
    return std::to_string(from / second) + "." + fraction;
}

void LogResume::lost() {
    frames_ = engine::LogFrames(form_);
    has_time_ = false;
    skip_ = 0;
    text_size_ = 0;
    begun_time_.clear();
    for (Stream& stream : streams_) {
        stream.repeating = stream.time != 0;
        stream.again = 0;
    }
}

void LogResume::begin_entry(Stream& stream, std::int64_t time) {
    skip_ = 0;
    if (stream.repeating && time < stream.time) {
        skip_ = whole_entry;
        return;
    }
    if (stream.repeating && time == stream.time && ++stream.again <= stream.count) {
        skip_ = stream.again < stream.count || stream.whole ? whole_entry : stream.passed;
        return;
    }
    stream.repeating = false;
    stream.count = time == stream.time ? stream.count + 1 : time > stream.time ? 1 : stream.count;
    stream.time = std::max(stream.time, time);
    stream.passed = 0;
    stream.whole = false;
}

void LogResume::pass(LogStream stream, std::string_view bytes, std::vector<LogPiece>& out) {
    const std::size_t over = static_cast<std::size_t>(std::min<std::uint64_t>(skip_, bytes.size()));
    skip_ -= skip_ == whole_entry ? 0 : over;
    bytes.remove_prefix(over);
    if (!bytes.empty()) {
        streams_[static_cast<std::size_t>(stream)].passed += bytes.size();
        out.push_back({.stream = stream, .bytes = bytes});
    }
}

std::optional<std::string_view> LogResume::behind_time(LogStream stream, std::string_view bytes, bool ends,
                                                       std::vector<LogPiece>& out) {
    std::string_view text = bytes;
    const bool was_cut = !begun_time_.empty();
    if (was_cut) {
        joined_time_ = begun_time_ + std::string(bytes.substr(0, longest_time));
        text = joined_time_;
    }
    const std::size_t blank = text.substr(0, longest_time).find(' ');
    if (blank == std::string_view::npos && text.size() < longest_time && !ends) {
        begun_time_.append(bytes);
        return std::nullopt;
    }
    Stream& of = streams_[static_cast<std::size_t>(stream)];
    const std::optional<std::int64_t> time =
        blank == std::string_view::npos ? std::nullopt : log_time(text.substr(0, blank));
    begin_entry(of, time.value_or(of.time));
    has_time_ = true;
    const std::size_t before = was_cut ? begun_time_.size() : 0;
    begun_time_.clear();
    if (!time) { // this engine writes none; the text is all there is
        pass(stream, text.substr(0, before), out);
        return bytes;
    }
    if (keep_times_) {
        pass(stream, text.substr(0, blank + 1), out);
    }
    return bytes.substr(blank + 1 - before);
}

void LogResume::add(LogStream stream, std::string_view bytes, bool ends, std::vector<LogPiece>& out) {
    if (!has_time_) {
        const std::optional<std::string_view> text = behind_time(stream, bytes, ends, out);
        if (!text) {
            return;
        }
        bytes = *text;
    }
    pass(stream, bytes, out);
    if (ends) {
        Stream& of = streams_[static_cast<std::size_t>(stream)];
        of.whole = of.whole || skip_ != whole_entry;
        has_time_ = false;
    }
}

void LogResume::add_raw(std::string_view bytes, std::vector<LogPiece>& out) {
    while (!bytes.empty()) {
        if (!has_time_) {
            const std::optional<std::string_view> text =
                behind_time(LogStream::standard_output, bytes, false, out);
            if (!text) {
                return;
            }
            bytes = *text;
            text_size_ = 0;
        }
        const std::string_view room = bytes.substr(0, cut_at - text_size_);
        const std::size_t line = room.find('\n');
        const std::string_view part =
            bytes.substr(0, line == std::string_view::npos ? room.size() : line + 1);
        text_size_ += part.size();
        add(LogStream::standard_output, part, line != std::string_view::npos || text_size_ == cut_at, out);
        bytes.remove_prefix(part.size());
    }
}

std::optional<engine::FrameFault> LogResume::feed(std::string_view bytes, std::vector<LogPiece>& out) {
    std::vector<LogPiece> pieces;
    const std::optional<engine::FrameFault> fault = frames_.feed(bytes, pieces);
    for (std::size_t at = 0; at < pieces.size(); ++at) {
        if (form_ == engine::LogFrames::Form::raw) {
            add_raw(pieces[at].bytes, out);
        } else {
            const bool ends = at + 1 < pieces.size() || frames_.last_piece_ends();
            add(pieces[at].stream, pieces[at].bytes, ends, out);
        }
    }
    return fault;
}

} // namespace dockwright::actions
