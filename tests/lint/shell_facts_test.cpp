#include "lint/shell_facts.hpp"
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace dockwright::lint {
namespace {

/// The kinds on the way up from the first simple command of that name.
std::string way_up(const std::string& source, std::string_view name) {
    const auto document = model::Document::parse(source);
    const shell::Script& script = document->commands().script;
    const ShellFacts facts = shell_facts(*document);
    std::string out;
    for (std::uint32_t i = 0; i < script.nodes.size(); ++i) {
        if (plain_name(script, script.nodes[i]) != name) {
            continue;
        }
        for (std::uint32_t up = facts.parents[i]; up != shell::no_node; up = facts.parents[up]) {
            switch (script.nodes[up].kind) {
            case shell::Node::Kind::list: out += " list"; break;
            case shell::Node::Kind::and_or: out += " and_or"; break;
            case shell::Node::Kind::pipeline: out += " pipeline"; break;
            case shell::Node::Kind::simple: out += " simple"; break;
            case shell::Node::Kind::for_clause: out += " for"; break;
            default: out += " other"; break;
            }
        }
        return out;
    }
    return "none";
}

TEST(ShellFacts, LeadUpFromACommandToItsText) {
    EXPECT_EQ(way_up("FROM a\nRUN a && b | c\n", "c"), " pipeline and_or list");
    EXPECT_EQ(way_up("FROM a\nRUN for i in x; do c; done\n", "c"), " list for list");
}

TEST(ShellFacts, LeadOutOfASubstitutionWhereverItStands) {
    EXPECT_EQ(way_up("FROM a\nRUN echo \"${X:-$(c)}\"\n", "c"), " list simple list");
    EXPECT_EQ(way_up("FROM a\nRUN X=$(c) b\n", "c"), " list simple list");
    EXPECT_EQ(way_up("FROM a\nRUN b > $(c)\n", "c"), " list simple list");
    EXPECT_EQ(way_up("FROM a\nRUN for i in $(c); do b; done\n", "c"), " list for list");
    EXPECT_EQ(way_up("FROM a\nRUN <<EOF\ncat <<END\n$(c)\nEND\nEOF\n", "c"), " list simple list");
}

std::size_t scripts(const std::string& source) {
    return shell_facts(*model::Document::parse(source)).scripts.size();
}

TEST(ShellFacts, CountAsScriptsWhatAShellRunsInARun) {
    EXPECT_EQ(scripts("FROM a\nRUN b\nRUN c\n"), 2U);
    EXPECT_EQ(scripts("FROM a\nRUN <<EOF\nb\nEOF\n"), 1U);
    EXPECT_EQ(scripts("FROM a\nONBUILD RUN b\n"), 1U);
    EXPECT_EQ(scripts("FROM a\nRUN [\"b\", \"c\"]\nCMD b\nENTRYPOINT b\nONBUILD CMD b\n"), 0U);
    EXPECT_EQ(scripts("FROM a\nSHELL [\"pwsh\", \"-c\"]\nRUN b\n"), 0U);
    EXPECT_EQ(scripts("FROM a\nRUN <<EOF\n#!/usr/bin/python3\nb\nEOF\n"), 0U);
}

bool refused(const std::string& run) {
    const auto document = model::Document::parse("FROM a\nRUN " + run + "\n");
    return shell_facts(*document).scripts.front().refused();
}

/// Held against ShellCheck 0.11: whether its SC1072 is all that it says.
TEST(ShellFacts, KnowWhatShellCheckRefusesToRead) {
    EXPECT_TRUE(refused("if a; then"));
    EXPECT_TRUE(refused("a && && b"));
    EXPECT_TRUE(refused("echo \"a"));
    EXPECT_TRUE(refused("[ a = ]"));
    EXPECT_TRUE(refused("{{ a }} b"));
    EXPECT_FALSE(refused("if a; then b; fi"));
    EXPECT_FALSE(refused("[[ a == b ]]"));
    EXPECT_FALSE(refused("echo $X; ) b")); // reads up to the parenthesis
}

TEST(ShellFacts, LeaveWhatAStringHoldsToItsOwnShell) {
    const auto document = model::Document::parse("FROM a\nRUN sh -c 'b; c'\n");
    const ShellFacts facts = shell_facts(*document);
    const shell::Script& script = document->commands().script;
    ASSERT_EQ(facts.scripts.size(), 1U);
    const shell::Range nodes = facts.scripts.front().nodes;
    EXPECT_LT(nodes.size(), script.nodes.size());
    for (std::uint32_t i = nodes.begin; i < nodes.end; ++i) {
        EXPECT_NE(plain_name(script, script.nodes[i]), "b");
    }
}

} // namespace
} // namespace dockwright::lint
