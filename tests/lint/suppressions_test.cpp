#include "base/line_index.hpp"
#include "lint/linter.hpp"
#include "lint/rule.hpp"
#include "lint/suppressions.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// Suppressions, seen on two rules that find one thing a line: an image without a tag and a
/// relative WORKDIR.
namespace dockwright::lint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// `LINE rule` of each finding, lines from 1.
std::vector<std::string> found(std::string_view text, Preset preset = Preset::recommended) {
    const auto document = model::Document::parse(std::string(text));
    const LineIndex lines(document->text());
    std::vector<std::string> out;
    for (const Finding& finding : lint(*document, {.preset = preset})) {
        const std::string_view id = finding.rule->id;
        if (id == "untagged-base-image" || id == "relative-workdir") {
            out.push_back(std::to_string(lines.line(finding.span.begin) + 1) + " " + std::string(id));
        }
    }
    return out;
}

TEST(Suppressions, WithoutOneEverythingIsFound) {
    EXPECT_THAT(found("FROM a\nWORKDIR b\n"), ElementsAre("1 untagged-base-image", "2 relative-workdir"));
}

TEST(Suppressions, OneOfOursHoldsForTheNextInstruction) {
    EXPECT_THAT(found("# dockwright ignore=untagged-base-image\nFROM a\nFROM b\n"),
                ElementsAre("3 untagged-base-image"));
}

TEST(Suppressions, OtherCommentsAndEmptyLinesMayStandBetween) {
    EXPECT_THAT(found("# dockwright ignore=untagged-base-image\n# and why\n\nFROM a\n"), IsEmpty());
}

TEST(Suppressions, ListsAreCutAtCommas) {
    EXPECT_THAT(found("FROM a:1\n# dockwright ignore=untagged-base-image, relative-workdir\nWORKDIR b\n"),
                IsEmpty());
}

TEST(Suppressions, AReasonMayFollow) {
    for (const std::string_view reason : {": pinned elsewhere", " pinned elsewhere", " # pinned elsewhere"}) {
        const std::string text =
            "# dockwright ignore=untagged-base-image" + std::string(reason) + "\nFROM a\n";
        EXPECT_THAT(found(text), IsEmpty()) << text;
        const auto document = model::Document::parse(text);
        ASSERT_EQ(Suppressions(*document).all().size(), 1U);
        EXPECT_EQ(Suppressions(*document).all()[0].reason, "pinned elsewhere");
    }
}

TEST(Suppressions, APeersCodeAndAGroupAreNamesToo) {
    EXPECT_THAT(found("# dockwright ignore=DL3006\nFROM a\n"), IsEmpty());
    EXPECT_THAT(found("# dockwright ignore=reproducibility\nFROM a\n"), IsEmpty());
}

TEST(Suppressions, AnotherRulesNameChangesNothing) {
    EXPECT_THAT(found("# dockwright ignore=relative-workdir\nFROM a\n"),
                ElementsAre("2 untagged-base-image"));
}

TEST(Suppressions, OneForTheFileMayStandAnywhere) {
    EXPECT_THAT(found("FROM a\nFROM b\n# dockwright file ignore=untagged-base-image\nWORKDIR c\n"),
                ElementsAre("4 relative-workdir"));
}

TEST(Suppressions, OneForAStageEndsWithIt) {
    EXPECT_THAT(
        found("# dockwright stage ignore=relative-workdir\nFROM a:1\nWORKDIR b\nFROM c:1\nWORKDIR d\n"),
        ElementsAre("5 relative-workdir"));
}

TEST(Suppressions, HadolintsOwnAreHonoured) {
    EXPECT_THAT(found("# hadolint ignore=DL3006\nFROM a\n"), IsEmpty());
    EXPECT_THAT(found("# hadolint ignore=DL3006,DL3000 # why\nFROM a\n"), IsEmpty());
    EXPECT_THAT(found("# hadolint global ignore=DL3006\nFROM a\nFROM b\n"), IsEmpty());
}

TEST(Suppressions, HadolintsNameCodesAlone) {
    EXPECT_THAT(found("# hadolint ignore=untagged-base-image\nFROM a\n"),
                ElementsAre("2 untagged-base-image"));
}

TEST(Suppressions, HadolintSeesNoneThatIsNotRightAbove) {
    EXPECT_THAT(found("# hadolint ignore=DL3006\n# other\nFROM a\n", Preset::hadolint),
                ElementsAre("3 untagged-base-image"));
    EXPECT_THAT(found("# other\n# hadolint ignore=DL3006\nFROM a\n", Preset::hadolint), IsEmpty());
}

TEST(Suppressions, BuildKitsHoldForTheFileInTheFirstLines) {
    EXPECT_THAT(found("# check=skip=WorkdirRelativePath\nFROM a:1\nWORKDIR b\n"), IsEmpty());
    EXPECT_THAT(found("# check=skip=all\nFROM a:1\nWORKDIR b\n"), IsEmpty());
    EXPECT_THAT(found("# check=skip=FromAsCasing,WorkdirRelativePath;error=true\nFROM a:1\nWORKDIR b\n"),
                IsEmpty());
}

TEST(Suppressions, BuildKitsHoldForAnInstructionAboveIt) {
    EXPECT_THAT(found("FROM a:1\n# check=skip=WorkdirRelativePath\nWORKDIR b\nFROM c:1\nWORKDIR d\n"),
                ElementsAre("5 relative-workdir"));
}

TEST(Suppressions, BuildKitsAllLeavesWhatBuildKitDoesNotFind) {
    EXPECT_THAT(found("# check=skip=all\nFROM a\n"), ElementsAre("2 untagged-base-image"));
}

TEST(Suppressions, APeersPresetHonoursThatPeersAlone) {
    EXPECT_THAT(found("# dockwright ignore=DL3006\nFROM a\n", Preset::hadolint),
                ElementsAre("2 untagged-base-image"));
    EXPECT_THAT(found("FROM a:1\n# hadolint ignore=DL3000\nWORKDIR b\n", Preset::buildkit),
                ElementsAre("3 relative-workdir"));
    EXPECT_THAT(found("FROM a:1\n# check=skip=WorkdirRelativePath\nWORKDIR b\n", Preset::hadolint),
                ElementsAre("3 relative-workdir"));
}

TEST(Suppressions, BehindTheLastInstructionOneHoldsForNothing) {
    EXPECT_THAT(found("FROM a\n# dockwright ignore=untagged-base-image\n"),
                ElementsAre("1 untagged-base-image"));
}

TEST(Suppressions, TheNameHasItsOwnSpan) {
    const auto document = model::Document::parse("# dockwright ignore=a-b, DL3006: why\nFROM a\n");
    const Suppressions suppressions(*document);
    ASSERT_EQ(suppressions.all().size(), 2U);
    EXPECT_EQ(suppressions.all()[0].selector_span.of(document->text()), "a-b");
    EXPECT_EQ(suppressions.all()[1].selector_span.of(document->text()), "DL3006");
}

} // namespace
} // namespace dockwright::lint
