#include "lint/example_lines.hpp"
#include <gmock/gmock.h>

namespace dockwright::lint {
namespace {

using Kind = ExampleLine::Kind;

TEST(ExampleLines, HaveAKindAndStandBelowEachOther) {
    const auto lines =
        example_lines("\n      | FROM a\n      ~      ^ no tag\n      - FROM a\n      + FROM a:1\n   ");
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_EQ(lines[0].kind, Kind::source);
    EXPECT_EQ(lines[0].text, "FROM a");
    EXPECT_EQ(lines[1].kind, Kind::found);
    EXPECT_EQ(lines[1].text, "     ^ no tag");
    EXPECT_EQ(lines[2].kind, Kind::removed);
    EXPECT_EQ(lines[3].kind, Kind::added);
    EXPECT_EQ(lines[3].text, "FROM a:1");
}

TEST(ExampleLines, KeepEmptyLinesAndIndentationOfTheSource) {
    const auto lines = example_lines("  |\n  |     b");
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].text, "");
    EXPECT_EQ(lines[1].text, "    b");
}

TEST(ExampleLines, OfFilesBesideLoseTheirCommonIndentation) {
    EXPECT_THAT(beside_lines("\n    == a.yaml\n    x:\n      y: 1\n\n"),
                ::testing::ElementsAre("== a.yaml", "x:", "  y: 1"));
    EXPECT_THAT(beside_lines(""), ::testing::IsEmpty());
}

} // namespace
} // namespace dockwright::lint
