#include "gpu/case_setup.hpp"
#include "gpu/expectation.hpp"
#include "gpu/image/image_state.hpp"
#include "gpu/truth_file.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <cctype>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

namespace dockwright::testing {
namespace {

using gpu::Installed;
using gpu::Judgement;
using gpu::Verdict;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

bool names_one_of(const Judgement& found, const std::vector<std::string>& causes) {
    return std::ranges::any_of(found.reasons, [&](const gpu::Reason& reason) {
        return reason.weight == gpu::Weight::build_fails &&
               std::ranges::find(causes, name(reason.cause)) != causes.end();
    });
}

/// What the verdict says that the resolver does not; "" if they agree.
std::string verdict_differs(const Truth& truth, const Judgement& found) {
    const bool fails = found.verdict == Verdict::build_fails;
    const bool agrees = truth.refused.empty() ? !fails : fails && names_one_of(found, truth.judged);
    return agrees ? std::string() : summary(found);
}

/// Whether an install names it, with or without a version.
bool is_asked(const Truth& truth, std::string_view package) {
    return std::ranges::any_of(truth.installs, [&](const std::string& install) {
        for (std::size_t at = install.find(package); at != std::string::npos;
             at = install.find(package, at + 1)) {
            const char behind = at + package.size() < install.size() ? install[at + package.size()] : ' ';
            if ((at == 0 || install[at - 1] == ' ') &&
                std::string_view("-_.").find(behind) == std::string::npos &&
                std::isalnum(static_cast<unsigned char>(behind)) == 0) {
                return true;
            }
        }
        return false;
    });
}

/// Which versions differ from the resolver's: `torch 2.14.1`, or `torch ?` where none is known of a
/// package that is asked for and in the tables.
std::string versions_differ(const Truth& truth, const gpu::ImageState& state) {
    std::string out;
    const auto differs = [&](const std::string& package, const std::string& version) {
        out += (out.empty() ? "" : ", ") + package + " " + version;
    };
    std::set<std::string, std::less<>> known;
    for (const Installed& installed : state.installed) {
        if (!installed.version.known()) {
            continue;
        }
        known.insert(installed.name);
        const auto right = truth.gets.find(installed.name);
        if (right == truth.gets.end() ||
            knowledge::Version::parse(right->second) != std::optional(installed.version)) {
            differs(installed.name, to_string(installed.version));
        }
    }
    for (const auto& [package, version] : truth.gets) {
        if (!known.contains(package) && is_asked(truth, package) &&
            !knowledge::releases(knowledge::built_in(), package).empty()) {
            differs(package, "?");
        }
    }
    return out;
}

/// How the answers about a truth differ from it, in words as short as a `fixme:` wants them.
std::string difference(const Truth& truth) {
    const CaseSetup setup(truth.as_case());
    std::string out = verdict_differs(truth, setup.judge(setup.hosts().data()));
    if (const std::string nowhere = verdict_differs(truth, setup.judge(nullptr)); nowhere != out) {
        out += (out.empty() ? "without a machine " : "; without a machine ") + nowhere;
    }
    if (truth.refused.empty() && out.empty()) {
        const auto document = model::Document::parse(setup.fixture().source);
        out = versions_differ(truth, setup.states(*document).back());
    }
    return out;
}

class ResolverTruth : public ::testing::TestWithParam<Truth> {};

TEST_P(ResolverTruth, IsWhatIsJudged) {
    const Truth& truth = GetParam();
    EXPECT_EQ(difference(truth), truth.fixme) << truth.title << "\n" << truth.as_case().fixture;
}

TEST(ResolverTruths, AreReadWithoutAMistake) {
    EXPECT_THAT(read_truths().mistakes, IsEmpty());
}

TEST(ResolverTruths, AreManyOfBothKinds) {
    std::size_t pairs = 0;
    std::size_t wheels = 0;
    std::size_t resolved = 0;
    const Truths truths = read_truths();
    for (const Truth& truth : truths.all) {
        const auto judged = [&](std::string_view cause) {
            return std::ranges::find(truth.judged, cause) != truth.judged.end();
        };
        pairs += judged("companion-mismatch") ? 1U : 0U;
        wheels += judged("wheel-absent") || judged("python-mismatch") ? 1U : 0U;
        resolved += truth.refused.empty() ? 1U : 0U;
        for (const std::string& cause : truth.judged) {
            EXPECT_TRUE(gpu::cause(cause)) << truth.title << ": " << cause;
        }
    }
    EXPECT_GE(pairs, 30U);
    EXPECT_GE(wheels, 30U);
    EXPECT_GE(resolved, 60U);
}

TEST(ResolverTruths, WhatCantBeReadIsNamedWithItsLine) {
    Truths found;
    read_truths("x", "## A title\nsauce: none\nfrom: a\ninstall: b\nrefused: conflict\n", found);
    EXPECT_THAT(found.mistakes,
                ElementsAre("x.txt:2: sauce: none",
                            "x.txt:1: needs from, install, and either gets, or refused and judged"));
}

INSTANTIATE_TEST_SUITE_P(Gpu, ResolverTruth, ::testing::ValuesIn(read_truths().all),
                         [](const ::testing::TestParamInfo<Truth>& one) {
                             return one.param.as_case().name();
                         });

} // namespace
} // namespace dockwright::testing
