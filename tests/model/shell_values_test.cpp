#include "model/shell_values.hpp"
#include <gtest/gtest.h>

namespace dockwright::model {
namespace {

/// The words of the command `use` as its program gets them, joined by `|`; `?` for those that are
/// not known. The first command of that name counts.
std::string used(std::string source) {
    const auto document = Document::parse("FROM debian\n" + std::move(source) + "\n");
    const Commands& commands = document->commands();
    for (const Command& command : commands.all) {
        if (command.name != "use") {
            continue;
        }
        const ShellVariables variables(*document, command);
        std::string out;
        for (const Argument& argument : commands.arguments_of(command)) {
            const auto words = variables.words(argument);
            for (const std::string& word : words ? *words : std::vector<std::string>{"?"}) {
                out += (out.empty() ? "" : "|") + word;
            }
        }
        return out;
    }
    return "no such command";
}

/// What the command `use` finds in its environment under the name V; `-` for nothing, `?` if that is
/// not known.
std::string environment(std::string source) {
    const auto document = Document::parse("FROM debian\n" + std::move(source) + "\n");
    for (const Command& command : document->commands().all) {
        if (command.name == "use") {
            const ShellValue found = ShellVariables(*document, command).environment("V");
            return found.state == ShellValue::State::known   ? found.text
                   : found.state == ShellValue::State::unset ? "-"
                                                             : "?";
        }
    }
    return "no such command";
}

TEST(ShellVariables, AreInTheEnvironmentWhereTheyAreExportedOrWrittenInFront) {
    EXPECT_EQ(environment("RUN V=1 use"), "1");
    EXPECT_EQ(environment("RUN env V=1 use"), "1");
    EXPECT_EQ(environment("RUN export V=1 && use"), "1");
    EXPECT_EQ(environment("RUN V=1 && export V && use"), "1");
    EXPECT_EQ(environment("ENV V=1\nRUN use"), "1");
    EXPECT_EQ(environment("ARG V=1\nRUN use"), "1");
    EXPECT_EQ(environment("ENV V=1\nRUN V=2 && use"), "2");
}

TEST(ShellVariables, OfTheShellAloneAreNotInTheEnvironment) {
    EXPECT_EQ(environment("RUN V=1 && use"), "-");
    EXPECT_EQ(environment("RUN V=1; use"), "-");
    EXPECT_EQ(environment("RUN use"), "?");
}

TEST(ShellVariables, HoldWhatWasAssignedBeforeInTheRun) {
    EXPECT_EQ(used("RUN V=1.2 && use a=$V"), "a=1.2");
    EXPECT_EQ(used("RUN V=1.2; use a=${V}"), "a=1.2");
    EXPECT_EQ(used("RUN export V=1.2 W=\"3 4\" && cd /x && use $V \"$W\" $W"), "1.2|3 4|3|4");
    EXPECT_EQ(used("RUN V=1; W=$V.2 && V=3; use $W $V"), "1.2|3");
    EXPECT_EQ(used("SHELL [\"bash\", \"-c\"]\nRUN V=1 && V+=2 && use $V"), "12");
    EXPECT_EQ(used("RUN { V=1; } && use $V"), "1");
    EXPECT_EQ(used("RUN <<EOF\nset -e\nV=1\nuse $V\nEOF"), "1");
}

TEST(ShellVariables, AreUnknownWhereTheAssignmentMayNotHaveRun) {
    EXPECT_EQ(used("RUN [ -f x ] && V=1; use $V"), "?");
    EXPECT_EQ(used("RUN V=1; [ -f x ] && V=2; use $V"), "?");
    EXPECT_EQ(used("RUN a || V=1 && use $V"), "?");
    EXPECT_EQ(used("RUN if a; then V=1; fi; use $V"), "?");
    EXPECT_EQ(used("RUN case x in a) V=1;; esac; use $V"), "?");
    EXPECT_EQ(used("RUN V=0; while a; do V=1; done; use $V"), "?");
    EXPECT_EQ(used("RUN for V in 1 2; do use $V; done"), "?");
    EXPECT_EQ(used("RUN V=1; for i in 1 2; do use $V; V=2; done"), "?");
    EXPECT_EQ(used("RUN V=1; f() { V=2; }; f; use $V"), "?");
    EXPECT_EQ(used("SHELL [\"bash\", \"-c\"]\nRUN V=1; (( V++ )); use $V"), "?");
}

TEST(ShellVariables, AreKnownInsideTheBranchThatAssignsThem) {
    EXPECT_EQ(used("RUN if a; then V=1; use $V; else V=2; fi"), "1");
    EXPECT_EQ(used("RUN V=0; if a; then V=1; else use $V; fi"), "0");
    EXPECT_EQ(used("RUN V=1; for i in 1 2; do use $V $i; done"), "1|?");
    EXPECT_EQ(used("RUN V=1; case x in a) use $V;; esac"), "1");
}

TEST(ShellVariables, OfASubshellStayInIt) {
    EXPECT_EQ(used("ENV V=0\nRUN (V=1); use $V"), "0");
    EXPECT_EQ(used("ENV V=0\nRUN (V=1; use $V)"), "1");
    EXPECT_EQ(used("ENV V=0\nRUN a | V=1; use $V"), "0");
    EXPECT_EQ(used("ENV V=0\nRUN V=1 & use $V"), "0");
    EXPECT_EQ(used("RUN V=1 && x=$(use $V)"), "1");
    EXPECT_EQ(used("RUN V=1 && echo \"`use $V`\""), "1");
    EXPECT_EQ(used("RUN V=1 && a | use $V"), "1");
}

TEST(ShellVariables, InFrontOfACommandAreNotSeenByItsWords) {
    EXPECT_EQ(used("ENV V=0\nRUN V=1 use $V"), "0");
    EXPECT_EQ(used("ENV V=0\nRUN V=1 a && use $V"), "0");
}

TEST(ShellVariables, ComeFromArgAndEnv) {
    EXPECT_EQ(used("ARG V=1\nRUN use $V"), "1");
    EXPECT_EQ(used("ARG V\nRUN use $V"), "?");
    EXPECT_EQ(used("ARG V=1\nENV V=2\nRUN use $V"), "2");
    EXPECT_EQ(used("ARG V=1\nENV W=\"$V x\"\nRUN use $W \"$W\""), "1|x|1 x");
    EXPECT_EQ(used("ENV A=$V\nRUN use $A"), "?");
    EXPECT_EQ(used("RUN use $V \"$1\" $# $PATH"), "?|?|?|?");
    EXPECT_EQ(used("ONBUILD RUN V=1 && use $V $W"), "1|?");
    EXPECT_EQ(used("ARG V=1\nRUN V=2 use; V=3 && other; unset V; use $V"), "");
}

TEST(ShellVariables, AreReplacedAsTheShellDoes) {
    EXPECT_EQ(used("ENV V=3.10.4\nRUN use ${V%.*} ${V%%.*} ${V##*.} ${V//./}"), "3.10|3|4|3104");
    EXPECT_EQ(used("ENV V=1 E=\nRUN use ${V:-x} \"${E:-x}\" \"${E-x}\" ${V:+y}"), "1|x||y");
    EXPECT_EQ(used("RUN V=1; unset V; use ${V:-2} x$V"), "2|x");
    EXPECT_EQ(used("ENV V=1\nRUN use ${#V} ${V[0]} ${!V} ${V%%[a-z]*} $(id) $((1+1))"), "?|?|?|?|?|?");
    EXPECT_EQ(used("RUN use ${V:-2}"), "?");
    EXPECT_EQ(used("ENV V=1\nRUN use '$V' \\$V \"\\$V\" a\"$V\"b"), "$V|$V|$V|a1b");
    EXPECT_EQ(used("ENV V=\"a b\"\nRUN use x${V}y ''$V"), "xa|by|a|b");
}

TEST(ShellVariables, AreUnknownBehindAFileThatIsSourced) {
    EXPECT_EQ(used("ENV V=1\nRUN . /etc/os-release && use $V"), "?");
    EXPECT_EQ(used("ENV V=1\nRUN . /opt/venv/bin/activate && use $V"), "1");
    EXPECT_EQ(used("ENV V=1\nRUN eval $(x) && V=2 && use $V"), "2");
    EXPECT_EQ(used("ENV V=1\nRUN read V < x && use $V"), "?");
}

TEST(ShellVariables, ReachWhatWrappersRun) {
    EXPECT_EQ(used("RUN V=1 && sudo use $V"), "1");
    EXPECT_EQ(used("RUN V=1 && bash -c \"use $V\""), "1");
    EXPECT_EQ(used("RUN V=1 && bash -c 'use $V'"), "?");
    EXPECT_EQ(used("RUN export V=1 && bash -c 'use $V'"), "1");
    EXPECT_EQ(used("RUN bash -c 'V=1 && use $V'"), "1");
    EXPECT_EQ(used("RUN [\"sh\", \"-c\", \"V=1; use $V\"]"), "1");
    EXPECT_EQ(used("ENV V=1\nRUN bash -c 'a' && bash -c 'V=2; b' && bash -c 'use $V'"), "1");
}

TEST(ShellVariables, StayBounded) {
    std::string source = "RUN V=aaaaaaaaaaaaaaaa";
    for (int i = 0; i < 200; ++i) {
        source += " && V=$V$V";
    }
    EXPECT_EQ(used(source + " && use $V"), "?");
}

} // namespace
} // namespace dockwright::model
