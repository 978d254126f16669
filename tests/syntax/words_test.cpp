#include "syntax/check_syntax.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::syntax {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Words, AreCutAtRunsOfBlanksInFromAndCopy) {
    check_syntax("word", R"(
      | FROM  ubuntu:24.04   AS  base
      ~       ^^^^^^^^^^^^ word
      ~                      ^^ word
      ~                          ^^^^ word
    )");
    EXPECT_THAT(last_words("COPY a\t \v\fb"), ElementsAre("a", "b"));
}

TEST(Words, QuotesHoldNothingTogetherInCopy) {
    EXPECT_THAT(last_words("COPY \"a b\" c"), ElementsAre("\"a", "b\"", "c"));
}

TEST(Words, AreOneInTheShellForm) {
    EXPECT_THAT(last_words("RUN  a  &&  b  "), ElementsAre("a  &&  b"));
    EXPECT_THAT(last_words("WORKDIR /a b"), ElementsAre("/a b"));
    EXPECT_THAT(last_words("USER a:b"), ElementsAre("a:b"));
    EXPECT_THAT(last_words("MAINTAINER Me <me@example.org>"), ElementsAre("Me <me@example.org>"));
}

TEST(Words, NamesAndValuesAlternateInEnvAndLabel) {
    check_syntax("instruction word", R"(
      | ENV a=1 b="x y" c=z\ w
      ~ ^^^^^^^^^^^^^^^^^^^^^^ instruction ENV
      ~     ^ word
      ~       ^ word
      ~         ^ word
      ~           ^^^^^ word
      ~                 ^ word
      ~                   ^^^^ word
    )");
}

TEST(Words, AnOldPairTakesTheRestOfTheLine) {
    check_syntax("instruction word", R"(
      | ENV name the whole  rest
      ~ ^^^^^^^^^^^^^^^^^^^^^^^^ instruction ENV spaced
      ~     ^^^^ word
      ~          ^^^^^^^^^^^^^^^ word
    )");
}

TEST(Words, AnOldPairWithoutAValueIsAProblem) {
    EXPECT_THAT(annotations_of("problem", "ENV a"), ElementsAre("problem pair-incomplete"));
    EXPECT_THAT(annotations_of("problem", "LABEL a"), ElementsAre("problem pair-incomplete"));
}

TEST(Words, ALaterPairWithoutAnEqualsSignIsAProblem) {
    check_syntax("problem", R"(
      | ENV a=1 b c=2
      ~         ^ problem pair-without-equals
    )");
}

TEST(Words, AnEmptyEnvHasNone) {
    EXPECT_THAT(last_words("ENV"), IsEmpty());
    EXPECT_THAT(annotations_of("problem", "ENV"), IsEmpty());
}

TEST(Words, TheFirstEqualsSignCounts) {
    EXPECT_THAT(last_words("ENV a=b=c"), ElementsAre("a", "b=c"));
}

TEST(Words, QuotesMayBeginAnywhereInAValue) {
    EXPECT_THAT(last_words("ENV a=x\"y z\"w b='q r'"), ElementsAre("a", "x\"y z\"w", "b", "'q r'"));
}

TEST(Words, AnEscapeInSingleQuotesIsPlain) {
    EXPECT_THAT(last_words("ENV a='x\\' b=c"), ElementsAre("a", "'x\\'", "b", "c"));
}

TEST(Words, AnEscapedQuoteInDoubleQuotesDoesNotEndThem) {
    EXPECT_THAT(last_words("ENV a=\"x\\\" y\" b=c"), ElementsAre("a", "\"x\\\" y\"", "b", "c"));
}

TEST(Words, ArgTakesSeveralWithAndWithoutADefault) {
    EXPECT_THAT(last_words("ARG a b=\"c d\" e="), ElementsAre("a", "b=\"c d\"", "e="));
}

TEST(Words, PathsOfWindowsKeepTheirBackslashesWithTheOtherEscape) {
    EXPECT_THAT(last_words("# escape=`\nCOPY a c:\\dir\\\n"), ElementsAre("a", "c:\\dir\\"));
    EXPECT_THAT(last_words("# escape=`\nENV P=c:\\a\\ B=c\n"), ElementsAre("P", "c:\\a\\", "B", "c"));
    EXPECT_THAT(last_words("# escape=`\nENV P=c:\\a` b\n"), ElementsAre("P", "c:\\a` b"));
}

TEST(Words, OnbuildHasThoseOfItsInnerInstruction) {
    const File file = parse("ONBUILD COPY a b");
    ASSERT_EQ(file.instructions.size(), 1U);
    ASSERT_EQ(file.nested.size(), 1U);
    EXPECT_EQ(file.instructions[0].keyword, Keyword::onbuild);
    EXPECT_EQ(file.words_of(file.nested[0]).size(), 2U);
    EXPECT_EQ(file.nested[0].span, span(8, 16));
}

TEST(Words, OnbuildMayBeNestedSomeTimes) {
    const File file = parse("ONBUILD ONBUILD RUN a");
    ASSERT_EQ(file.nested.size(), 2U);
    EXPECT_EQ(file.nested[0].keyword, Keyword::onbuild);
    EXPECT_EQ(file.nested[0].nested, 1U);
    EXPECT_EQ(file.nested[1].keyword, Keyword::run);
}

TEST(Words, OnbuildNestedTooDeeplyIsAProblem) {
    std::string text;
    for (int i = 0; i < 100; ++i) {
        text += "ONBUILD ";
    }
    EXPECT_THAT(annotations_of("problem", text + "RUN a"), ElementsAre("problem too-deep"));
}

TEST(Words, KeywordsAreReadInAnyCase) {
    const File file = parse("fRoM a\nrun b");
    EXPECT_EQ(file.instructions[0].keyword, Keyword::from);
    EXPECT_EQ(file.instructions[0].name, "fRoM");
    EXPECT_EQ(file.instructions[1].keyword, Keyword::run);
}

TEST(Words, AnUnknownInstructionIsAProblemAndOneEmptyWord) {
    check_syntax("problem instruction word", R"(
      | FORM ubuntu
      ~ ^^^^^^^^^^^ instruction
      ~ ^^^^ problem unknown-instruction
      ~            ! word
    )");
}

TEST(Words, AFileWithoutInstructionsIsAProblem) {
    EXPECT_THAT(annotations_of("problem", ""), ElementsAre("problem no-instruction"));
    EXPECT_THAT(annotations_of("problem", "# only\n\n"), ElementsAre("problem no-instruction"));
}

TEST(Keywords, NamesAreSortedAndReadBack) {
    EXPECT_EQ(keyword_names().size(), 18U);
    EXPECT_TRUE(std::ranges::is_sorted(keyword_names()));
    for (const std::string_view text : keyword_names()) {
        EXPECT_EQ(name(keyword(text)), text);
    }
    EXPECT_EQ(keyword("RUNN"), Keyword::unknown);
    EXPECT_EQ(keyword(""), Keyword::unknown);
    EXPECT_EQ(name(Keyword::unknown), "");
}

} // namespace
} // namespace dockwright::syntax
