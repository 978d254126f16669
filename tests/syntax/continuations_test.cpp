#include "syntax/check_syntax.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::syntax {
namespace {

using ::testing::ElementsAre;

TEST(Continuations, AnEscapeAtTheEndJoinsTheNextLine) {
    check_syntax("instruction word", R"(
      | RUN a \
      ~ ^^^^^^^> instruction RUN
      ~     ^^^> word = a   b
      |   b
      ~ ^^^<
      ~ ^^^<
    )");
}

TEST(Continuations, BlanksMayFollowTheEscape) {
    EXPECT_THAT(last_words("RUN a \\ \t \nb\n"), ElementsAre("a b"));
}

TEST(Continuations, OnlyBlanksAndTabsMayFollowTheEscape) {
    EXPECT_THAT(lines_of_instructions("RUN a \\\v\nRUN b\n"), ElementsAre("RUN 1-1", "RUN 2-2"));
}

TEST(Continuations, TwoEscapesAreNone) {
    EXPECT_THAT(lines_of_instructions("RUN a \\\\\nRUN b\n"), ElementsAre("RUN 1-1", "RUN 2-2"));
}

TEST(Continuations, ThreeEscapesAreNoneEither) {
    EXPECT_THAT(lines_of_instructions("RUN a \\\\\\\nRUN b\n"), ElementsAre("RUN 1-1", "RUN 2-2"));
}

TEST(Continuations, TwoEscapesWithABlankBetweenContinue) {
    EXPECT_THAT(last_words("RUN a \\ \\\nb\n"), ElementsAre("a \\ b"));
}

TEST(Continuations, TheBacktickContinuesWhereItIsTheEscape) {
    EXPECT_THAT(last_words("# escape=`\nRUN dir c:\\ `\n  /b\n"), ElementsAre("dir c:\\   /b"));
    EXPECT_THAT(lines_of_instructions("# escape=`\nRUN dir c:\\\nRUN b\n"),
                ElementsAre("RUN 2-2", "RUN 3-3"));
}

TEST(Continuations, CommentsInsideAreLeftOut) {
    check_syntax("comment word", R"(
      | RUN a \
      ~     ^^^> word = a b
      |   # why \
      ~   ^^^^^^^ comment
      | b
      ~ ^<
    )");
}

TEST(Continuations, EmptyLinesInsideAreLeftOutAndRemembered) {
    check_syntax("instruction empty", R"(
      | RUN a \
      ~ ^^^^^^^> instruction RUN empty-line
      |
      ~ ! empty
      |
      ~ ! empty
      | b
      ~ ^<
      | RUN c
      ~ ^^^^^ instruction RUN
    )");
}

TEST(Continuations, ALineOfBlanksIsEmptyToo) {
    EXPECT_THAT(annotations_of("instruction", "RUN a \\\n \t \nb\n"),
                ElementsAre("instruction RUN empty-line"));
}

TEST(Continuations, ALineThatIsOnlyAnEscapeGoesOn) {
    EXPECT_THAT(lines_of_instructions("RUN a \\\n\\\nb\n"), ElementsAre("RUN 1-3"));
    EXPECT_THAT(last_words("RUN a \\\n\\\nb\n"), ElementsAre("a b"));
}

TEST(Continuations, TheLastLineOfTheFileMayContinueIntoNothing) {
    EXPECT_THAT(lines_of_instructions("RUN a \\"), ElementsAre("RUN 1-1"));
    EXPECT_THAT(lines_of_instructions("RUN a \\\n"), ElementsAre("RUN 1-1"));
}

TEST(Continuations, MayCutAWordAndAKeyword) {
    EXPECT_THAT(last_words("COPY a\\\nb c\\\nd\n"), ElementsAre("ab", "cd"));
    check_syntax("instruction word", R"(
      | RU\
      ~ ^^^> instruction RUN
      | N a
      ~ ^^^<
      ~   ^ word
    )");
}

TEST(Continuations, SpansLeadBackThroughAnyNumberOfLines) {
    check_syntax("word", R"(
      | COPY --chown=a \
      |   first \
      ~   ^^^^^ word
      |   # a comment
      |   sec\
      ~   ^^^^> word = second
      | ond \
      ~ ^^^<
      |   third
      ~   ^^^^^ word
    )");
}

TEST(Continuations, CarriageReturnsAreNoPartOfALine) {
    EXPECT_THAT(last_words("RUN a \\\r\n  b\r\n"), ElementsAre("a   b"));
    EXPECT_THAT(last_words("RUN a \\\r\r\r\n  b\r\n"), ElementsAre("a   b"));
}

TEST(Continuations, ALoneCarriageReturnIsABlank) {
    EXPECT_THAT(last_words("COPY a\rb\n"), ElementsAre("a", "b"));
    EXPECT_THAT(lines_of_instructions("RUN a\rRUN b\n"), ElementsAre("RUN 1-1"));
}

} // namespace
} // namespace dockwright::syntax
