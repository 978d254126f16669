#include "cli/safe_text.hpp"
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

std::string shown(std::string_view text, std::size_t piece = std::string_view::npos) {
    SafeText safe;
    std::string out;
    for (std::size_t at = 0; at < text.size(); at += std::min(piece, text.size())) {
        safe.add(text.substr(at, piece), out);
    }
    safe.finish(out);
    return out;
}

TEST(SafeTexts, PassColoursAndWhatMovesWithinALine) {
    for (const std::string_view text : {"plain\n", "a\tb\r\n", "50%\b\b\b60%", "\x1b[31mred\x1b[0m",
                                        "\x1b[1;38:2:1:2:3mx\x1b[m", "\r\x1b[2Knew", "grün 日本 🐳\n"}) {
        EXPECT_EQ(shown(text), text);
    }
}

TEST(SafeTexts, WriteOutWhatATerminalWouldObey) {
    EXPECT_EQ(shown("\x1b[2J"), "\\x1b[2J");
    EXPECT_EQ(shown("\x1b]0;title\x07"), "\\x1b]0;title\\x07");
    EXPECT_EQ(shown("\x1b[6n"), "\\x1b[6n");
    EXPECT_EQ(shown("\x1b"
                    "c"),
              "\\x1b"
              "c");
    EXPECT_EQ(shown("\x1b[?25l"), "\\x1b[?25l");
    EXPECT_EQ(shown("\xc2\x9b"
                    "2J"),
              "\\xc2\\x9b"
              "2J");
    EXPECT_EQ(shown("\x9b"
                    "2J"),
              "\\x9b"
              "2J");
    EXPECT_EQ(shown("\xe2\x80\xae"
                    "txt"),
              "\\xe2\\x80\\xae"
              "txt");
    EXPECT_EQ(shown("\x7f\x05"), "\\x7f\\x05");
    EXPECT_EQ(shown("\x1b[" + std::string(60, '1') + "m"), "\\x1b[" + std::string(60, '1') + "m");
}

TEST(SafeTexts, MakeNoDifferenceByHowBytesAreCut) {
    const std::string text =
        "a\x1b[31mré日🐳\x1b[2J\xff\xe2\x80\xae\x1b[" + std::string(40, '1') + "m\xf0\x9f\x1b[0m\xc2";
    for (std::size_t piece = 1; piece < text.size(); ++piece) {
        EXPECT_EQ(shown(text, piece), shown(text)) << piece;
    }
}

TEST(SafeTexts, ShowWhatIsLeftUnfinished) {
    EXPECT_EQ(shown("\x1b[3"), "\\x1b[3");
    EXPECT_EQ(shown("\x1b"), "\\x1b");
    EXPECT_EQ(shown("\xf0\x9f"), "\\xf0\\x9f");
}

} // namespace
} // namespace dockwright::cli
