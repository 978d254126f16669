#include "model/command.hpp"
#include "model/document.hpp"
#include <gtest/gtest.h>

namespace dockwright::model {
namespace {

/// One command a line: `> ` where it was found through a wrapper, then the program and its words,
/// each word that is not plain in brackets. Holds every word against the source that it points at.
std::string commands(std::string source) {
    const auto document = Document::parse(std::move(source));
    const Commands& commands = document->commands();
    std::string out;
    for (const Command& command : commands.all) {
        out += command.through_wrapper ? "> " : "";
        out += command.name;
        for (const Argument& argument : commands.arguments_of(command)) {
            out += argument.plain ? " " : " [";
            out += argument.text;
            out += argument.plain ? "" : "]";
            if (!argument.quoted && commands.text_of(command).origin != ShellText::Origin::exec_form) {
                EXPECT_EQ(argument.span.of(document->text()), argument.text);
            }
        }
        out += '\n';
    }
    return out;
}

TEST(Commands, AreReadThroughContinuationsAndComments) {
    EXPECT_EQ(commands("FROM debian\nRUN apt-get update && \\\n  # why\n  apt-get install -y \\\n    curl "
                       "\"wget=1.$V\"\n"),
              "apt-get update\napt-get install -y curl [wget=1.$V]\n");
}

TEST(Commands, StandInTheOrderOfTheFile) {
    EXPECT_EQ(commands("FROM debian\nRUN V=$(curl -s x | jq .v) && for f in a b; do tar xf $f; done\n"),
              "curl -s x\njq .v\ntar xf [$f]\n");
}

TEST(Commands, AreSeenThroughWrappers) {
    EXPECT_EQ(commands("FROM debian\nRUN sudo -E apt-get install x\n"),
              "sudo -E apt-get install x\n> apt-get install x\n");
    EXPECT_EQ(
        commands("FROM debian\nRUN env -u A B=1 conda run -n base pip install y\n"),
        "env -u A B=1 conda run -n base pip install y\n> conda run -n base pip install y\n> pip install y\n");
    EXPECT_EQ(commands("FROM debian\nRUN ls | xargs -n 1 rm -f\n"), "ls\nxargs -n 1 rm -f\n> rm -f\n");
    EXPECT_EQ(commands("FROM debian\nRUN timeout -k 5 60 curl x\n"), "timeout -k 5 60 curl x\n> curl x\n");
}

TEST(Commands, OfStringsAreReadToo) {
    EXPECT_EQ(commands("FROM debian\nRUN bash -lc 'pip install x && pip check'\n"),
              "bash -lc pip install x && pip check\n> pip install x\n> pip check\n");
    EXPECT_EQ(commands("FROM debian\nRUN bash script.sh -c 'no'\n"), "bash script.sh -c no\n");
}

TEST(Commands, OfTheExecFormsStringsAreReadToo) {
    EXPECT_EQ(commands("FROM debian\nRUN [\"/bin/bash\", \"-c\", \"echo \\\"a b\\\" && pip check\"]\n"),
              "bash -c echo \"a b\" && pip check\n> echo a b\n> pip check\n");
}

TEST(Commands, OfStringsThatAreQuotedInPartsAreReadToo) {
    EXPECT_EQ(commands("FROM debian\nRUN bash -c 'cd x && \\\n # why\n  sed '\"s/$A/b/\"' y'\n"),
              "bash -c [cd x &&   sed s/$A/b/ y]\n> cd x\n> sed [s/$A/b/] y\n");
}

TEST(Commands, ThatAShellIsGivenInAHereDocumentAreReadToo) {
    EXPECT_EQ(commands("FROM debian\nRUN bash -ex <<'EOF'\npip install x\nEOF\n"),
              "bash -ex\n> pip install x\n");
    EXPECT_EQ(commands("FROM debian\nRUN python <<EOF\nimport os\nEOF\n"), "python\n");
}

TEST(Commands, ThatOnlyBashCanReadAreReadInAnyShell) {
    EXPECT_EQ(commands("FROM debian\nRUN A=(1 2) && for v in ${A[@]}; do pip install x; done\n"),
              "pip install x\n");
}

TEST(Commands, AreNotRunByAskingForThem) {
    EXPECT_EQ(commands("FROM debian\nRUN command -v sudo || sudo -v\n"), "command -v sudo\nsudo -v\n");
}

TEST(Commands, AreReadInPartsOfDockerfilesToo) {
    EXPECT_EQ(commands("RUN apt-get update\n"), "apt-get update\n");
}

TEST(Commands, OfEndlessWrappersEnd) {
    std::string source = "FROM debian\nRUN ";
    for (int i = 0; i < 10'000; ++i) {
        source += "sudo ";
    }
    EXPECT_EQ(Document::parse(source)->commands().all.size(), 8U);
}

TEST(Commands, OfHeredocs) {
    EXPECT_EQ(commands("FROM debian\nRUN <<EOF\nset -e\napt-get install x\nEOF\n"),
              "set -e\napt-get install x\n");
    EXPECT_EQ(commands("FROM debian\nRUN <<-EOF\n\tapt-get install x\n\tEOF\n"), "apt-get install x\n");
    EXPECT_EQ(commands("FROM debian\nRUN cat <<EOF > f && pip install x\nrm -rf /\nEOF\n"),
              "cat\npip install x\n");
}

TEST(Commands, OfForeignHeredocsAreLeftAlone) {
    EXPECT_EQ(commands("FROM debian\nRUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF\n"), "");
}

TEST(Commands, OfTheExecFormNeedNoShell) {
    EXPECT_EQ(commands("FROM debian\nRUN [\"/usr/bin/apt-get\", \"install\", \"$X\"]\n"),
              "apt-get install $X\n");
}

TEST(Commands, AreReadBehindOnbuildAndInHealthchecks) {
    EXPECT_EQ(commands("FROM debian\nONBUILD RUN npm ci\nHEALTHCHECK CMD curl -f x || exit 1\n"),
              "npm ci\ncurl -f x\nexit 1\n");
}

ShellKind kind(std::string source) {
    const auto document = Document::parse(std::move(source));
    return document->commands().texts.back().kind;
}

TEST(ShellKinds, ComeFromShellElseFromTheBaseImage) {
    EXPECT_EQ(kind("FROM debian\nRUN a\n"), ShellKind::sh);
    EXPECT_EQ(kind("FROM python:3.12-alpine\nRUN a\n"), ShellKind::ash);
    EXPECT_EQ(kind("FROM alpine AS b\nFROM b\nRUN a\n"), ShellKind::ash);
    EXPECT_EQ(kind("FROM alpine\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN a\n"),
              ShellKind::bash);
    EXPECT_EQ(kind("FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN a\n"), ShellKind::cmd);
    EXPECT_EQ(kind("FROM debian\nSHELL [\"pwsh\", \"-Command\"]\nRUN a\n"), ShellKind::powershell);
}

TEST(ShellKinds, AreSeenThroughWhatStartsThem) {
    EXPECT_EQ(
        kind("FROM debian\nSHELL [\"conda\", \"run\", \"-n\", \"base\", \"/bin/bash\", \"-c\"]\nRUN a\n"),
        ShellKind::bash);
    EXPECT_EQ(kind("FROM centos:7\nSHELL [\"/usr/bin/scl\", \"enable\", \"devtoolset-7\"]\nRUN a\n"),
              ShellKind::bash);
    EXPECT_EQ(kind("FROM debian\nSHELL [\"python3\", \"-c\"]\nRUN a\n"), ShellKind::other);
}

TEST(ShellKinds, ThatAreNotReadHaveNoCommands) {
    EXPECT_EQ(commands("FROM debian\nSHELL [\"pwsh\", \"-Command\"]\nRUN Get-Item x\n"), "");
}

} // namespace
} // namespace dockwright::model
