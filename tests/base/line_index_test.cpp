#include "base/line_index.hpp"
#include <gtest/gtest.h>

namespace dockwright {
namespace {

// One character each of one, two, three and four bytes; the last takes two units of UTF-16.
constexpr std::string_view wide = "a\xC3\xA9\xE6\x97\xA5\xF0\x9F\x98\x80z\nx";

TEST(LineIndex, CountsBytesCodePointsOrUtf16Units) {
    const Offset z = offset(10);
    EXPECT_EQ(LineIndex(wide, Encoding::utf8).position(z), (Position{0, 10}));
    EXPECT_EQ(LineIndex(wide, Encoding::utf16).position(z), (Position{0, 5}));
    EXPECT_EQ(LineIndex(wide, Encoding::utf32).position(z), (Position{0, 4}));
}

TEST(LineIndex, LeadsBackToTheOffset) {
    for (const Encoding encoding : {Encoding::utf8, Encoding::utf16, Encoding::utf32}) {
        const LineIndex index(wide, encoding);
        for (const std::size_t at : {0U, 1U, 3U, 6U, 10U, 11U, 12U, 13U}) {
            EXPECT_EQ(index.offset(index.position(offset(at))), offset(at)) << at;
        }
    }
}

TEST(LineIndex, AColumnInsideACharacterIsItsStart) {
    EXPECT_EQ(LineIndex(wide, Encoding::utf16).offset({0, 4}), offset(6));
    EXPECT_EQ(LineIndex(wide, Encoding::utf8).offset({0, 8}), offset(6));
    EXPECT_EQ(LineIndex(wide, Encoding::utf8).offset({0, 2}), offset(1));
}

TEST(LineIndex, AColumnPastTheLineIsItsEndBeforeTheLineBreak) {
    EXPECT_EQ(LineIndex("ab\ncd").offset({0, 99}), offset(2));
    EXPECT_EQ(LineIndex("ab\r\ncd").offset({0, 99}), offset(2));
}

TEST(LineIndex, AByteOrderMarkOfAFileHasNoColumn) {
    const std::string_view text = "\xEF\xBB\xBF"
                                  "FROM a\n\xEF\xBB\xBF"
                                  "b";
    for (const Encoding encoding : {Encoding::utf16, Encoding::utf32}) {
        const LineIndex index(text, encoding);
        EXPECT_EQ(index.position(offset(0)), (Position{0, 0}));
        EXPECT_EQ(index.position(offset(3)), (Position{0, 0}));
        EXPECT_EQ(index.position(offset(8)), (Position{0, 5}));
        EXPECT_EQ(index.position(offset(13)), (Position{1, 1})) << "it is a mark at the start alone";
        EXPECT_EQ(index.offset({0, 0}), offset(3));
        EXPECT_EQ(index.offset({0, 5}), offset(8));
        EXPECT_EQ(LineIndex(text, encoding, LineBreaks::lsp).position(offset(8)), (Position{0, 6}));
    }
    EXPECT_EQ(LineIndex(text, Encoding::utf8).position(offset(8)), (Position{0, 8}));
    EXPECT_EQ(LineIndex(text.substr(0, 3)).offset({0, 9}), offset(3));
}

TEST(LineIndex, ALinePastTheLastIsTheEndOfTheText) {
    EXPECT_EQ(LineIndex("ab\ncd").offset({7, 0}), offset(5));
}

TEST(LineIndex, AnOffsetPastTheTextIsItsEnd) {
    EXPECT_EQ(LineIndex("ab\ncd").position(offset(99)), (Position{1, 2}));
}

TEST(LineIndex, ALineEndBelongsToTheLineThatItEnds) {
    const LineIndex index("ab\ncd\n");
    EXPECT_EQ(index.position(offset(2)), (Position{0, 2}));
    EXPECT_EQ(index.position(offset(3)), (Position{1, 0}));
    EXPECT_EQ(index.position(offset(6)), (Position{2, 0}));
    EXPECT_EQ(index.line_count(), 3U);
}

TEST(LineIndex, AnEmptyTextHasOneEmptyLine) {
    const LineIndex index("");
    EXPECT_EQ(index.line_count(), 1U);
    EXPECT_EQ(index.position(offset(0)), (Position{0, 0}));
    EXPECT_EQ(index.offset({0, 3}), offset(0));
    EXPECT_EQ(index.line_span(0), span(0, 0));
}

TEST(LineIndex, BuildKitBreaksAtLineFeedsAlone) {
    const LineIndex index("a\rb\r\nc", Encoding::utf32, LineBreaks::lf);
    EXPECT_EQ(index.line_count(), 2U);
    EXPECT_EQ(index.position(offset(2)), (Position{0, 2}));
}

TEST(LineIndex, EditorsBreakAtCarriageReturnsToo) {
    const LineIndex index("a\rb\r\nc\n\rd", Encoding::utf16, LineBreaks::lsp);
    EXPECT_EQ(index.line_count(), 5U);
    EXPECT_EQ(index.position(offset(2)), (Position{1, 0}));
    EXPECT_EQ(index.position(offset(5)), (Position{2, 0}));
    EXPECT_EQ(index.position(offset(8)), (Position{4, 0}));
}

TEST(LineIndex, ALineIsSpannedWithoutItsBreak) {
    const LineIndex index("ab\r\ncd\re\n", Encoding::utf16, LineBreaks::lsp);
    EXPECT_EQ(index.line_span(0), span(0, 2));
    EXPECT_EQ(index.line_span(1), span(4, 6));
    EXPECT_EQ(index.line_span(2), span(7, 8));
    EXPECT_EQ(index.line_span(3), span(9, 9));
    EXPECT_EQ(index.line_span(4), span(9, 9));
}

TEST(LineIndex, AnInvalidByteIsOneCharacter) {
    constexpr std::string_view text = "a\xFF\xC3\xE6\x97z";
    EXPECT_EQ(LineIndex(text, Encoding::utf16).position(offset(5)), (Position{0, 5}));
    EXPECT_EQ(LineIndex(text, Encoding::utf16).offset({0, 5}), offset(5));
}

} // namespace
} // namespace dockwright
