#include "engine/log_lines.hpp"
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace dockwright::engine {
namespace {

constexpr LogStream out = LogStream::standard_output;
constexpr LogStream err = LogStream::standard_error;

std::vector<LogLine> lines_of(std::string_view text, std::size_t piece, std::size_t limit) {
    LogLines joined(limit);
    std::vector<LogLine> lines;
    for (; !text.empty(); text.remove_prefix(std::min(piece, text.size()))) {
        joined.add({.stream = out, .bytes = text.substr(0, piece)}, lines);
    }
    joined.finish(lines);
    return lines;
}

/// Shown one a line; `+` behind one that continues.
std::string shown(const std::vector<LogLine>& lines) {
    std::string text;
    for (const LogLine& line : lines) {
        text += line.text + (line.continues ? "+" : "") + "|";
    }
    return text;
}

TEST(LogLines, AreTheSameWhereverThePiecesEnd) {
    struct Case {
        std::string text;
        std::string lines;
    };
    const Case cases[] = {
        {"", ""},
        {"\n", "|"},
        {"a", "a|"},
        {"a\nb\n", "a|b|"},
        {"a\r\nb\r\n\r\n", "a|b||"},
        {"10%\r20%\r100%\n", "10%\r20%\r+|100%|"},
        {"12345678\n", "12345678|"},
        {"12345678\r\n", "12345678|"},
        {"12345678\rx\n", "12345678+|\rx|"},
        {"123456789\n", "12345678+|9|"},
        {"1234567812345678\n", "12345678+|12345678|"},
        {"1234567\xc3\xa4z", "1234567+|\xc3\xa4z|"},
        {"12345\xf0\x9f\x90\xb3z\n", "12345+|\xf0\x9f\x90\xb3z|"},
        {"123456\xc3\xa4z\n", "123456\xc3\xa4+|z|"},
        {"\x80\x80\x80\x80\x80\x80\x80\x80\x80\n", "\x80\x80\x80\x80\x80\x80\x80\x80+|\x80|"},
        {"1234567\xf0\xf0\n", "1234567\xf0+|\xf0|"},
    };
    for (const auto& [text, expected] : cases) {
        for (std::size_t piece = 1; piece <= text.size() + 1; ++piece) {
            EXPECT_EQ(shown(lines_of(text, piece, 8)), expected) << piece;
        }
    }
}

TEST(LogLines, OfTwoStreamsDoNotMix) {
    LogLines joined;
    std::vector<LogLine> lines;
    joined.add({.stream = out, .bytes = "loss "}, lines);
    joined.add({.stream = err, .bytes = "warn\xc3"}, lines);
    joined.add({.stream = out, .bytes = "0.5\nnext"}, lines);
    joined.add({.stream = err, .bytes = "\xa4\n"}, lines);
    joined.finish(lines);
    EXPECT_EQ(lines, (std::vector<LogLine>{{.stream = out, .text = "loss 0.5"},
                                           {.stream = err, .text = "warn\xc3\xa4"},
                                           {.stream = out, .text = "next"}}));
    joined.finish(lines);
    EXPECT_EQ(lines.size(), 3U);
}

TEST(LogLines, ThatNeverEndAreHandedOutInParts) {
    const std::vector<LogLine> lines = lines_of(std::string(200'000, 'x'), 32'768, LogLines::default_limit);
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_EQ(lines[0].text.size(), LogLines::default_limit);
    EXPECT_EQ(lines[3].text.size(), 200'000 - 3 * LogLines::default_limit);
    EXPECT_FALSE(lines[3].continues);
}

} // namespace
} // namespace dockwright::engine
