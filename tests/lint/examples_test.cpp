#include "lint/selectors.hpp"
#include "support/check_lint.hpp"
#include "syntax/file.hpp"
#include <gtest/gtest.h>

/// Every example of every rule, from the table of rules: adding a rule adds its tests.
namespace dockwright::lint {
namespace {

using testing::Fixture;

const Options& options_of(const Example& example) {
    static constexpr Options none;
    return example.options != nullptr ? *example.options : none;
}

std::vector<Finding> findings_in(const Rule& rule, const Example& example, const std::string& source) {
    const auto document = model::Document::parse(source);
    return testing::findings_of(rule, *document, options_of(example),
                                testing::surroundings_of(example, *document), testing::targets_of(example));
}

template <class Check>
void each_example(Check check) {
    for (const Rule* rule : rules::all()) {
        for (const Example& example : rule->examples) {
            SCOPED_TRACE(std::string(rule->id) + ": " + std::string(example.title));
            check(*rule, example);
        }
    }
}

TEST(Examples, ABadOneGivesExactlyItsFindingsAndItsFix) {
    each_example([](const Rule& rule, const Example& example) {
        const Fixture fixture = Fixture::read(example.bad);
        testing::check_findings(fixture, findings_in(rule, example, fixture.source));
        if (!fixture.source.empty()) {
            EXPECT_FALSE(fixture.annotations.empty()) << "a bad example must find something";
        }
    });
}

TEST(Examples, AGoodOneGivesNothing) {
    each_example([](const Rule& rule, const Example& example) {
        const Fixture fixture = Fixture::read(example.good);
        EXPECT_TRUE(fixture.annotations.empty() && !fixture.fixed) << "a good example is source alone";
        std::vector<Finding> findings = findings_in(rule, example, fixture.source);
        std::erase_if(findings, &Finding::peer_only);
        testing::check_findings(fixture, findings);
    });
}

TEST(Examples, ASafeFixLeavesNothingForASecondRun) {
    each_example([](const Rule& rule, const Example& example) {
        const Fixture fixture = Fixture::read(example.bad);
        if (!fixture.fixed) {
            return;
        }
        const std::vector<Finding> left = findings_in(rule, example, *fixture.fixed);
        EXPECT_EQ(testing::fixed_safely(*fixture.fixed, left), std::nullopt)
            << testing::draw(fixture.source, {}, fixture.fixed);
    });
}

/// Finding by finding: what has a safe fix is gone once that fix is made, and so are those with an
/// unsafe one.
TEST(Examples, EachFixTakesItsFindingAway) {
    each_example([](const Rule& rule, const Example& example) {
        const std::string source = Fixture::read(example.bad).source;
        const std::vector<Finding> findings = findings_in(rule, example, source);
        for (const Finding& finding : findings) {
            for (const Fix& fix : finding.fixes) {
                EditSet edits;
                ASSERT_TRUE(edits.add(fix.edits)) << fix.title << ": its own edits conflict";
                const std::string fixed = dockwright::apply(source, fix.edits);
                EXPECT_NE(fixed, source) << fix.title;
                EXPECT_LT(findings_in(rule, example, fixed).size(), findings.size())
                    << fix.title << testing::draw(source, {}, fixed);
            }
        }
    });
}

TEST(Examples, EveryPrefixOfOneCanBeReadAndLinted) {
    each_example([](const Rule& rule, const Example& example) {
        for (const std::string_view text : {example.bad, example.good}) {
            const std::string source = Fixture::read(text).source;
            // Each fix of a judgement is found by a search, so not all are worth their time.
            const std::size_t step = rule.group == Group::gpu ? 7 : 1;
            for (std::size_t size = 0; size <= source.size(); size += step) {
                const std::string prefix = source.substr(0, size);
                for (const Finding& finding : findings_in(rule, example, prefix)) {
                    EXPECT_LE(finding.span.begin, finding.span.end) << prefix;
                    EXPECT_LE(finding.span.end.index(), size) << prefix;
                    for (const Fix& fix : finding.fixes) {
                        for (const TextEdit& edit : fix.edits) {
                            EXPECT_LE(edit.span.end.index(), size) << prefix;
                        }
                    }
                }
            }
        }
    });
}

TEST(Examples, EveryOneReadsWithoutProblemsUnlessTheRuleIsAboutSyntax) {
    each_example([](const Rule& rule, const Example& example) {
        if (rule.group != Group::syntax) {
            const std::string good = Fixture::read(example.good).source;
            EXPECT_TRUE(good.empty() || syntax::parse(good).problems.empty()) << good;
        }
    });
}

TEST(Examples, MessagesSayTheirPointWithoutAFullStop) {
    each_example([](const Rule& rule, const Example& example) {
        for (const Finding& finding : findings_in(rule, example, Fixture::read(example.bad).source)) {
            EXPECT_FALSE(finding.message.empty());
            EXPECT_FALSE(finding.message.ends_with('.')) << finding.message;
            EXPECT_FALSE(finding.message.contains("{}")) << finding.message;
            EXPECT_FALSE(finding.message.contains('\n')) << finding.message;
            for (const Fix& fix : finding.fixes) {
                EXPECT_FALSE(fix.title.empty());
                EXPECT_FALSE(fix.title.ends_with('.')) << fix.title;
            }
        }
    });
}

TEST(Examples, WhatStopsTheBuildIsAnError) {
    std::size_t stops = 0;
    each_example([&](const Rule& rule, const Example& example) {
        for (const Finding& finding : findings_in(rule, example, Fixture::read(example.bad).source)) {
            if (finding.message.contains("the build stops here") ||
                finding.message.contains("stops the build")) {
                EXPECT_EQ(finding.severity, Severity::error) << finding.message;
                ++stops;
            }
        }
    });
    EXPECT_GT(stops, 0U);
}

TEST(Examples, AFindingCarriesOnlyCodesThatItsRuleKnows) {
    each_example([](const Rule& rule, const Example& example) {
        for (const Finding& finding : findings_in(rule, example, Fixture::read(example.bad).source)) {
            EXPECT_EQ(finding.rule, &rule);
            for (const Code& code : finding.codes) {
                EXPECT_TRUE(selects(code.code, rule)) << code.code;
            }
        }
    });
}

TEST(Examples, ARuleThatSaysItFixesShowsAFixAndNoOtherDoes) {
    for (const Rule* rule : rules::all()) {
        std::size_t fixes = 0;
        std::size_t findings = 0;
        for (const Example& example : rule->examples) {
            for (const Finding& finding : findings_in(*rule, example, Fixture::read(example.bad).source)) {
                fixes += finding.fixes.empty() ? 0U : 1U;
                findings += finding.peer_only ? 0U : 1U;
            }
        }
        SCOPED_TRACE(rule->id);
        EXPECT_EQ(rule->fixes != Fixes::none, fixes > 0);
        if (rule->fixes == Fixes::always) {
            EXPECT_GE(fixes, findings);
        }
    }
}

} // namespace
} // namespace dockwright::lint
