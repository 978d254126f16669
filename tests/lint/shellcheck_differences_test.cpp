#include "support/check_lint.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <string>

/// Where hadolint 2.15.1, with the ShellCheck in it, says other things of shell than its preset here, but for
/// variables (variable_differences_test.cpp): each stands for one class of differences over 7,354 real
/// Dockerfiles, with hadolint's answer as recorded.
namespace dockwright::lint {
namespace {

bool finds(std::string_view source, std::string_view code) {
    return testing::has_code(source, code, Preset::hadolint);
}

struct Missed {
    std::string_view code;
    std::string_view run;
};

std::string dockerfile(std::string_view run) {
    return "FROM debian:12\nRUN " + std::string(run) + "\n";
}

// FIXME: no rule of ours stands for these codes: each is in one or two of the real Dockerfiles. Where
// ShellCheck is installed, `dockwright lint` passes them on.
constexpr Missed of_no_rule[] = {
    {"SC1003", "sed -i 'a\\'"},
    {"SC1010", "mix do deps.get"},
    {"SC1105", "a && ((cd b; c) || d)"},
    {"SC2003", "expr 1 = 1"},
    {"SC2067", "find /v -exec chmod +x {} ;\\\n  ls"},
    {"SC2088", "mkdir -p \"~/.x\""},
    {"SC2117", "su - && a"},
    {"SC2121", "set x=1"},
    {"SC2128", "export GROUPS=1; a $GROUPS"},
    {"SC2161", "while [ 1 ]; do a; done"},
    {"SC2209", "X=test ember build"},
    {"SC2217", "cd a b < c"},
    {"SC2320", "echo a; b $?"},
};

TEST(ShellCheckDifferences, SomeCodesAreLeftToShellCheck) {
    for (const Missed& one : of_no_rule) {
        EXPECT_FALSE(finds(dockerfile(one.run), one.code)) << one.code;
    }
}

struct Hidden {
    std::string_view shown;
    std::string_view last;
    std::string_view run;
};

// FIXME: of an instruction hadolint shows the last code alone. Where no rule of ours stands for that, we show
// one in front of it.
constexpr Hidden in_front[] = {
    {"SC2016", "SC1003", "echo '$x'; sed 'a\\' f"},
    {"SC2164", "SC2217", "cd a b < c"},
    {"SC2164", "SC2320", "cd a; echo b; exit $?"},
};

TEST(ShellCheckDifferences, WhatALastCodeOfNoRuleHides) {
    for (const Hidden& one : in_front) {
        EXPECT_TRUE(finds(dockerfile(one.run), one.shown)) << one.last;
        EXPECT_FALSE(finds(dockerfile(one.run), one.last)) << one.last;
    }
}

// FIXME: a no-break space that ends a line is a mistake to ShellCheck, as one in the middle is to both.
TEST(ShellCheckDifferences, ANoBreakSpaceAtTheEndOfALine) {
    EXPECT_FALSE(finds("FROM debian:12\nRUN a b\xC2\xA0\nRUN c\n", "SC1018"));
    EXPECT_TRUE(finds("FROM debian:12\nRUN a \xC2\xA0"
                      "b\n",
                      "SC1018"));
}

// FIXME: to ShellCheck a tab between words makes them as far apart as many blanks do.
TEST(ShellCheckDifferences, ATabBetweenTheWordsOfEcho) {
    EXPECT_FALSE(finds(dockerfile("echo %sudo\tALL=NOPASSWD: ALL"), "SC2291"));
    EXPECT_TRUE(finds(dockerfile("echo a    b"), "SC2291"));
}

// FIXME: of an instruction hadolint shows the last code alone; here ShellCheck has minded the `==` of sh
// behind the pattern, and we the pattern.
TEST(ShellCheckDifferences, APatternInATestThatShDoesNotKnow) {
    const std::string source = dockerfile("if [[ ${A} == *\"x\" ]]; then b; fi");
    EXPECT_FALSE(finds(source, "SC3014"));
    EXPECT_TRUE(finds(source, "SC2035"));
}

// FIXME: ShellCheck knows /home/* as a folder that nobody wants to lose; our rule knows the folder itself.
TEST(ShellCheckDifferences, AllInAFolderOfTheSystem) {
    EXPECT_FALSE(finds(dockerfile("rm -rf /home/*"), "SC2115"));
    EXPECT_TRUE(finds(dockerfile("rm -rf /home"), "SC2114"));
}

constexpr Missed in_here_documents[] = {
    {"SC2086", "rm -rf $X"},
    {"SC2235", R"(if ( [ "$A" = b ] || [ "$A" = c ] ) && d; then e; fi)"},
};

// FIXME: to hadolint the lines of a here-document are a script, also where a program stands behind `<<EOF`.
// To us they are what that program gets to read, and our rules about shell don't look there.
TEST(ShellCheckDifferences, AHereDocumentThatBashReads) {
    for (const Missed& one : in_here_documents) {
        const std::string lines = std::string(one.run) + "\nEOF\n";
        EXPECT_FALSE(finds("FROM debian:12\nRUN <<\"EOF\" bash\n" + lines, one.code)) << one.code;
        EXPECT_TRUE(finds("FROM debian:12\nRUN <<\"EOF\"\n" + lines, one.code)) << one.code;
    }
}

constexpr Missed in_commands[] = {
    {"SC2035", "a $B; rm *.x"},
    {"SC2164", "a $B; cd c; d"},
};

// FIXME: ShellCheck is given what Windows runs, too. Our rules about words and structure look there, those
// about commands do not, and so a code in front is the last one.
TEST(ShellCheckDifferences, CommandsThatWindowsRuns) {
    const std::string windows = "FROM mcr.microsoft.com/windows/servercore:ltsc2022\n";
    for (const std::string_view shell : {"", "SHELL [\"powershell\", \"-Command\"]\nENV A=1\n"}) {
        for (const Missed& one : in_commands) {
            const std::string source = windows + std::string(shell) + "RUN " + std::string(one.run) + "\n";
            EXPECT_FALSE(finds(source, one.code)) << source;
            EXPECT_TRUE(finds(source, "SC2086")) << source;
            EXPECT_TRUE(finds(dockerfile(one.run), one.code)) << one.code;
        }
    }
}

// FIXME: a line of blanks alone ends an instruction to hadolint, and here ShellCheck waits for a command; to
// BuildKit and us the instruction goes on below, as it does to all behind an empty line.
TEST(ShellCheckDifferences, ALineOfBlanksInAnInstruction) {
    EXPECT_FALSE(finds("FROM debian:12\nRUN a && \\\n  \nRUN b\n", "SC1072"));
    EXPECT_TRUE(finds("FROM debian:12\nRUN a && \\\n  \n", "SC1072"));
}

// FIXME: a backslash that is the file's last byte is a part of the text to hadolint, and ShellCheck waits for
// what it protects.
TEST(ShellCheckDifferences, ABackslashAtTheEndOfTheFile) {
    EXPECT_FALSE(finds("FROM debian:12\nRUN a \\", "SC1072"));
    EXPECT_TRUE(finds("FROM debian:12\nRUN a && \\", "SC1072"));
}

// FIXME: to hadolint this comment names the shell of what follows, as SHELL does; we don't read it.
TEST(ShellCheckDifferences, ACommentThatNamesTheShell) {
    EXPECT_TRUE(finds("FROM debian:12\n# hadolint shell=/bin/bash\nRUN rm a{b,c}\n", "SC3009"));
    EXPECT_FALSE(finds("FROM debian:12\nSHELL [\"/bin/bash\", \"-c\"]\nRUN rm a{b,c}\n", "SC3009"));
}

} // namespace
} // namespace dockwright::lint
