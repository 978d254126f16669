#include "base/line_index.hpp"
#include "lint/linter.hpp"
#include "lint/rule.hpp"
#include "lint/suppressions.hpp"
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <initializer_list>

/// Suppressions, seen on two rules that find one thing a line: an image without a tag and a
/// relative WORKDIR.
namespace dockwright::lint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// `LINE rule` of each finding of these rules, lines from 1.
std::vector<std::string> found(std::string_view text, Preset preset = Preset::recommended,
                               std::initializer_list<std::string_view> rules = {"untagged-base-image",
                                                                                "relative-workdir"}) {
    const auto document = model::Document::parse(std::string(text));
    const LineIndex lines(document->text());
    std::vector<std::string> out;
    for (const Finding& finding : lint(*document, {.preset = preset})) {
        const std::string_view id = finding.rule->id;
        if (std::ranges::find(rules, id) != rules.end()) {
            out.push_back(std::to_string(lines.line(finding.span.begin) + 1) + " " + std::string(id));
        }
    }
    return out;
}

TEST(Suppressions, WithoutOneEverythingIsFound) {
    EXPECT_THAT(found("FROM t/a\nWORKDIR b\n"), ElementsAre("1 untagged-base-image", "2 relative-workdir"));
}

TEST(Suppressions, OneOfOursHoldsForTheNextInstruction) {
    EXPECT_THAT(found("# dockwright ignore=untagged-base-image\nFROM t/a\nFROM t/b\n"),
                ElementsAre("3 untagged-base-image"));
}

TEST(Suppressions, OtherCommentsAndEmptyLinesMayStandBetween) {
    EXPECT_THAT(found("# dockwright ignore=untagged-base-image\n# and why\n\nFROM t/a\n"), IsEmpty());
}

TEST(Suppressions, ListsAreCutAtCommas) {
    EXPECT_THAT(found("FROM a:1\n# dockwright ignore=untagged-base-image, relative-workdir\nWORKDIR b\n"),
                IsEmpty());
}

TEST(Suppressions, AReasonMayFollow) {
    for (const std::string_view reason : {": pinned elsewhere", " pinned elsewhere", " # pinned elsewhere"}) {
        const std::string text =
            "# dockwright ignore=untagged-base-image" + std::string(reason) + "\nFROM t/a\n";
        EXPECT_THAT(found(text), IsEmpty()) << text;
        const auto document = model::Document::parse(text);
        ASSERT_EQ(Suppressions(*document).all().size(), 1U);
        EXPECT_EQ(Suppressions(*document).all()[0].reason, "pinned elsewhere");
    }
}

TEST(Suppressions, APeersCodeAndAGroupAreNamesToo) {
    EXPECT_THAT(found("# dockwright ignore=DL3006\nFROM t/a\n"), IsEmpty());
    EXPECT_THAT(found("# dockwright ignore=reproducibility\nFROM t/a\n"), IsEmpty());
}

TEST(Suppressions, AnotherRulesNameChangesNothing) {
    EXPECT_THAT(found("# dockwright ignore=relative-workdir\nFROM t/a\n"),
                ElementsAre("2 untagged-base-image"));
}

TEST(Suppressions, OneForTheFileMayStandAnywhere) {
    EXPECT_THAT(found("FROM t/a\nFROM t/b\n# dockwright file ignore=untagged-base-image\nWORKDIR c\n"),
                ElementsAre("4 relative-workdir"));
}

TEST(Suppressions, OneForAStageEndsWithIt) {
    EXPECT_THAT(
        found("# dockwright stage ignore=relative-workdir\nFROM a:1\nWORKDIR b\nFROM c:1\nWORKDIR d\n"),
        ElementsAre("5 relative-workdir"));
}

TEST(Suppressions, HadolintsOwnAreHonoured) {
    EXPECT_THAT(found("# hadolint ignore=DL3006\nFROM t/a\n"), IsEmpty());
    EXPECT_THAT(found("# hadolint ignore=DL3006,DL3000 # why\nFROM t/a\n"), IsEmpty());
    EXPECT_THAT(found("# hadolint global ignore=DL3006\nFROM t/a\nFROM t/b\n"), IsEmpty());
}

TEST(Suppressions, HadolintsNameCodesAlone) {
    EXPECT_THAT(found("# hadolint ignore=untagged-base-image\nFROM t/a\n"),
                ElementsAre("2 untagged-base-image"));
}

TEST(Suppressions, HadolintSeesNoneThatIsNotRightAbove) {
    EXPECT_THAT(found("# hadolint ignore=DL3006\n# other\nFROM t/a\n", Preset::hadolint),
                ElementsAre("3 untagged-base-image"));
    EXPECT_THAT(found("# other\n# hadolint ignore=DL3006\nFROM t/a\n", Preset::hadolint), IsEmpty());
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
    EXPECT_THAT(found("# check=skip=all\nFROM t/a\n"), ElementsAre("2 untagged-base-image"));
}

TEST(Suppressions, APeersPresetHonoursThatPeersAlone) {
    EXPECT_THAT(found("# dockwright ignore=DL3006\nFROM t/a\n", Preset::hadolint),
                ElementsAre("2 untagged-base-image"));
    EXPECT_THAT(found("FROM a:1\n# hadolint ignore=DL3000\nWORKDIR b\n", Preset::buildkit),
                ElementsAre("3 relative-workdir"));
    EXPECT_THAT(found("FROM a:1\n# check=skip=WorkdirRelativePath\nWORKDIR b\n", Preset::hadolint),
                ElementsAre("3 relative-workdir"));
}

TEST(Suppressions, BehindTheLastInstructionOneHoldsForNothing) {
    EXPECT_THAT(found("FROM t/a\n# dockwright ignore=untagged-base-image\n"),
                ElementsAre("1 untagged-base-image"));
}

/// The lines of RUN commands that `apt-get install` without -y is found in.
std::vector<std::string> installs_found(std::string_view text, Preset preset = Preset::all) {
    const auto document = model::Document::parse(std::string(text));
    const LineIndex lines(document->text());
    std::vector<std::string> out;
    for (const Finding& finding : lint(*document, {.preset = preset})) {
        if (std::ranges::any_of(finding.codes, [](const Code& code) { return code.code == "DL3014"; })) {
            out.push_back(std::to_string(lines.line(finding.span.begin) + 1));
        }
    }
    return out;
}

TEST(Suppressions, BetweenTheLinesOfARunOneHoldsForTheNextLine) {
    constexpr std::string_view text = "FROM debian:12\n"
                                      "RUN apt-get install a && \\\n"
                                      "    # dockwright ignore=DL3014: it asks nothing\n"
                                      "    # and more words\n"
                                      "    apt-get install b && \\\n"
                                      "    apt-get install c\n";
    EXPECT_THAT(installs_found(text), ElementsAre("2", "6"));
    EXPECT_THAT(installs_found(text, Preset::hadolint), ElementsAre("2", "5", "6"));
}

TEST(Suppressions, InAHeredocOneHoldsForItsLineOrTheNext) {
    EXPECT_THAT(installs_found("FROM debian:12\nRUN <<EOT\n"
                               "# hadolint ignore=DL3014\n"
                               "apt-get install a\n"
                               "apt-get install b\n"
                               "apt-get install c # dockwright ignore=DL3014: it asks nothing\n"
                               "EOT\n"),
                ElementsAre("5"));
}

TEST(Suppressions, AreUsedWhenAFindingFallsIntoThem) {
    const auto document =
        model::Document::parse("# dockwright ignore=untagged-base-image,relative-workdir\nFROM t/a\n");
    Suppressions suppressions(*document);
    for (const Finding& finding : lint(*document, {.honours_comments = false})) {
        suppressions.cover(finding, std::nullopt);
    }
    EXPECT_TRUE(suppressions.all()[0].used);
    EXPECT_FALSE(suppressions.all()[1].used);
}

/// What the rules about suppressions find, as `LINE rule`.
std::vector<std::string> reviewed(std::string_view text, const Settings& settings = {}) {
    const auto document = model::Document::parse(std::string(text));
    const LineIndex lines(document->text());
    std::vector<std::string> out;
    for (const Finding& finding : lint(*document, settings)) {
        if (finding.rule->review != nullptr) {
            out.push_back(std::to_string(lines.line(finding.span.begin) + 1) + " " +
                          std::string(finding.rule->id));
        }
    }
    return out;
}

TEST(Suppressions, OfARuleThatDidNotRunAreNotCalledUnused) {
    constexpr std::string_view text = "FROM a:1\n# dockwright ignore=named-user: it is known\nWORKDIR /b\n";
    EXPECT_THAT(reviewed(text), IsEmpty());
    EXPECT_THAT(reviewed(text, {.preset = Preset::all}), ElementsAre("2 unused-suppression"));
}

TEST(Suppressions, ThatAPeerNeedsAreNotCalledUnused) {
    EXPECT_THAT(
        reviewed("FROM a:1\n# hadolint ignore=DL3066 # root\nUSER root\nUSER 1\n", {.preset = Preset::all}),
        IsEmpty());
}

TEST(Suppressions, ThatAreNearlyOnesAreTold) {
    for (const std::string_view comment : {"dockwright disable=DL3006", "dockwright-ignore=DL3006",
                                           "dockwright: ignore=DL3006", "hadolint: ignore=DL3006"}) {
        EXPECT_THAT(reviewed("# " + std::string(comment) + "\nFROM a:1\n"), ElementsAre("1 void-suppression"))
            << comment;
    }
    EXPECT_THAT(reviewed("# dockwright checks this\nFROM a:1\n"), IsEmpty());
    EXPECT_THAT(found("# Dockwright ignore=untagged-base-image\nFROM t/a\n"), IsEmpty());
}

TEST(Suppressions, DockerfileUtilsOwnCommentCoversWhatItFindsInTheInstructionBelow) {
    EXPECT_THAT(found("FROM a:1\n# dockerfile-utils: ignore\nWORKDIR b\n"), IsEmpty());
    EXPECT_THAT(found("#dockerfile-utils: ignore\nFROM t/a\n"), ElementsAre("2 untagged-base-image"))
        << "it has no code for that";
    EXPECT_THAT(found("FROM a:1\n# dockerfile-utils: ignore\n\nWORKDIR b\n"),
                ElementsAre("4 relative-workdir"));
    EXPECT_THAT(reviewed("FROM a:1\n# dockerfile-utils: ignore\nWORKDIR b\n", {.preset = Preset::all}),
                IsEmpty());
}

TEST(Suppressions, DockerfileUtilsOwnCommentTakesNoName) {
    for (const std::string_view comment :
         {"dockerfile-utils ignore", "dockerfile-utils:ignore", "dockerfile-utils: ignore=CASING_INSTRUCTION",
          "dockerfile-utils: ignore this"}) {
        EXPECT_THAT(reviewed("# " + std::string(comment) + "\nFROM a:1\n"), ElementsAre("1 void-suppression"))
            << comment;
    }
    EXPECT_THAT(reviewed("# dockerfile-utils is run, too\n# dockerfile-utils: ignored files\nFROM a:1\n"),
                IsEmpty());
    EXPECT_THAT(reviewed("# dockerfile-utils: ignore\n\nFROM a:1\n"), ElementsAre("1 void-suppression"));
}

std::vector<std::string> unquoted(std::string_view text) {
    return found(text, Preset::all, {"unquoted-variable"});
}

TEST(Suppressions, ShellChecksOwnCommentIsAboutTheWholeRun) {
    EXPECT_THAT(unquoted("FROM a:1\nRUN ls $x\n"), ElementsAre("2 unquoted-variable"));
    EXPECT_THAT(unquoted("FROM a:1\n# shellcheck disable=SC2086\nRUN ls $x\nRUN ls $x\n"),
                ElementsAre("4 unquoted-variable"));
    EXPECT_THAT(
        unquoted(
            "FROM a:1\nRUN ls $x \\\n # shellcheck shell=bash disable=SC1000,SC2086 # meant\n && ls $y\n"),
        IsEmpty());
    EXPECT_THAT(unquoted("FROM a:1\n# shellcheck disable=all\nRUN ls $x\n"), IsEmpty());
    EXPECT_THAT(unquoted("FROM a:1\n# shellcheck disable=SC2046\nRUN ls $x\n"),
                ElementsAre("3 unquoted-variable"));
    EXPECT_THAT(unquoted("FROM a:1\n# shellcheck is run, disable=SC2086\nRUN ls $x\n"),
                ElementsAre("3 unquoted-variable"));
}

TEST(Suppressions, InAHeredocShellChecksCommentIsAboutTheNextCommand) {
    EXPECT_THAT(unquoted("FROM a:1\nRUN <<EOF\nset -e\n# shellcheck disable=SC2086\nif true; then\nls "
                         "$x\nfi\nls $y\nEOF\n"),
                ElementsAre("8 unquoted-variable"));
    EXPECT_THAT(unquoted("FROM a:1\nRUN <<EOF\n# shellcheck disable=SC2086\nls $x\nls $y\nEOF\nRUN ls $z\n"),
                ElementsAre("7 unquoted-variable"));
}

TEST(Suppressions, ACodeOfDockerfileUtilsIsAName) {
    EXPECT_THAT(found("FROM a:1\n# dockwright ignore=WORKDIR_IS_NOT_ABSOLUTE: meant\nWORKDIR b\n"),
                IsEmpty());
}

TEST(Suppressions, FindingsAboutThemAreSuppressedLikeOthers) {
    EXPECT_THAT(reviewed("# dockwright file ignore=unused-suppression: we keep old ones\n"
                         "# dockwright ignore=untagged-base-image: old\nFROM a:1\n"),
                IsEmpty());
    EXPECT_THAT(reviewed("# dockwright ignore=untagged-base-image: old\nFROM a:1\n",
                         {.rules = {.ignore = {"unused-suppression"}}}),
                IsEmpty());
}

TEST(Suppressions, LockedRulesAndStrictPoliciesKnowNone) {
    const auto document = model::Document::parse("# dockwright ignore=DL3006: no\nFROM t/a\n");
    EXPECT_EQ(lint(*document, {}).size(), 0U);
    const auto locked = lint(*document, {.locked = {"untagged-base-image"}});
    ASSERT_EQ(locked.size(), 2U);
    EXPECT_EQ(locked[0].message, "The configuration locks 'DL3006', so no comment can suppress it");
    EXPECT_EQ(locked[1].rule->id, "untagged-base-image");
    EXPECT_EQ(lint(*document, {.honours_comments = false}).size(), 1U);
}

TEST(Settings, OfAStageHoldInItAlone) {
    const auto document = model::Document::parse("FROM t/a AS one\nFROM t/b AS two\nFROM c:1\nUSER root\n");
    Settings settings{
        .stages = {{.stage = "O*", .rules = {.ignore = {"DL3006"}}},
                   {.stage = "1", .rules = {.severities = {{"untagged-base-image", Severity::error}}}}}};
    const auto findings = lint(*document, settings);
    ASSERT_FALSE(findings.empty());
    EXPECT_EQ(findings[0].rule->id, "untagged-base-image");
    EXPECT_EQ(findings[0].severity, Severity::error);
    EXPECT_EQ(findings[0].span.of(document->text()), "t/b");
}

TEST(Suppressions, TheNameHasItsOwnSpan) {
    const auto document = model::Document::parse("# dockwright ignore=a-b, DL3006: why\nFROM t/a\n");
    const Suppressions suppressions(*document);
    ASSERT_EQ(suppressions.all().size(), 2U);
    EXPECT_EQ(suppressions.all()[0].selector_span.of(document->text()), "a-b");
    EXPECT_EQ(suppressions.all()[1].selector_span.of(document->text()), "DL3006");
}

} // namespace
} // namespace dockwright::lint
