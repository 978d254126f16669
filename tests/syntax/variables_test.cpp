#include "syntax/check_syntax.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::syntax {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Variables, AreFoundWithAndWithoutBraces) {
    check_syntax("variable", R"(
      | FROM $IMAGE:${TAG}
      ~      ^^^^^^ variable IMAGE
      ~             ^^^^^^ variable TAG
    )");
}

TEST(Variables, ShowTheirModifiers) {
    check_syntax("variable", R"(
      | WORKDIR ${A:-x}${B:+x}${C:?x}${D-x}${E#x}${F%%x}${G/a/b}
      ~         ^^^^^^^ variable A :-
      ~                ^^^^^^^ variable B :+
      ~                       ^^^^^^^ variable C :?
      ~                              ^^^^^^ variable D -
      ~                                    ^^^^^^ variable E #
      ~                                          ^^^^^^^ variable F %
      ~                                                 ^^^^^^^^ variable G /
    )");
}

TEST(Variables, MayBeNested) {
    check_syntax("variable", R"(
      | FROM ${A:-${B:-$C}}
      ~      ^^^^^^^^^^^^^^ variable A :-
      ~           ^^^^^^^^ variable B :- nested
      ~                ^^ variable C nested
    )");
}

TEST(Variables, AnEscapedDollarIsNone) {
    check_syntax("variable", R"(
      | ENV A=\$B C=$D
      ~             ^^ variable D
    )");
}

TEST(Variables, SingleQuotesHideThemAndDoubleQuotesDoNot) {
    check_syntax("variable", R"(
      | ENV A='$B' C="$D" E="'$F'"
      ~               ^^ variable D
      ~                       ^^ variable F
    )");
}

TEST(Variables, OfTheShellFormAreTheShells) {
    EXPECT_THAT(annotations_of("variable", "RUN echo $A"), IsEmpty());
    EXPECT_THAT(annotations_of("variable", "CMD echo $A"), IsEmpty());
    EXPECT_THAT(annotations_of("variable", "ENTRYPOINT [\"$A\"]"), IsEmpty());
}

TEST(Variables, OfAMountAreBuildKits) {
    check_syntax("variable", R"(
      | RUN --mount=type=cache,target=$HOME/x ls $B
      ~                               ^^^^^ variable HOME
    )");
}

TEST(Variables, OfChownAndPlatformAreFound) {
    EXPECT_THAT(annotations_of("variable", "COPY --chown=$A b c"), ElementsAre("variable A"));
    EXPECT_THAT(annotations_of("variable", "COPY --chown=\"${A}:${B}\" b c"),
                ElementsAre("variable A", "variable B"));
    EXPECT_THAT(annotations_of("variable", "COPY \\\n  --chown='$A' b c"), ElementsAre("variable A"));
    EXPECT_THAT(annotations_of("variable", "FROM --platform=$BUILDPLATFORM a"),
                ElementsAre("variable BUILDPLATFORM"));
}

TEST(Variables, OfAFlagHaveLostTheirQuotesAndOneEscapeBefore) {
    EXPECT_THAT(annotations_of("variable", "COPY --chown='$A' b c"), ElementsAre("variable A"));
    EXPECT_THAT(annotations_of("variable", "COPY --chown=\\$A b c"), ElementsAre("variable A"));
    EXPECT_THAT(annotations_of("variable", "COPY --chown=\\\\$A b c"), IsEmpty());
}

TEST(Variables, OfCopysSourceStageAreNotExpanded) {
    EXPECT_THAT(annotations_of("variable", "COPY --from=$A b c"), IsEmpty());
}

TEST(Variables, ANameEndsAtTheFirstOtherCharacter) {
    check_syntax("variable", R"(
      | WORKDIR /$A-b/$C_1.d/$1x/$
      ~          ^^ variable A
      ~               ^^^^ variable C_1
      ~                      ^^ variable 1
    )");
}

TEST(Variables, TheBacktickEscapesWhereItIsTheEscape) {
    EXPECT_THAT(annotations_of("variable", "# escape=`\nENV A=`$B C=\\$D\n"), ElementsAre("variable D"));
}

TEST(Variables, AnOpenBraceReachesToTheEndOfTheName) {
    check_syntax("variable", R"(
      | FROM ${A:-b
      ~      ^^^ variable A :-
    )");
}

TEST(Variables, MayBeCutByAContinuation) {
    check_syntax("variable", R"(
      | ENV A=$NA\
      ~       ^^^^> variable NAME
      | ME
      ~ ^^<
    )");
}

} // namespace
} // namespace dockwright::syntax
