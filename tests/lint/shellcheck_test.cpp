#include "lint/linter.hpp"
#include "lint/selectors.hpp"
#include "lint/shellcheck/codes.hpp"
#include "lint/shellcheck/scripts.hpp"
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// Dockerfiles as scripts for ShellCheck, and what it says of them as findings. The program itself
/// is not needed: what it would say is given.
namespace dockwright::lint {
namespace {

using model::ShellCheckComment;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Level = ShellCheckComment::Level;

constexpr std::string_view exported = "export ALL_PROXY=1 FTP_PROXY=1 HTTPS_PROXY=1 HTTP_PROXY=1 NO_PROXY=1 "
                                      "all_proxy=1 ftp_proxy=1 http_proxy=1 https_proxy=1 no_proxy=1\n";

/// The scripts, with the line of exported names left out where it has no more than those above.
std::vector<std::string> texts(std::string dockerfile) {
    std::vector<std::string> out;
    const auto document = model::Document::parse(std::move(dockerfile));
    for (shellcheck::Script& script : shellcheck::scripts(*document)) {
        const std::size_t at = script.text.find(exported);
        if (at != std::string::npos) {
            script.text.erase(at, exported.size());
        }
        out.push_back(std::move(script.text));
    }
    return out;
}

/// What is said of the first place where a text stands in the first script.
struct Says {
    std::uint32_t code = 2320;
    Level level = Level::warning;
    std::string_view text;
    std::string_view replacement{};
};

ShellCheckComment::Place place(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, at);
    const std::size_t line_begin = before.rfind('\n') + 1;
    ShellCheckComment::Place out{static_cast<std::uint32_t>(std::ranges::count(before, '\n') + 1), 1};
    for (const char byte : before.substr(line_begin)) {
        out.column += (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U ? 0U : 1U;
    }
    return out;
}

model::Surroundings answered(const model::Document& document, std::vector<Says> says) {
    const auto scripts = shellcheck::scripts(document);
    auto comments = std::make_shared<model::ShellCheckComments>();
    for (const Says& one : says) {
        const std::string& text = scripts.front().text;
        const std::size_t at = text.find(one.text);
        EXPECT_NE(at, std::string::npos) << one.text << " is not in\n" << text;
        ShellCheckComment comment{.code = one.code,
                                  .level = one.level,
                                  .begin = place(text, at),
                                  .end = place(text, at + one.text.size()),
                                  .message = "Said.",
                                  .fix = {}};
        if (!one.replacement.empty()) {
            comment.fix.push_back({comment.begin, comment.end, std::string(one.replacement)});
        }
        comments->push_back(std::move(comment));
    }
    model::Surroundings out;
    out.shellcheck = std::make_shared<const model::ShellCheckAnswers>(
        model::ShellCheckAnswers{{scripts.front().text, std::move(comments)}});
    return out;
}

/// "SC2320 warning: the text that is marked", one for each finding that has a code of ShellCheck.
std::vector<std::string> findings(std::string dockerfile, std::vector<Says> says, Settings settings = {}) {
    const auto document = model::Document::parse(std::move(dockerfile));
    std::vector<std::string> out;
    for (const Finding& finding : lint(*document, settings, answered(*document, std::move(says)))) {
        if (finding.rule->carries != nullptr) {
            out.push_back(
                std::string(finding.codes.front().code) + " " + std::string(name(finding.severity)) + ": " +
                std::string(finding.span.of(document->text())) + (finding.fixes.empty() ? "" : " (fix)"));
        }
    }
    return out;
}

TEST(ShellCheckScripts, HaveTheShellAndTheVariablesOfTheirRun) {
    EXPECT_THAT(texts("FROM debian\nRUN a \\\n  # why\n  b\n"), ElementsAre("#!/bin/sh\na   b"));
    EXPECT_THAT(texts("FROM alpine\nRUN a\n"), ElementsAre("#!/bin/ash\na"));
    EXPECT_THAT(texts("FROM debian\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN a | b\n"),
                ElementsAre("#!/bin/bash -o pipefail\na | b"));
    EXPECT_THAT(texts("FROM debian\nSHELL [\"ksh\", \"-c\"]\nRUN a\n"), ElementsAre("#!/bin/ksh\na"));
    const auto script =
        texts("ARG no\nFROM debian AS a\nARG later=1\nENV Zone=x y=2\nFROM a\nENV own=1\nRUN a\nENV no=1\n");
    ASSERT_EQ(script.size(), 1U);
    EXPECT_THAT(script.front(), HasSubstr(" Zone=1 "));
    EXPECT_THAT(script.front(), HasSubstr(" own=1 y=1\na"));
    EXPECT_EQ(script.front().find(" no=1"), std::string::npos);
}

TEST(ShellCheckScripts, AreOnlyOfShellsThatItKnows) {
    EXPECT_TRUE(texts("FROM debian\nSHELL [\"zsh\", \"-c\"]\nRUN a\n").empty());
    EXPECT_TRUE(texts("FROM debian\nSHELL [\"pwsh\", \"-c\"]\nRUN a\n").empty());
    EXPECT_TRUE(texts("FROM debian\nRUN [\"sh\", \"-c\", \"a\"]\nCMD a\nENTRYPOINT a\n").empty());
    EXPECT_TRUE(texts("FROM debian\nRUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF\n").empty());
    EXPECT_TRUE(texts("FROM debian\nRUN a" + std::string(200'000, 'a') + "\n").empty());
}

TEST(ShellCheckScripts, AreTheHereDocumentWhereThatIsTheScript) {
    EXPECT_THAT(texts("FROM debian\nRUN <<EOF\na\nb\nEOF\n"), ElementsAre("#!/bin/sh\na\nb\n"));
    EXPECT_THAT(texts("FROM debian\nRUN <<-EOF\n\ta\n\t\tb\n\tEOF\n"), ElementsAre("#!/bin/sh\na\nb\n"));
    EXPECT_THAT(texts("FROM debian\nRUN <<EOF\n#!/bin/bash -e\na\nEOF\n"),
                ElementsAre("#!/bin/bash -e\na\n"));
    EXPECT_THAT(texts("FROM debian\nRUN cat <<EOF > /x\na\nEOF\n"),
                ElementsAre("#!/bin/sh\ncat <<EOF > /x\na\nEOF"));
    EXPECT_THAT(texts("FROM debian\nONBUILD RUN a\n"), ElementsAre("#!/bin/sh\na"));
}

TEST(ShellCheckScripts, HaveItsOwnCommentsInFrontOfAllElse) {
    EXPECT_THAT(texts("FROM debian\n# why\n# shellcheck disable=SC2320\nRUN a\n"),
                ElementsAre("#!/bin/sh\n# shellcheck disable=SC2320\na"));
    EXPECT_THAT(texts("FROM debian\nRUN a \\\n#shellcheck disable=SC2320\n  b\n"),
                ElementsAre("#!/bin/sh\n# shellcheck disable=SC2320\na   b"));
    const auto document =
        model::Document::parse("FROM debian\nRUN <<EOF\n# shellcheck disable=SC2320\na\nEOF\n");
    EXPECT_THAT(shellcheck::scripts(*document).front().text,
                HasSubstr("#!/bin/sh\n# shellcheck disable=SC2320\nexport "));
}

TEST(ShellCheckScripts, AreUtf8WhateverTheDockerfileIs) {
    EXPECT_THAT(texts("FROM debian\nRUN \xff \xc3\xa4\n"), ElementsAre("#!/bin/sh\n? \xc3\xa4"));
}

TEST(ShellCheckFindings, AreMarkedInTheDockerfile) {
    EXPECT_THAT(findings("FROM a:1\nRUN \xc3\xa4 && \\\n  b $c\n", {{.text = "$c"}}),
                ElementsAre("SC2320 warning: $c"));
    EXPECT_THAT(findings("FROM a:1\nRUN a && \\\n  b $c\n", {{.text = "a &&   b"}}),
                ElementsAre("SC2320 warning: a && \\\n  b"));
    EXPECT_THAT(findings("FROM a:1\nRUN <<-EOF\n\ta\n\tb $c\nEOF\n", {{.text = "$c"}}),
                ElementsAre("SC2320 warning: $c"));
    EXPECT_THAT(findings("FROM a:1\nRUN a b-c;d\n", {{.text = ""}}).size(), 0U) << "in front of all";
    EXPECT_TRUE(findings("FROM a:1\nENV x=1\nRUN a\n", {{.text = "x=1"}}).empty()) << "what we wrote";
}

TEST(ShellCheckFindings, AtOnePlaceMarkWhatBeginsThere) {
    const auto at_place = [](std::uint32_t column) {
        const auto document = model::Document::parse("FROM a:1\nRUN ab cd\n");
        auto comments = std::make_shared<model::ShellCheckComments>();
        comments->push_back(
            {.code = 2320, .begin = {3, column}, .end = {3, column}, .message = "m", .fix = {}});
        model::Surroundings around;
        around.shellcheck = std::make_shared<const model::ShellCheckAnswers>(
            model::ShellCheckAnswers{{shellcheck::scripts(*document).front().text, comments}});
        std::string out;
        for (const Finding& finding : lint(*document, {}, around)) {
            out += finding.rule->carries != nullptr ? finding.span.of(document->text()) : "";
        }
        return out;
    };
    EXPECT_EQ(at_place(1), "ab");
    EXPECT_EQ(at_place(3), " ");
    EXPECT_EQ(at_place(4), "cd");
    EXPECT_EQ(at_place(99), "d") << "behind the end: the last character";
}

TEST(ShellCheckFindings, HaveItsFixWhereNoLineEndOfTheDockerfileLiesInIt) {
    EXPECT_THAT(findings("FROM a:1\nRUN b $c\n", {{.text = "$c", .replacement = "\"$c\""}}),
                ElementsAre("SC2320 warning: $c (fix)"));
    EXPECT_THAT(findings("FROM a:1\nRUN b \\\n $c\n", {{.text = "b  $c", .replacement = "d"}}),
                ElementsAre("SC2320 warning: b \\\n $c"));
    EXPECT_THAT(findings("FROM a:1\nRUN xx $c\n", {{.text = "$c", .replacement = "d\n"}}),
                ElementsAre("SC2320 warning: $c"));
    EXPECT_THAT(findings("FROM a:1\nRUN <<EOF\nb $c\nEOF\n", {{.text = "$c", .replacement = "d\n"}}),
                ElementsAre("SC2320 warning: $c (fix)"));
}

TEST(ShellCheckFindings, AreAsGraveAsItSaysAndNotesAreForTheStrict) {
    const std::string text = "FROM a:1\nRUN xx $c\n";
    EXPECT_THAT(findings(text, {{.level = Level::error, .text = "xx"}}), ElementsAre("SC2320 error: xx"));
    EXPECT_TRUE(findings(text, {{.level = Level::info, .text = "xx"}}).empty());
    EXPECT_THAT(findings(text, {{.level = Level::info, .text = "xx"}, {.level = Level::style, .text = "$c"}},
                         {.preset = Preset::strict}),
                ElementsAre("SC2320 info: xx", "SC2320 style: $c"));
}

TEST(ShellCheckFindings, AreNoneOfThePresetsOfOthers) {
    EXPECT_TRUE(findings("FROM a:1\nRUN xx\n", {{.text = "xx"}}, {.preset = Preset::hadolint}).empty());
    EXPECT_TRUE(findings("FROM a:1\nRUN xx\n", {{.text = "xx"}}, {.preset = Preset::buildkit}).empty());
}

TEST(ShellCheckFindings, AreLeftOutWhereTheyAreAboutAScriptThatLiesAlone) {
    EXPECT_TRUE(
        findings("FROM a:1\nRUN . xx\n",
                 {{.code = 1090, .text = "xx"}, {.code = 1091, .text = "xx"}, {.code = 2187, .text = "xx"}})
            .empty());
    EXPECT_TRUE(
        findings("FROM a:1\nRUN xx\n", {{.code = 4711, .text = "xx"}, {.code = 0, .text = "xx"}}).empty());
}

TEST(ShellCheckFindings, AreLeftOutWhereOurOwnReaderFindsThatNoShellReadsIt) {
    EXPECT_TRUE(findings("FROM a:1\nRUN if xx\n", {{.code = 1073, .text = "if"}}).empty());
    EXPECT_FALSE(findings("FROM a:1\nRUN xx\n", {{.code = 1073, .text = "xx"}}).empty());
}

TEST(ShellCheckFindings, AreChosenByTheirCode) {
    const std::string text = "FROM a:1\nRUN xx $c\n";
    const std::vector<Says> two = {{.code = 2320, .text = "xx"}, {.code = 2242, .text = "$c"}};
    Settings settings;
    settings.rules.ignore = {"SC2242"};
    EXPECT_THAT(findings(text, two, settings), ElementsAre("SC2320 warning: xx"));
    settings = {};
    settings.rules.severities = {{.selector = "SC2242", .severity = Severity::style}};
    EXPECT_THAT(findings(text, two, settings), ElementsAre("SC2320 warning: xx", "SC2242 style: $c"));
    settings = {};
    settings.rules.select = {"SC2295"}; // a note, which the preset doesn't have
    const std::vector<Says> notes = {{.code = 2295, .level = Level::info, .text = "xx"},
                                     {.code = 2004, .level = Level::style, .text = "$c"}};
    EXPECT_THAT(findings(text, notes, settings), ElementsAre("SC2295 info: xx"));
}

TEST(ShellCheckFindings, AreSilencedByCommentsThatAreNeverCalledUnused) {
    const std::string text =
        "FROM a:1\n# hadolint ignore=SC2320\nRUN xx\n# dockwright ignore=SC2242: why\nRUN d\n";
    EXPECT_TRUE(findings(text, {{.text = "xx"}}).empty());
    const auto document = model::Document::parse(text);
    EXPECT_TRUE(lint(*document, {.preset = Preset::strict}).empty()) << "it was not asked at all";
}

TEST(ShellCheckCodes, AreThoseThatNoRuleOfOursHas) {
    EXPECT_EQ(shellcheck::name_of(1000), "SC1000");
    EXPECT_EQ(shellcheck::name_of(3999), "SC3999");
    EXPECT_EQ(shellcheck::name_of(999), "");
    EXPECT_EQ(shellcheck::name_of(4000), "");
    EXPECT_TRUE(shellcheck::is_left_to_it("SC2320"));
    EXPECT_FALSE(shellcheck::is_left_to_it("SC232"));
    EXPECT_FALSE(shellcheck::is_left_to_it("SC9320"));
    EXPECT_FALSE(shellcheck::is_left_to_it("DL3006"));
    for (const Rule* rule : rules::all()) {
        for (const std::string_view code : rule->also) {
            EXPECT_FALSE(shellcheck::is_left_to_it(code)) << code;
        }
    }
    EXPECT_TRUE(is_known_selector("SC2320"));
    EXPECT_FALSE(is_known_selector("SC23200"));
}

TEST(ShellCheckCodes, HaveTheirPageInItsWiki) {
    const auto document = model::Document::parse("FROM a:1\nRUN xx\n");
    std::vector<std::string> pages;
    for (const Finding& finding : lint(*document, {}, answered(*document, {{.text = "xx"}}))) {
        pages.push_back(documentation_url(finding));
    }
    EXPECT_THAT(pages, ElementsAre("https://www.shellcheck.net/wiki/SC2320"));
}

} // namespace
} // namespace dockwright::lint
