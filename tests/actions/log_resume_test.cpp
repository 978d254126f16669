#include "actions/log_resume.hpp"
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using engine::LogFrames;
using engine::LogPiece;
using engine::LogStream;

struct Entry {
    LogStream stream = LogStream::standard_output;
    std::string time;
    std::string text;
};

const std::vector<Entry> entries = {
    {LogStream::standard_output, "2026-11-26T13:00:00.000000001Z", "one\n"},
    {LogStream::standard_error, "2026-11-26T13:00:00.000000001Z", "warn\n"},
    {LogStream::standard_output, "2026-11-26T13:00:00.000000001Z", "one again\n"},
    {LogStream::standard_output, "2026-11-26T13:00:00.500000000Z", "no end of line"},
    {LogStream::standard_output, "2026-11-26T13:00:01.000000000Z", " but here\n"},
    {LogStream::standard_error, "2026-11-26T13:00:09.000000000Z", "late\n"},
    {LogStream::standard_output, "2026-11-26T13:00:09.000000001Z", "last\n"},
};

std::string frame(const Entry& entry) {
    const std::string payload = entry.time + " " + entry.text;
    std::string out{static_cast<char>(entry.stream),  '\0', '\0', '\0', '\0', '\0', '\0',
                    static_cast<char>(payload.size())};
    return out + payload;
}

/// What an engine sends that is asked from `since` on.
std::string sent(LogFrames::Form form, const std::string& since) {
    std::string out;
    for (const Entry& entry : entries) {
        const std::int64_t time = log_time(entry.time).value_or(0);
        std::string from = std::to_string(time % 1'000'000'000);
        from = std::to_string(time / 1'000'000'000) + "." + std::string(9 - from.size(), '0') + from;
        if (!since.empty() && from < since) {
            continue;
        }
        out += form == LogFrames::Form::frames ? frame(entry) : entry.time + " " + entry.text;
    }
    return out;
}

struct Passed {
    std::string out;
    std::string err;

    bool operator==(const Passed&) const = default;
};

void feed(LogResume& resume, std::string_view bytes, Passed& passed) {
    std::vector<LogPiece> pieces;
    EXPECT_FALSE(resume.feed(bytes, pieces));
    for (const LogPiece& piece : pieces) {
        (piece.stream == LogStream::standard_error ? passed.err : passed.out) += piece.bytes;
    }
}

Passed uncut(bool times) {
    LogResume resume(LogFrames::Form::frames, times);
    Passed passed;
    feed(resume, sent(LogFrames::Form::frames, ""), passed);
    return passed;
}

TEST(ResumedLogs, TakeTheTimesOff) {
    EXPECT_EQ(uncut(false),
              (Passed{.out = "one\none again\nno end of line but here\nlast\n", .err = "warn\nlate\n"}));
}

TEST(ResumedLogs, KeepTheTimesWhereTheyAreWanted) {
    EXPECT_EQ(uncut(true).err, "2026-11-26T13:00:00.000000001Z warn\n2026-11-26T13:00:09.000000000Z late\n");
}

TEST(ResumedLogs, LoseAndDoubleNothingWhereverTheConnectionIsCut) {
    for (const bool times : {false, true}) {
        const std::string all = sent(LogFrames::Form::frames, "");
        for (std::size_t first = 1; first < all.size(); ++first) {
            for (const std::size_t second :
                 {std::size_t{0}, std::size_t{5}, std::size_t{60}, std::size_t{200}}) {
                LogResume resume(LogFrames::Form::frames, times);
                Passed passed;
                feed(resume, all.substr(0, first), passed);
                resume.lost();
                std::string rest = sent(LogFrames::Form::frames, resume.has_begun() ? resume.since() : "");
                if (second != 0) {
                    feed(resume, rest.substr(0, second), passed);
                    resume.lost();
                    rest = sent(LogFrames::Form::frames, resume.has_begun() ? resume.since() : "");
                }
                feed(resume, rest, passed);
                ASSERT_EQ(passed, uncut(times)) << "cut behind " << first << " and " << second;
            }
        }
    }
}

TEST(ResumedLogs, MakeNoDifferenceByHowBytesArrive) {
    for (const bool times : {false, true}) {
        LogResume resume(LogFrames::Form::frames, times);
        Passed passed;
        for (const char byte : sent(LogFrames::Form::frames, "")) {
            feed(resume, std::string_view(&byte, 1), passed);
        }
        EXPECT_EQ(passed, uncut(times));
    }
}

TEST(ResumedLogs, MakeNoDifferenceByWhereTheyAreCut) {
    for (const LogFrames::Form form : {LogFrames::Form::frames, LogFrames::Form::raw}) {
        const std::string all = sent(form, "");
        LogResume whole(form, false);
        Passed wanted;
        feed(whole, all, wanted);
        for (std::size_t first = 0; first <= all.size(); ++first) {
            for (const std::size_t second : {first, first + 1, first + 8, first + 40}) {
                const std::size_t end = std::min(second, all.size());
                LogResume resume(form, false);
                Passed passed;
                feed(resume, std::string_view(all).substr(0, first), passed);
                feed(resume, std::string_view(all).substr(first, end - first), passed);
                feed(resume, std::string_view(all).substr(end), passed);
                ASSERT_EQ(passed, wanted) << "cut at " << first << " and " << end;
            }
        }
    }
}

TEST(ResumedLogs, OfATerminalAreLines) {
    std::string all = "2026-11-26T13:00:00.1Z a b\r\n2026-11-26T13:00:00.2Z c\r\n";
    all += "2026-11-26T13:00:00.3Z " + std::string(16 * 1024, 'x') + "2026-11-26T13:00:00.4Z y\r\n";
    for (std::size_t piece : {std::size_t{1}, std::size_t{7}, all.size()}) {
        LogResume resume(LogFrames::Form::raw, false);
        Passed passed;
        for (std::size_t at = 0; at < all.size(); at += piece) {
            feed(resume, std::string_view(all).substr(at, piece), passed);
        }
        EXPECT_EQ(passed.out, "a b\r\nc\r\n" + std::string(16 * 1024, 'x') + "y\r\n");
    }
}

TEST(ResumedLogs, PassOnWhatHasNoTimes) {
    LogResume resume(LogFrames::Form::frames, false);
    Passed passed;
    feed(resume, std::string("\1\0\0\0\0\0\0\x0cno time here", 20), passed);
    EXPECT_EQ(passed.out, "no time here");
}

TEST(LogTimes, AreReadWithAnyOffset) {
    EXPECT_EQ(log_time("1970-01-01T00:00:01Z"), 1'000'000'000);
    EXPECT_EQ(log_time("1970-01-01T01:00:01.5+01:00"), 1'500'000'000);
    EXPECT_EQ(log_time("2026-11-26T13:00:00.123456789Z"), 1795698000123456789);
    for (const char* text : {"", "2026-11-26", "2026-13-26T13:00:00Z", "2026-11-26T13:00:00",
                             "2026-11-26T13:00:00+1", "x026-11-26T13:00:00Z", "2026-11-26 13:00:00Z"}) {
        EXPECT_FALSE(log_time(text)) << text;
    }
}

} // namespace
} // namespace dockwright::actions
