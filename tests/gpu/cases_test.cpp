#include "gpu/case_setup.hpp"
#include "gpu/expectation.hpp"
#include <gtest/gtest.h>

namespace dockwright::testing {
namespace {

class JudgedCase : public ::testing::TestWithParam<GpuCase> {};

TEST_P(JudgedCase, IsJudgedAsTheDocumentsSay) {
    const GpuCase& wanted = GetParam();
    const CaseSetup setup(wanted);
    const std::vector<ExpectedReason> reasons = expected_reasons(setup.fixture());
    const gpu::Judgement found = setup.judge(setup.hosts().empty() ? nullptr : setup.hosts().data());
    const std::string wrong = difference(wanted, reasons, found);
    const std::string shown = wanted.title + "\n" + wanted.source + "\nhost: " + wanted.hosts.front() +
                              "\nexpected: " + wanted.verdicts.front() + "\n" + wanted.fixture +
                              "found: " + summary(found) + drawn(setup.fixture().source, found);
    for (const gpu::Reason& reason : found.reasons) {
        const bool of_the_question =
            reason.cause == gpu::Cause::not_supported || reason.weight == gpu::Weight::unknown;
        EXPECT_TRUE(of_the_question || !reason.fact.source.empty()) << reason.message << " names no source";
    }
    if (wanted.fixme.empty()) {
        EXPECT_EQ(wrong, "") << shown;
    } else {
        EXPECT_NE(wrong, "") << "is right by now, take its fixme away\n" << shown;
        EXPECT_EQ(summary(found), wanted.fixme) << "is wrong in another way\n" << shown;
    }
}

INSTANTIATE_TEST_SUITE_P(Gpu, JudgedCase, ::testing::ValuesIn(read_gpu_cases("cases").cases),
                         [](const ::testing::TestParamInfo<GpuCase>& one) { return one.param.name(); });

} // namespace
} // namespace dockwright::testing
