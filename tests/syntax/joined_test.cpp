#include "syntax/file.hpp"
#include <gtest/gtest.h>

namespace dockwright::syntax {
namespace {

TEST(Joined, WithoutAContinuationItIsTheSourceItself) {
    constexpr std::string_view text = "  RUN a\n";
    const File file = parse(text);
    const Joined& joined = file.instructions[0].joined;
    EXPECT_EQ(joined.text, "RUN a");
    EXPECT_EQ(joined.text.data(), text.data() + 2);
    EXPECT_EQ(joined.source(4), offset(6));
}

TEST(Joined, LeadsFromEachCharacterBackToItsLine) {
    constexpr std::string_view text = "RUN ab\\\n# x\n\ncd \\\n ef\n";
    const File file = parse(text);
    const Joined& joined = file.instructions[0].joined;
    ASSERT_EQ(joined.text, "RUN abcd  ef");
    for (std::size_t at = 0; at < joined.text.size(); ++at) {
        EXPECT_EQ(text[joined.source(at).index()], joined.text[at]) << at;
    }
}

TEST(Joined, ASpanOverALineEndReachesFromTheFirstToTheLastCharacter) {
    constexpr std::string_view text = "RUN ab\\\ncd e\n";
    const File file = parse(text);
    const Joined& joined = file.instructions[0].joined;
    EXPECT_EQ(joined.span_of(joined.text.substr(4, 4)).of(text), "ab\\\ncd");
    EXPECT_EQ(joined.span_of(joined.text.substr(4, 2)).of(text), "ab");
    EXPECT_EQ(joined.span_of(joined.text.substr(6, 2)).of(text), "cd");
}

TEST(Joined, AnEmptyPartLiesAtItsPlace) {
    constexpr std::string_view text = "RUN ab\\\ncd\n";
    const File file = parse(text);
    const Joined& joined = file.instructions[0].joined;
    EXPECT_EQ(joined.span_of(joined.text.substr(0, 0)), span(0, 0));
    EXPECT_EQ(joined.span_of(joined.text.substr(6, 0)), span(8, 8));
    EXPECT_EQ(joined.span_of(joined.text.substr(8, 0)), span(10, 10));
}

TEST(Joined, StaysValidWhenTheFileIsMoved) {
    std::string text = "RUN a\\\nb\n";
    File first = parse(text);
    const File second = std::move(first);
    EXPECT_EQ(second.instructions[0].joined.text, "RUN ab");
    EXPECT_EQ(second.words_of(second.instructions[0])[0].text, "ab");
}

} // namespace
} // namespace dockwright::syntax
