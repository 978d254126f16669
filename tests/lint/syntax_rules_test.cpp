#include "lint/linter.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace dockwright::lint {
namespace {

std::vector<std::string_view> rules_in(const std::string& source) {
    std::vector<std::string_view> out;
    for (const Finding& finding : lint(*model::Document::parse(source), {})) {
        out.push_back(finding.rule->id);
    }
    return out;
}

bool finds(std::string_view rule, const std::string& source) {
    const auto rules = rules_in(source);
    return std::ranges::find(rules, rule) != rules.end();
}

TEST(SyntaxRules, ALineLongerThanTheEngineReadsIsFound) {
    const std::string longest(65535 - std::string_view("RUN \n").size(), 'a');
    EXPECT_FALSE(finds("exceeded-limit", "FROM a:1\nRUN " + longest + "\n"));
    EXPECT_TRUE(finds("exceeded-limit", "FROM a:1\nRUN " + longest + "a\n"));
}

TEST(SyntaxRules, AnEmptyFileHasNoFrom) {
    EXPECT_TRUE(finds("missing-from", ""));
    EXPECT_TRUE(finds("missing-from", "\n\n"));
    EXPECT_FALSE(finds("missing-from", "FROM a:1\n"));
}

TEST(SyntaxRules, TheRestOfABrokenFileIsStillJudged) {
    const std::string broken = "FROM a:1\nRUN <<EOF\ntrue\nMAINTAINER me\n";
    EXPECT_TRUE(finds("unterminated-heredoc", broken));
    EXPECT_TRUE(finds("deprecated-maintainer", broken));
}

/// What is below a RUN that has lost its backslash: none of it is an instruction.
constexpr const char* lost_lines = "FROM python:3.12\n"
                                   "RUN apt-get update\n"
                                   "    pip install numpy\n"
                                   "    rm -rf /var/lib/apt/lists\n"
                                   "    cd /app\n"
                                   "env | sort\n"
                                   "ADD train.py /app/\n";

TEST(SyntaxRules, LostLinesAreNotTakenForInstructions) {
    for (const std::string_view rule : rules_in(lost_lines)) {
        EXPECT_TRUE(rule == "unknown-instruction" || rule == "add-instead-of-copy") << rule;
    }
}

TEST(SyntaxRules, NothingIsMendedUnaskedWhereLinesAreLost) {
    for (const Finding& finding : lint(*model::Document::parse(lost_lines), {})) {
        for (const Fix& fix : finding.fixes) {
            EXPECT_EQ(fix.safety, Safety::unsafe) << finding.rule->id;
        }
    }
}

} // namespace
} // namespace dockwright::lint
