#include "syntax/check_syntax.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::syntax {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Flags, StandBeforeTheArguments) {
    check_syntax("flag word", R"(
      | COPY --from=build --chown=1000:1000 a b
      ~      ^^^^^^^^^^^^ flag from = build
      ~                   ^^^^^^^^^^^^^^^^^ flag chown = 1000:1000
      ~                                     ^ word
      ~                                       ^ word
    )");
}

TEST(Flags, EndAtTheFirstOtherWord) {
    check_syntax("flag word", R"(
      | COPY a --from=b
      ~      ^ word
      ~        ^^^^^^^^ word
    )");
}

TEST(Flags, TwoDashesAloneEndThem) {
    check_syntax("flag word", R"(
      | RUN -- --mount=a
      ~        ^^^^^^^^^ word
    )");
}

TEST(Flags, MayHaveNoValue) {
    check_syntax("flag", R"(
      | COPY --link --parents a b
      ~      ^^^^^^ flag link
      ~             ^^^^^^^^^ flag parents
    )");
}

TEST(Flags, AnEmptyValueIsOne) {
    check_syntax("flag", R"(
      | COPY --from= a b
      ~      ^^^^^^^ flag from =
    )");
}

TEST(Flags, QuotesAndEscapesAreTakenAway) {
    check_syntax("flag word", R"(
      | RUN --mount="type=cache, x" --a\ b='c d' ls
      ~     ^^^^^^^^^^^^^^^^^^^^^^^ flag mount = type=cache, x
      ~                             ^^^^^^^^^^^^ flag a b = c d
      ~                                          ^^ word
    )");
}

TEST(Flags, NameAndValueHaveTheirOwnSpans) {
    const File file = parse("FROM --platform=linux/amd64 a");
    ASSERT_EQ(file.flags.size(), 1U);
    EXPECT_EQ(file.flags[0].name_span, span(5, 15));
    EXPECT_EQ(file.flags[0].value_span, span(16, 27));
    EXPECT_EQ(file.flag(file.instructions[0], "platform"), &file.flags[0]);
    EXPECT_EQ(file.flag(file.instructions[0], "mount"), nullptr);
}

TEST(Flags, MayBeCutByAContinuation) {
    check_syntax("flag word", R"(
      | RUN --mount=type=cache,\
      ~     ^^^^^^^^^^^^^^^^^^^^> flag mount = type=cache,target=/x
      | target=/x \
      ~ ^^^^^^^^^<
      |     --network=none ls
      ~     ^^^^^^^^^^^^^^ flag network = none
      ~                    ^^ word
    )");
}

TEST(Flags, OptionsOfAMountAreCutAtCommas) {
    check_syntax("option", R"(
      | RUN --mount=type=bind,from=build,source=/a,readonly ls
      ~             ^^^^^^^^^ option type = bind
      ~                       ^^^^^^^^^^ option from = build
      ~                                  ^^^^^^^^^ option source = /a
      ~                                            ^^^^^^^^ option readonly
    )");
}

TEST(Flags, AValueMayHoldAnEqualsSign) {
    check_syntax("option", R"(
      | RUN --mount=type=secret,id=a=b ls
      ~             ^^^^^^^^^^^ option type = secret
      ~                         ^^^^^^ option id = a=b
    )");
}

TEST(Flags, EveryInstructionMayHaveThemAsTheParserIsConcerned) {
    EXPECT_THAT(annotations_of("flag", "ENV --a=b c=d"), ElementsAre("flag a = b"));
    EXPECT_THAT(annotations_of("flag", "HEALTHCHECK --interval=1s --retries=3 CMD x"),
                ElementsAre("flag interval = 1s", "flag retries = 3"));
}

TEST(Flags, StandBehindOnbuildsInnerName) {
    const File file = parse("ONBUILD COPY --from=a b c");
    ASSERT_EQ(file.nested.size(), 1U);
    EXPECT_EQ(file.nested[0].keyword, Keyword::copy);
    EXPECT_EQ(file.flags_of(file.nested[0]).size(), 1U);
    EXPECT_THAT(file.flags_of(file.instructions[0]), IsEmpty());
}

TEST(Flags, AQuotedOneIsAnArgument) {
    EXPECT_THAT(annotations_of("flag", "COPY \"--from=a\" b"), IsEmpty());
}

} // namespace
} // namespace dockwright::syntax
