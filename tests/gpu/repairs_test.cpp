#include "base/text_edit.hpp"
#include "gpu/case_setup.hpp"
#include "gpu/expectation.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace dockwright::testing {
namespace {

using gpu::Judgement;
using gpu::Repair;
using gpu::Verdict;

/// The worst answer of all hosts.
Judgement judged(const CaseSetup& setup, const std::string& text) {
    if (setup.hosts().empty()) {
        return setup.judge(text, nullptr);
    }
    Judgement worst;
    for (const gpu::Host& host : setup.hosts()) {
        Judgement one = setup.judge(text, &host);
        if (one.verdict >= worst.verdict) {
            worst = std::move(one);
        }
    }
    return worst;
}

/// What is wrong with one of them; "" if it does what it says.
std::string wrong(const CaseSetup& setup, const Repair& repair) {
    if (repair.title.empty() || (repair.edits.empty() && repair.commands.empty())) {
        return "says or does nothing";
    }
    if (repair.edits.empty()) {
        return {};
    }
    const std::string text = dockwright::apply(setup.fixture().source, repair.edits);
    if (!repair.commands.empty()) {
        return {}; // what the commands do is not seen in the text
    }
    const Judgement after = judged(setup, text);
    if (after.verdict > Verdict::runs_with_caveat) {
        return "gives " + summary(after) + drawn(text, after);
    }
    if (after.verdict != repair.gives) {
        return "says that it gives " + std::string(name(repair.gives)) + ", and gives " + summary(after);
    }
    return after.verdict == Verdict::runs_with_caveat && repair.caveat.empty() ? "names no caveat"
                                                                               : std::string();
}

bool reaches(const Repair& repair, const std::vector<std::string>& gives) {
    return std::ranges::any_of(gives, [&](const std::string& wanted) {
        if (wanted == "command") {
            return !repair.commands.empty();
        }
        return !repair.edits.empty() && (repair.gives == Verdict::runs || name(repair.gives) == wanted);
    });
}

/// `none` offered, one that is `wrong`, all too `weak`, or `nonsense` where nothing helps; "" if all is as it
/// should be. The rest is for people.
std::string fault(const CaseSetup& setup, const std::vector<std::string>& gives, std::string& shown) {
    const std::vector<Repair> offered = setup.repairs();
    std::string found = offered.empty() ? "none" : "";
    for (const Repair& repair : offered) {
        shown += "offered: " + repair.title + "\n";
        if (const std::string mistake = wrong(setup, repair); !mistake.empty()) {
            shown += mistake + "\n";
            found = "wrong";
        }
    }
    const bool nothing = std::ranges::find(gives, "nothing") != gives.end();
    if (nothing && found != "wrong") {
        return offered.empty() ? "" : "nonsense";
    }
    if (found.empty() &&
        std::ranges::none_of(offered, [&](const Repair& repair) { return reaches(repair, gives); })) {
        found = "weak";
    }
    return found;
}

class OfferedRepair : public ::testing::TestWithParam<GpuCase> {};

TEST_P(OfferedRepair, MakesItRun) {
    const GpuCase& wanted = GetParam();
    const CaseSetup setup(wanted);
    std::string shown = wanted.title + "\n" + wanted.source + "\n" + wanted.fixture;
    const Judgement before = judged(setup, setup.fixture().source);
    shown += "before: " + summary(before) + "\n";
    const std::string found = fault(setup, wanted.gives, shown);
    if (wanted.fixme.empty()) {
        EXPECT_NE(before.verdict, Verdict::runs) << "there is nothing to mend\n" << shown;
    }
    EXPECT_EQ(found, wanted.fixme) << shown;
}

INSTANTIATE_TEST_SUITE_P(Gpu, OfferedRepair, ::testing::ValuesIn(read_gpu_cases("repairs").cases),
                         [](const ::testing::TestParamInfo<GpuCase>& one) { return one.param.name(); });

} // namespace
} // namespace dockwright::testing
