#include "syntax/check_syntax.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::syntax {
namespace {

using ::testing::ElementsAre;

TEST(Directives, AreReadFromTheFirstCommentsInAnyCase) {
    check_syntax("directive comment", R"(
      | # syntax=docker/dockerfile:1
      ~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment directive
      ~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ directive syntax = docker/dockerfile:1
      | #  ESCAPE = `
      ~ ^^^^^^^^^^^^^ comment directive
      ~ ^^^^^^^^^^^^^ directive ESCAPE = `
      | # check=skip=all
      ~ ^^^^^^^^^^^^^^^^ comment directive
      ~ ^^^^^^^^^^^^^^^^ directive check = skip=all
      | FROM a
    )");
}

TEST(Directives, EndAtTheFirstOtherComment) {
    check_syntax("directive comment", R"(
      | # a word
      ~ ^^^^^^^^ comment
      | # escape=`
      ~ ^^^^^^^^^^ comment
      | FROM a
    )");
}

TEST(Directives, EndAtAnEmptyLine) {
    check_syntax("directive", R"(
      |
      | # escape=`
      | FROM a
    )");
}

TEST(Directives, EndAtAnInstruction) {
    check_syntax("directive", R"(
      | FROM a
      | # escape=`
    )");
}

TEST(Directives, AnUnknownNameIsAComment) {
    check_syntax("directive comment", R"(
      | # escapes=`
      ~ ^^^^^^^^^^^ comment
      | FROM a
    )");
}

TEST(Directives, WithoutAValueTheyAreComments) {
    check_syntax("directive problem", R"(
      | # escape=
      | FROM a
    )");
}

TEST(Directives, TwiceIsAProblem) {
    check_syntax("problem directive", R"(
      | # escape=`
      ~ ^^^^^^^^^^ directive escape = `
      | # escape=\
      ~ ^^^^^^^^^^ problem directive-twice
      | FROM a
    )");
}

TEST(Directives, AnEscapeThatIsNoneIsAProblemAndTheBackslashStays) {
    check_syntax("problem word", R"(
      | # escape=x
      ~          ^ problem bad-escape
      | FROM a
      ~      ^ word
      | RUN b \
      ~     ^^^> word = b   c
      |   c
      ~ ^^^<
    )");
}

TEST(Directives, AreReadBehindAByteOrderMark) {
    EXPECT_THAT(annotations_of("directive", "\xEF\xBB\xBF# escape=`\nFROM a\n"),
                ElementsAre("directive escape = `"));
}

TEST(Directives, EndBeforeACarriageReturn) {
    EXPECT_THAT(annotations_of("directive", "# escape=`\r\nFROM a\r\n"), ElementsAre("directive escape = `"));
}

TEST(Comments, BelongToTheInstructionBelowThem) {
    const File file = parse("# one\n# two\nFROM a\n\n# three\n\nRUN b\n");
    ASSERT_EQ(file.instructions.size(), 2U);
    EXPECT_EQ(file.comments_of(file.instructions[0]).size(), 2U);
    EXPECT_EQ(file.comments_of(file.instructions[1]).size(), 1U);
}

TEST(Comments, AnEmptyOneCutsOffThoseAboveIt) {
    const File file = parse("# one\n#\n# two\nFROM a\n");
    ASSERT_EQ(file.instructions.size(), 1U);
    ASSERT_EQ(file.comments_of(file.instructions[0]).size(), 1U);
    EXPECT_EQ(file.comments_of(file.instructions[0])[0].text, " two");
}

TEST(Comments, InsideAnInstructionDoNotBelongToTheNext) {
    const File file = parse("RUN a \\\n# inside\n  b\nRUN c\n");
    ASSERT_EQ(file.instructions.size(), 2U);
    EXPECT_TRUE(file.comments_of(file.instructions[0]).empty());
    EXPECT_TRUE(file.comments_of(file.instructions[1]).empty());
}

TEST(Comments, MayBeIndented) {
    check_syntax("comment instruction", R"(
      |   # indented
      ~   ^^^^^^^^^^ comment
      | FROM a
      ~ ^^^^^^ instruction FROM
    )");
}

TEST(Comments, AHashBehindAnInstructionIsNoComment) {
    check_syntax("comment word", R"(
      | RUN a # not one
      ~     ^^^^^^^^^^^ word
    )");
}

} // namespace
} // namespace dockwright::syntax
