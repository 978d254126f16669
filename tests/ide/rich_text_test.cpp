#include "ide/rich_text.hpp"
#include <gtest/gtest.h>

namespace dockwright::ide {
namespace {

using Kind = Block::Kind;

std::string marked(const Line& line) {
    return markdown(RichText{{Kind::paragraph, line}});
}

TEST(RichText, MarksWhatThePatternMarks) {
    EXPECT_EQ(marked(line("*{}*: `{}`, {}", {"a", "b", "c"})), "**a**: `b`, c");
    EXPECT_EQ(plain(line("*{}*: `{}`, {}", {"a", "b", "c"})), "a: b, c");
}

TEST(RichText, NeverReadsMarksInAValue) {
    EXPECT_EQ(marked(line("{}", {"**b** `c` <script> [l](http://x) $(zap) _u_"})),
              R"(\*\*b\*\* \`c\` \<script\> \[l\](http\://x) \$(zap) \_u\_)");
    EXPECT_EQ(marked(line("*{}*", {"a**b"})), R"(**a\*\*b**)");
    EXPECT_EQ(marked(line("`{}`", {"a`b``c"})), "```a`b``c```");
    EXPECT_EQ(marked(line("`{}`", {"`"})), "`` ` ``");
}

TEST(RichText, LeavesNamesOfVariablesAsTheyAre) {
    EXPECT_EQ(marked(line("{}", {"LD_LIBRARY_PATH"})), "LD_LIBRARY_PATH");
}

TEST(RichText, BeginsNoListOrHeadingByAccident) {
    EXPECT_EQ(marked(line("{}", {"1. one"})), R"(1\. one)");
    EXPECT_EQ(marked(line("{}", {"- one"})), R"(\- one)");
    EXPECT_EQ(marked(line("{}", {"# one"})), R"(\# one)");
    EXPECT_EQ(marked(line("{}", {"12.4 is fine"})), "12.4 is fine");
    EXPECT_EQ(marked(line("{}", {"3-4"})), "3-4");
}

TEST(RichText, KeepsAValueInItsLine) {
    EXPECT_EQ(marked(line("`{}`", {"a\n\nb\tc"})), "`a  b c`");
    EXPECT_EQ(plain(line("{}", {"a\nb"})), "a b");
}

TEST(RichText, TakesCodeOutOfProse) {
    EXPECT_EQ(marked(prose("There is no `latest`.")), "There is no `latest`.");
    EXPECT_EQ(marked(prose("*no* `open")), R"(\*no\* \`open)");
    EXPECT_EQ(plain(prose("There is no `latest`.")), "There is no latest.");
}

TEST(RichText, HasItemsCloseTogetherAndTheRestApart) {
    const RichText text{{Kind::title, line("T")},
                        {Kind::heading, line("H")},
                        {Kind::paragraph, line("p")},
                        {Kind::item, line("a")},
                        {Kind::nested, line("b")},
                        {Kind::item, line("c")},
                        {Kind::subheading, line("S")},
                        {Kind::code, line("`{}`", {"x\ny"})},
                        {Kind::change, line("`{}`", {"- a\n+ b"})}};
    EXPECT_EQ(markdown(text),
              "# T\n\n## H\n\np\n\n- a\n  - b\n- c\n\n### S\n\n```\nx\ny\n```\n\n```diff\n- a\n+ b\n```");
    EXPECT_EQ(plain(text), "T\n\nH\n\np\n\n- a\n  - b\n- c\n\nS\n\nx\ny\n\n- a\n+ b");
}

TEST(RichText, FencesCodeThatHoldsFences) {
    EXPECT_EQ(markdown(RichText{{Kind::code, {{Run::Style::code, "```\nx"}}}}), "````\n```\nx\n````");
}

} // namespace
} // namespace dockwright::ide
