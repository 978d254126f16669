#include "syntax/check_syntax.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::syntax {
namespace {

using ::testing::ElementsAre;

TEST(JsonForm, TheElementsAreTheWords) {
    check_syntax("instruction word", R"(
      | CMD ["python", "-m", "http.server"]
      ~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ instruction CMD json
      ~      ^^^^^^^^ word = python
      ~                ^^^^ word = -m
      ~                      ^^^^^^^^^^^^^ word = http.server
    )");
}

TEST(JsonForm, EscapesAreDecoded) {
    EXPECT_THAT(last_words(R"(CMD ["a\n\t\"\\\/", "\u0041\u00e9", "\ud83d\ude00"])"),
                ElementsAre("a\n\t\"\\/", "A\xC3\xA9", "\xF0\x9F\x98\x80"));
}

TEST(JsonForm, ALoneSurrogateIsTheReplacementCharacter) {
    EXPECT_THAT(last_words(R"(CMD ["\ud83d"])"), ElementsAre("\xEF\xBF\xBD"));
}

TEST(JsonForm, BlanksMayStandAroundEverything) {
    EXPECT_THAT(last_words("CMD  [ \"a\" ,\t\"b\" ] \n"), ElementsAre("a", "b"));
}

TEST(JsonForm, AnEmptyArrayIsOne) {
    check_syntax("instruction word", R"(
      | CMD []
      ~ ^^^^^^ instruction CMD json
    )");
}

TEST(JsonForm, MayBeContinued) {
    check_syntax("instruction word", R"(
      | CMD ["a", \
      ~ ^^^^^^^^^^^> instruction CMD json
      ~      ^^^ word = a
      |      "b"]
      ~      ^^^ word = b
      ~ ^^^^^^^^^<
    )");
}

TEST(JsonForm, SingleQuotesAreTheShellForm) {
    check_syntax("instruction word problem", R"(
      | CMD ['a', 'b']
      ~ ^^^^^^^^^^^^^^ instruction CMD
      ~     ^^^^^^^^^^ word
    )");
}

TEST(JsonForm, WhatIsBrokenIsTheShellForm) {
    for (const std::string_view text :
         {"[\"a\"", "[\"a\",]", "[\"a\"] x", "[\"a\" \"b\"]", "[\"a\\q\"]", "[\"a\tb\"]", "[a]"}) {
        const std::string source = "CMD " + std::string(text) + "\n";
        EXPECT_THAT(last_words(source), ElementsAre(text));
        EXPECT_THAT(annotations_of("instruction problem", source), ElementsAre("instruction CMD"));
    }
}

TEST(JsonForm, AnArrayOfOtherThingsIsRefused) {
    check_syntax("problem", R"(
      | CMD ["a", 1]
      ~     ^^^^^^^^ problem json-not-strings
    )");
    EXPECT_THAT(annotations_of("problem", "CMD [null]"), ElementsAre("problem json-not-strings"));
    EXPECT_THAT(annotations_of("problem", "CMD [[\"a\"]]"), ElementsAre("problem json-not-strings"));
}

TEST(JsonForm, AnObjectIsTheShellForm) {
    EXPECT_THAT(annotations_of("instruction problem", R"(CMD {"a": "b"})"), ElementsAre("instruction CMD"));
}

TEST(JsonForm, CopyAddAndVolumeFallBackToWords) {
    EXPECT_THAT(last_words("COPY [\"a b\", \"c\"]\n"), ElementsAre("a b", "c"));
    EXPECT_THAT(last_words("COPY ['a', 'b']\n"), ElementsAre("['a',", "'b']"));
    EXPECT_THAT(last_words("VOLUME /a /b\n"), ElementsAre("/a", "/b"));
}

TEST(JsonForm, StandsBehindFlagsAndHealthchecksCmd) {
    EXPECT_THAT(last_words("COPY --chown=a [\"b\", \"c\"]\n"), ElementsAre("b", "c"));
    EXPECT_THAT(last_words("HEALTHCHECK --interval=3s CMD [\"b\", \"c\"]\n"), ElementsAre("CMD", "b", "c"));
    EXPECT_THAT(last_words("HEALTHCHECK CMD b c\n"), ElementsAre("CMD", "b c"));
}

TEST(JsonForm, OtherInstructionsHaveNone) {
    EXPECT_THAT(annotations_of("instruction", "USER [\"a\"]"), ElementsAre("instruction USER"));
    EXPECT_THAT(annotations_of("instruction", "WORKDIR [\"a\"]"), ElementsAre("instruction WORKDIR"));
}

} // namespace
} // namespace dockwright::syntax
