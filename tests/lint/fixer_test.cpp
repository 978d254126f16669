#include "lint/fixer.hpp"
#include <algorithm>
#include <gtest/gtest.h>

/// What all fixes together make of a file.
namespace dockwright::lint {
namespace {

enum class Take : bool { safe, all };

std::string fixed(std::string_view source, Take take, Preset preset) {
    const Settings settings{.preset = preset};
    const bool unsafe_too = take == Take::all;
    const Fixed once = fix(lint_text(std::string(source), settings), settings, unsafe_too);
    std::string text(once.linted.document->text());
    const Fixed twice = fix(lint_text(text, settings), settings, unsafe_too);
    EXPECT_EQ(twice.count, 0U) << text;
    return text;
}

TEST(Fixer, AddsACommandInFrontOfATrailingComment) {
    EXPECT_EQ(fixed("FROM debian:12\nRUN apt-get update && apt-get install -y curl   # for x\n", Take::safe,
                    Preset::recommended),
              "FROM debian:12\n"
              "RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*   # for x\n");
}

TEST(Fixer, LeavesAFileThatAProgramWrites) {
    const std::string generated = "# AUTO GENERATED: DO NOT EDIT!\n"
                                  "FROM debian:12\nRUN apt-get update && apt-get install curl\n";
    EXPECT_EQ(fixed(generated, Take::all, Preset::recommended), generated);
    const auto rules = [&](Preset preset) {
        std::vector<std::string_view> ids;
        for (const Finding& finding : lint_text(generated, {.preset = preset}).findings) {
            ids.push_back(finding.rule->id);
        }
        return ids;
    };
    EXPECT_EQ(rules(Preset::recommended), std::vector<std::string_view>{"missing-assume-yes"});
    const auto more = rules(Preset::strict);
    EXPECT_NE(std::ranges::find(more, "kept-package-cache"), more.end());
}

TEST(Fixer, MendsSeveralThingsOfOneCommand) {
    EXPECT_EQ(fixed("FROM debian:12\nRUN sudo apt-get update && sudo apt-get install curl\n", Take::safe,
                    Preset::recommended),
              "FROM debian:12\n"
              "RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n");
}

TEST(Fixer, AddsACommandInFrontOfACommentBehindABlock) {
    EXPECT_EQ(fixed("FROM debian:12\nRUN { apt-get update; apt-get install -y x; } # c\n", Take::safe,
                    Preset::recommended),
              "FROM debian:12\n"
              "RUN { apt-get update; apt-get install -y x; } && rm -rf /var/lib/apt/lists/* # c\n");
}

TEST(Fixer, LetsAHeredocFailWhereItFailedBefore) {
    EXPECT_EQ(fixed("FROM debian:12\nRUN <<EOF\napt-get update\napt-get install -y curl\nEOF\n", Take::safe,
                    Preset::recommended),
              "FROM debian:12\nRUN <<EOF\napt-get update\n"
              "apt-get install -y curl && rm -rf /var/lib/apt/lists/*\nEOF\n");
    const std::string_view left[] = {
        "FROM debian:12\nRUN <<EOF\napt-get update\napt-get install -y curl\nexit 0\nEOF\n",
        "FROM debian:12\r\nRUN <<EOF\r\napt-get update\r\nEOF\r\n",
        "FROM debian:12\nRUN <<EOF bash\napt-get update\nEOF\n"};
    for (const std::string_view text : left) {
        EXPECT_EQ(fixed(text, Take::safe, Preset::recommended), text);
    }
}

TEST(Fixer, KeepsTheExecFormOne) {
    EXPECT_EQ(fixed("FROM debian:12\nRUN [\"useradd\", \"-u\", \"1000000000\", \"bob\"]\n", Take::safe,
                    Preset::recommended),
              "FROM debian:12\nRUN [\"useradd\", \"-l\", \"-u\", \"1000000000\", \"bob\"]\n");
    EXPECT_EQ(
        fixed("FROM opensuse/leap:15.6\nRUN [\"zypper\", \"-n\", \"dup\"]\n", Take::all, Preset::recommended),
        "FROM opensuse/leap:15.6\nRUN [\"zypper\", \"-n\", \"update\"]\n");
}

TEST(Fixer, KeepsWhatIsSetInFrontOfSudo) {
    EXPECT_EQ(fixed("FROM debian:12\nRUN DEBIAN_FRONTEND=noninteractive sudo -E make\n", Take::safe,
                    Preset::recommended),
              "FROM debian:12\nRUN DEBIAN_FRONTEND=noninteractive make\n");
    EXPECT_EQ(fixed("FROM debian:12\nRUN FOO=1 sudo make\n", Take::safe, Preset::recommended),
              "FROM debian:12\nRUN FOO=1 sudo make\n");
}

TEST(Fixer, JudgesACacheMountBehindOnbuild) {
    constexpr std::string_view text =
        "FROM a:1\nONBUILD RUN --mount=type=cache,target=\"/root/.cache/pip\" pip install x\n";
    EXPECT_EQ(fixed(text, Take::safe, Preset::recommended), text);
    EXPECT_EQ(fixed(text.substr(0), Take::all, Preset::recommended), text);
}

TEST(Fixer, RemovesASuppressionAndNothingElse) {
    EXPECT_EQ(fixed("FROM debian:12\n# see a, b\nCOPY x /y\nRUN <<EOF\narr=(1 2)\nls # dockwright "
                    "ignore=DL3014\nEOF\n",
                    Take::safe, Preset::recommended),
              "FROM debian:12\n# see a, b\nCOPY x /y\nRUN <<EOF\narr=(1 2)\nls\nEOF\n");
    constexpr std::string_view broken = "FROM debian:12\nRUN if true; then ls # dockwright ignore=DL3014\n";
    EXPECT_EQ(fixed(broken, Take::safe, Preset::recommended), "FROM debian:12\nRUN if true; then ls\n");
    constexpr std::string_view directive = "# dockwright ignore=DL3007\n# escape=`\nFROM debian:12\n";
    EXPECT_EQ(fixed(directive, Take::safe, Preset::recommended), directive);
}

TEST(Fixer, JoinsNothingToARunThatBecomesAnotherInstruction) {
    EXPECT_EQ(fixed("FROM debian:12\nRUN ln -sf /bin/bash /bin/sh\nRUN a\nHEALTHCHECK NONE\n", Take::all,
                    Preset::all),
              "FROM debian:12\nSHELL [\"/bin/bash\", \"-c\"]\nRUN a\nHEALTHCHECK NONE\n");
}

} // namespace
} // namespace dockwright::lint
