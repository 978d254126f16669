#include "support/fixture.hpp"
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

namespace dockwright::testing {
namespace {

TEST(Fixture, TakesTheSourceLinesWithoutTheirMargin) {
    const Fixture fixture = Fixture::read(R"(
      | FROM ubuntu
      |
      |   RUN true
    )");
    EXPECT_EQ(fixture.source, "FROM ubuntu\n\n  RUN true\n");
    EXPECT_TRUE(fixture.annotations.empty());
    EXPECT_FALSE(fixture.fixed.has_value());
}

TEST(Fixture, CaretsStandUnderTheLineAboveThem) {
    const Fixture fixture = Fixture::read(R"(
      | FROM ubuntu
      ~      ^^^^^^ no tag
      ~ ^^^^ a keyword
    )");
    EXPECT_EQ(fixture.annotations,
              (std::vector<Annotation>{{span(5, 11), "no tag"}, {span(0, 4), "a keyword"}}));
}

TEST(Fixture, CaretsCountCharactersAndNotBytes) {
    const Fixture fixture = Fixture::read("| \xC3\xA9\xF0\x9F\x98\x80 x\n~    ^ here\n");
    EXPECT_EQ(fixture.annotations, (std::vector<Annotation>{{span(7, 8), "here"}}));
}

TEST(Fixture, ATabIsOneCharacter) {
    const Fixture fixture = Fixture::read("| \tRUN\n~  ^^^ here\n");
    EXPECT_EQ(fixture.annotations, (std::vector<Annotation>{{span(1, 4), "here"}}));
}

TEST(Fixture, AnEmptySpanIsAnExclamationMark) {
    const Fixture fixture = Fixture::read(R"(
      | FROM
      ~     ! no image
    )");
    EXPECT_EQ(fixture.annotations, (std::vector<Annotation>{{span(4, 4), "no image"}}));
}

TEST(Fixture, ASpanOverSeveralLinesIsOpenedAndClosed) {
    const Fixture fixture = Fixture::read(R"(
      | RUN a \
      ~     ^^^> long
      |   b
      ~ ^^^<
    )");
    EXPECT_EQ(fixture.annotations, (std::vector<Annotation>{{span(4, 11), "long"}}));
}

TEST(Fixture, PlusReplacesTheLineAbove) {
    const Fixture fixture = Fixture::read(R"(
      | FROM a
      | ADD x y
      ~ ^^^ use COPY
      + COPY x y
      + RUN true
    )");
    EXPECT_EQ(fixture.source, "FROM a\nADD x y\n");
    EXPECT_EQ(fixture.fixed, "FROM a\nCOPY x y\nRUN true\n");
}

TEST(Fixture, MinusIsALineThatGoes) {
    const Fixture fixture = Fixture::read(R"(
      | FROM a
      - MAINTAINER me
      ~ ^^^^^^^^^^ deprecated
    )");
    EXPECT_EQ(fixture.source, "FROM a\nMAINTAINER me\n");
    EXPECT_EQ(fixture.fixed, "FROM a\n");
}

TEST(Fixture, DrawingGivesBackWhatWasRead) {
    constexpr std::string_view text = R"(
  | FROM a
  - MAINTAINER me
  ~ ^^^^^^^^^^ deprecated
  | ADD x \
  ~ ^^^ use COPY
  ~     ^^^> over two lines
  + COPY x \
  |   y
  ~ ^^^<
  ~    ! empty
)";
    const Fixture fixture = Fixture::read(text);
    EXPECT_EQ(draw(fixture.source, fixture.annotations, fixture.fixed), text);
}

void expect_other_place() {
    expect_annotations(Fixture::read("| FROM a\n~      ^ x\n"), {{span(0, 4), "x"}});
}
TEST(Fixture, ADifferenceShowsWhatToPaste) {
    EXPECT_NONFATAL_FAILURE(expect_other_place(), "actual:\n  | FROM a\n  ~ ^^^^ x\n");
}

void expect_no_fix() {
    expect_annotations(Fixture::read("| FROM a\n"), {}, "FROM b\n");
}
TEST(Fixture, AFixThatWasNotExpectedFails) {
    EXPECT_NONFATAL_FAILURE(expect_no_fix(), "  | FROM a\n  + FROM b\n");
}

void read_without_margin() {
    Fixture::read("FROM a\n");
}
TEST(Fixture, ALineWithoutAMarginFails) {
    EXPECT_NONFATAL_FAILURE(read_without_margin(), "a line without a margin");
}

void read_without_end() {
    Fixture::read("| RUN a\n~ ^^^> x\n");
}
TEST(Fixture, ASpanThatNothingClosesFails) {
    EXPECT_NONFATAL_FAILURE(read_without_end(), "no line ends");
}

} // namespace
} // namespace dockwright::testing
