#include "model/check_model.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::model {
namespace {

TEST(Images, AreCutIntoTheirParts) {
    check_images(R"(
      | FROM python:3.12
      ~      ^^^^^^^^^^^ image python, tag 3.12
      | FROM nvidia/cuda
      ~      ^^^^^^^^^^^ image nvidia/cuda
      | FROM ghcr.io/a/b:c@sha256:0123
      ~      ^^^^^^^^^^^^^^^^^^^^^^^^^ image a/b, registry ghcr.io, tag c, digest sha256:0123
      | FROM localhost:5000/a
      ~      ^^^^^^^^^^^^^^^^ image a, registry localhost:5000
      | FROM localhost/a
      ~      ^^^^^^^^^^^ image a, registry localhost
      | FROM Registry/a
      ~      ^^^^^^^^^^ image a, registry Registry
      | FROM scratch
      ~      ^^^^^^^ image scratch
    )");
}

TEST(Images, MayBeEarlierStages) {
    check_images(R"(
      | FROM a AS one
      ~      ^ image a
      | FROM one AS two
      ~      ^^^ stage 0
      | FROM three
      ~      ^^^^^ image three
      | FROM two AS three
      ~      ^^^ stage 1
    )");
}

TEST(Images, ANameInUpperCaseIsFoundInLowerCaseAlone) {
    check_images(R"(
      | FROM a AS Base
      ~      ^ image a
      | FROM Base
      ~      ^^^^ image Base
      | FROM base
      ~      ^^^^ stage 0
    )");
}

TEST(Images, OfTwoStagesOfOneNameTheLaterCounts) {
    check_images(R"(
      | FROM a AS x
      ~      ^ image a
      | FROM b AS x
      ~      ^ image b
      | FROM x
      ~      ^ stage 1
    )");
}

TEST(Images, AStageIsNotNamedByItsNumberHere) {
    check_images(R"(
      | FROM a
      ~      ^ image a
      | FROM 0
      ~      ^ image 0
    )");
}

TEST(Images, AreKnownWhereEveryArgumentHasADefault) {
    check_images(R"(
      | ARG NAME=python
      | ARG TAG
      | FROM $NAME:3.12
      ~      ^^^^^^^^^^ image python, tag 3.12
      | FROM $NAME:$TAG
      ~      ^^^^^^^^^^ image python (unknown)
      | FROM ${OTHER:-alpine}
      ~      ^^^^^^^^^^^^^^^^ image alpine (unknown)
    )");
}

TEST(Images, AStageMayBeNamedThroughAnArgument) {
    check_images(R"(
      | ARG KIND=debug
      | FROM a AS debug
      ~      ^ image a
      | FROM b AS release
      ~      ^ image b
      | FROM $KIND
      ~      ^^^^^ stage 0
    )");
}

TEST(Images, FollowTheGrammarOfReferences) {
    for (const std::string_view name :
         {"a", "a/b", "a_b", "a__b", "a--b", "a.b", "a:T_1.0-x", "x.y:80/a", "[::1]:80/a", "LOCAL/a",
          "a@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}) {
        EXPECT_TRUE(is_valid_reference(name)) << name;
    }
    for (const std::string_view name :
         {"", "A", "a/", "/a", "a//b", "a:", "a:-x", "a:b:c", "-a", "a_", "a___b", "a..b", "a b", "x.y:/a",
          "a@sha256:0123", "a@md5:0123456789abcdef0123456789abcdef", "$a", "a@",
          "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}) {
        EXPECT_FALSE(is_valid_reference(name)) << name;
    }
}

TEST(Stages, HaveTheirNamesPlatformsAndInstructions) {
    const auto document =
        Document::parse("ARG A\nFROM --platform=linux/arm64 x AS one\nRUN a\nFROM y\nRUN b\nRUN c\n");
    ASSERT_EQ(document->stages().size(), 2U);
    const Stage& one = document->stages()[0];
    EXPECT_EQ(one.name, "one");
    EXPECT_EQ(one.name_span.of(document->text()), "one");
    EXPECT_EQ(one.as_span.of(document->text()), "AS");
    EXPECT_EQ(one.platform, "linux/arm64");
    EXPECT_EQ(document->instructions(one).size(), 2U);
    const Stage& two = document->stages()[1];
    EXPECT_EQ(two.name, "");
    EXPECT_TRUE(two.name_span.empty());
    EXPECT_EQ(document->instructions(two).size(), 3U);
}

TEST(Stages, AreFoundByNameInAnyCaseAmongThoseBefore) {
    const auto document = Document::parse("FROM a AS One\nFROM b AS two\nFROM c AS one\n");
    EXPECT_EQ(document->stage_named("ONE", 1), &document->stages()[0]);
    EXPECT_EQ(document->stage_named("one", 3), &document->stages()[2]);
    EXPECT_EQ(document->stage_named("two", 1), nullptr);
    EXPECT_EQ(document->stage_named("", 3), nullptr);
}

TEST(Stages, AFromWithoutAnImageIsAStageAllTheSame) {
    const auto document = Document::parse("FROM\nRUN a\n");
    ASSERT_EQ(document->stages().size(), 1U);
    EXPECT_EQ(document->stages()[0].image.written, "");
    EXPECT_EQ(document->stage_of(document->instructions()[1]), &document->stages()[0]);
}

TEST(Stages, ManyTakeNoLongerThanTheFileIsLong) {
    std::string text = "FROM a AS s0\n";
    for (int i = 0; i < 100'000; ++i) {
        text += "FROM s" + std::to_string(i) + " AS s" + std::to_string(i + 1) + "\nENV a=$b\n";
    }
    const auto document = Document::parse(std::move(text));
    ASSERT_EQ(document->stages().size(), 100'001U);
    EXPECT_EQ(document->stages().back().image.stage, 99'999U);
    EXPECT_EQ(document->stage_named("S7", 100'000), &document->stages()[7]);
}

TEST(Contexts, TellTheLastUserShellAndWorkdirBeforeAnInstruction) {
    const auto document =
        Document::parse("FROM a\nRUN 1\nUSER u\nWORKDIR /w\nSHELL [\"s\"]\nRUN 2\nUSER v\nRUN 3\n");
    const auto context = [&](std::size_t i) { return document->context(document->instructions()[i]); };
    EXPECT_EQ(context(1).user, std::nullopt);
    EXPECT_EQ(context(2).user, std::nullopt);
    EXPECT_EQ(context(5).user, 2U);
    EXPECT_EQ(context(5).workdir, 3U);
    EXPECT_EQ(context(5).shell, 4U);
    EXPECT_EQ(context(7).user, 6U);
}

TEST(Contexts, AreHandedOnToTheStagesAbove) {
    const auto document = Document::parse("FROM a AS base\nUSER u\nFROM b\nRUN 1\nFROM base\nRUN 2\n");
    EXPECT_EQ(document->context(document->instructions()[3]).user, std::nullopt);
    EXPECT_EQ(document->context(document->instructions()[5]).user, 1U);
}

TEST(Contexts, BeforeTheFirstFromThereIsNoStage) {
    const auto document = Document::parse("ARG A\nRUN a\nFROM b\n");
    EXPECT_EQ(document->stage_of(document->instructions()[0]), nullptr);
    EXPECT_EQ(document->stage_of(document->instructions()[1]), nullptr);
    EXPECT_NE(document->stage_of(document->instructions()[2]), nullptr);
}

TEST(Stages, BuildOnAThousandOthersAtMost) {
    std::string text = "FROM debian AS s0\n";
    for (int i = 1; i <= 1001; ++i) {
        text += "FROM s" + std::to_string(i - 1) + " AS s" + std::to_string(i) + "\n";
    }
    const auto document = Document::parse(text + "FROM s1001\n");
    const auto stages = document->stages();
    EXPECT_EQ(stages[1000].image.stage, 999U);
    EXPECT_FALSE(stages[1001].image.is_stage());
    EXPECT_FALSE(stages[1001].image.known);
    EXPECT_EQ(stages[1002].image.stage, 1001U);
}

TEST(Documents, GiveAllInstructionsOfOneKindInTheirOrder) {
    const auto document = Document::parse("FROM a\nRUN 1\nCOPY b c\nRUN 2\nONBUILD RUN 3\n");
    std::vector<std::string_view> found;
    for (const Instruction& run : document->all(Keyword::run)) {
        found.push_back(document->words(run)[0].text);
    }
    EXPECT_THAT(found, ::testing::ElementsAre("1", "2"));
    EXPECT_EQ(std::ranges::distance(document->all(Keyword::unknown)), 0);
}

TEST(Documents, LeadFromOnbuildToWhatStandsBehindIt) {
    const auto document = Document::parse("FROM a\nONBUILD RUN x\nONBUILD\n");
    const Instruction* inner = document->nested(document->instructions()[1]);
    ASSERT_NE(inner, nullptr);
    EXPECT_EQ(inner->keyword, Keyword::run);
    EXPECT_EQ(document->nested(document->instructions()[0]), nullptr);
    EXPECT_EQ(document->nested(document->instructions()[2]), nullptr);
}

TEST(Documents, ExpandTheWordsOfUserWorkdirAndExpose) {
    const auto document = Document::parse(
        "FROM a\nENV P=80 D=/x\nWORKDIR $D/y\nUSER ${U:-me}\nEXPOSE $P 90\nWORKDIR \"$D\nCOPY $D /\n");
    const auto expanded = [&](std::size_t i, std::size_t word) {
        return document->expanded(document->words(document->instructions()[i])[word]);
    };
    EXPECT_EQ(expanded(2, 0), "/x/y");
    EXPECT_EQ(expanded(3, 0), "me");
    EXPECT_EQ(expanded(4, 0), "80");
    EXPECT_EQ(expanded(4, 1), "90");
    EXPECT_EQ(expanded(5, 0), std::nullopt);
    EXPECT_EQ(expanded(6, 0), "$D") << "other words come back as they are";
}

TEST(Documents, SplitTheWordsOfExposeAsBuildKitDoes) {
    const auto document = Document::parse("FROM a\nENV P=\"80 81\"\nEXPOSE $P \"$P\" 8${Q:-7} 8$Q\n");
    const Instruction& expose = document->instructions()[2];
    const auto expanded = [&](std::size_t word) { return document->expanded(document->words(expose)[word]); };
    EXPECT_EQ(expanded(0), "80 81");
    EXPECT_EQ(expanded(1), "80 81");
    EXPECT_EQ(expanded(2), "7") << "what stands before braces with a modifier is lost";
    EXPECT_EQ(expanded(3), "8");
}

} // namespace
} // namespace dockwright::model
