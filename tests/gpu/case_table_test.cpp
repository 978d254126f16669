#include "gpu/case_file.hpp"
#include "gpu/case_host.hpp"
#include "gpu/cause.hpp"
#include "gpu/expectation.hpp"
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

namespace dockwright::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

TEST(CaseTable, IsReadWithoutAMistake) {
    EXPECT_THAT(read_gpu_cases("cases").mistakes, IsEmpty());
    EXPECT_THAT(read_gpu_cases("repairs").mistakes, IsEmpty());
}

TEST(CaseTable, HasNoTwoCasesOfOneName) {
    std::set<std::string> names;
    for (const std::string_view folder : {"cases", "repairs"}) {
        for (const GpuCase& one : read_gpu_cases(folder).cases) {
            EXPECT_TRUE(names.insert(one.name()).second) << one.title;
        }
    }
}

TEST(CaseTable, NamesHostsVerdictsAndCausesThatThereAre) {
    const std::set<std::string> verdicts{"runs", "runs-with-caveat", "unknown", "fails", "build-fails"};
    for (const GpuCase& one : read_gpu_cases("cases").cases) {
        EXPECT_EQ(one.hosts.size(), 1U) << one.title;
        EXPECT_TRUE(host_of_case(one.hosts.front())) << one.title;
        EXPECT_THAT(verdicts, IsSupersetOf(one.verdicts)) << one.title;
        for (const std::string& cause : one.also) {
            EXPECT_TRUE(gpu::cause(cause)) << one.title << ": " << cause;
        }
        EXPECT_THAT(Fixture::read(one.fixture).source, ::testing::Not(IsEmpty())) << one.title;
    }
}

// What is merely allowed is expected of nobody, so it covers nothing.
TEST(CaseTable, CoversEveryCauseThatAFileCanHave) {
    std::set<std::string> covered;
    for (const GpuCase& one : read_gpu_cases("cases").cases) {
        for (const ExpectedReason& reason : expected_reasons(Fixture::read(one.fixture))) {
            if (reason.causes.size() == 1) {
                covered.insert(reason.causes.front());
            }
        }
    }
    for (auto i = static_cast<std::size_t>(0); i < static_cast<std::size_t>(gpu::Cause::driver_not_loaded);
         ++i) {
        const std::string cause(name(static_cast<gpu::Cause>(i)));
        EXPECT_TRUE(covered.contains(cause)) << cause;
    }
}

TEST(CaseTable, IsLargeAndAThirdOfItLooksWrongAndIsRight) {
    const std::vector<GpuCase> cases = read_gpu_cases("cases").cases;
    const auto traps = std::ranges::count_if(cases, [](const GpuCase& one) { return !one.trap.empty(); });
    EXPECT_GE(cases.size(), 230U);
    EXPECT_GE(3 * static_cast<std::size_t>(traps), cases.size());
    for (const GpuCase& one : cases) {
        if (!one.trap.empty()) {
            EXPECT_THAT(one.verdicts, ::testing::Contains("runs")) << one.title;
        }
    }
}

TEST(CaseTable, WhatCantBeReadIsNamedWithItsLine) {
    GpuCases found;
    read_gpu_cases("x", "## A title\nsauce: none\nhost:\n  | FROM a\n", found);
    EXPECT_THAT(found.mistakes, ::testing::ElementsAre(
                                    "x.txt:2: no such key: sauce: none",
                                    "x.txt:3: neither a key with a value nor a line of a Dockerfile: host:",
                                    "x.txt:4: a case needs source, host and a Dockerfile: A title",
                                    "x.txt:4: a case needs either verdict or gives: A title"));
}

TEST(CaseTable, AHostIsCardsDriverAndSettings) {
    const auto host = host_of_case("Tesla T4 x 2 + NVIDIA A40, 550.54.14 toolkit=1.17.8 mode=jit-cdi "
                                   "engine=28.3.0 platform=linux/arm64 os=wsl2 request=none");
    ASSERT_TRUE(host && *host);
    EXPECT_EQ((*host)->gpus.size(), 3U);
    EXPECT_EQ((*host)->gpus[1].name, "Tesla T4");
    EXPECT_EQ((*host)->driver_text, "550.54.14");
    EXPECT_EQ((*host)->driver.major(), 550U);
    EXPECT_EQ((*host)->mode, gpu::ToolkitMode::jit_cdi);
    EXPECT_EQ((*host)->engine.major(), 28U);
    EXPECT_EQ((*host)->platform, "linux/arm64");
    EXPECT_EQ((*host)->system, gpu::System::wsl2);
    EXPECT_EQ((*host)->request, gpu::Request::none);
    EXPECT_FALSE(host_of_case("Tesla T4"));
    EXPECT_FALSE(host_of_case("Tesla T4, 550 mode=none"));
    EXPECT_FALSE(host_of_case("Tesla T4 x many, 550"));
}

} // namespace
} // namespace dockwright::testing
