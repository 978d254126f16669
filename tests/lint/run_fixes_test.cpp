#include "support/check_lint.hpp"
#include <algorithm>
#include <gtest/gtest.h>

/// What rules make of a RUN with very many commands.
namespace dockwright::lint {
namespace {

std::vector<Finding> findings_in(std::string_view id, std::string source) {
    const auto rule = std::ranges::find(rules::all(), id, &Rule::id);
    return testing::findings_of(**rule, *model::Document::parse(std::move(source)));
}

TEST(RunFixes, AnswersAreFoundWhereverTheyStandInALongRun) {
    std::string source = "FROM debian:12\nRUN true";
    for (int i = 0; i < 200; ++i) {
        source +=
            " && apt-get install a && yes | apt-get install b && { true; apt-get install c; } < answers";
    }
    source += "\nRUN yes | { apt-get install d < /dev/null; true | apt-get install e; }\n";
    source += "RUN apt-get install f | tee log\n";
    std::vector<Finding> findings = findings_in("missing-assume-yes", source);
    std::erase_if(findings, &Finding::peer_only);
    EXPECT_EQ(findings.size(), 201U);
}

} // namespace
} // namespace dockwright::lint
