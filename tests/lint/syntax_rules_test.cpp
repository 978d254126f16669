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

} // namespace
} // namespace dockwright::lint
