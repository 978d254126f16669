#include "cli/source_line.hpp"
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

/// The line with its carets below.
std::string shown(std::string_view text, Span marked) {
    const SourceLine line = source_line(text, span(0, text.size()), marked);
    return line.text + "\n" + line.marks;
}

TEST(SourceLines, PutCaretsUnderTheMark) {
    EXPECT_EQ(shown("RUN true", span(4, 8)), "RUN true\n    ^^^^");
}

TEST(SourceLines, MarkAPlaceWithOneCaret) {
    EXPECT_EQ(shown("RUN true", span(4, 4)), "RUN true\n    ^");
    EXPECT_EQ(shown("RUN", span(3, 3)), "RUN\n   ^");
}

TEST(SourceLines, KeepTabsInBothLines) {
    EXPECT_EQ(shown("\tRUN\ttrue", span(5, 9)), "\tRUN\ttrue\n\t   \t^^^^");
}

TEST(SourceLines, TakeTwoColumnsForWideCharactersAndNoneForMarks) {
    EXPECT_EQ(shown("漢 x", span(4, 5)), "漢 x\n   ^");
    EXPECT_EQ(shown("e\u0301 x", span(4, 5)), "e\u0301 x\n  ^");
}

TEST(SourceLines, LeaveAByteOrderMarkOut) {
    EXPECT_EQ(shown("\xEF\xBB\xBF"
                    "FROM a",
                    span(8, 9)),
              "FROM a\n     ^");
    EXPECT_EQ(shown("\xEF\xBB\xBF"
                    "FROM a",
                    span(0, 0)),
              "FROM a\n^");
}

TEST(SourceLines, ShowControlBytes) {
    EXPECT_EQ(shown("a\x1B[2Jb", span(5, 6)), "a\\x1b[2Jb\n        ^");
}

TEST(SourceLines, EndTheMarkWithTheLine) {
    const std::string_view text = "RUN a \\\n  b";
    const SourceLine line = source_line(text, span(0, 7), span(4, 11));
    EXPECT_EQ(line.marks, "    ^^^");
}

TEST(SourceLines, CutALongLineAroundTheMarkBetweenCharacters) {
    std::string text;
    for (int i = 0; i < 100000; ++i) {
        text += "é";
    }
    text.replace(100000, 4, "mark");
    const SourceLine line = source_line(text, span(0, text.size()), span(100000, 100004));
    EXPECT_LT(line.text.size(), 200U);
    EXPECT_TRUE(line.text.starts_with("…é"));
    EXPECT_TRUE(line.text.ends_with("é…"));
    EXPECT_NE(line.text.find("mark"), std::string::npos);
    EXPECT_EQ(line.marks, std::string(31, ' ') + "^^^^");
}

} // namespace
} // namespace dockwright::cli
