#include "lint/baseline.hpp"
#include "lint/fixer.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::lint {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string first = "# dockwright baseline 1\n";

Baseline read(const std::string& lines) {
    auto out = read_baseline(first + lines, "old.txt");
    return out ? std::move(*out) : Baseline{};
}

std::string refusal(const std::string& bytes) {
    const auto out = read_baseline(bytes, "old.txt");
    return out ? "it is taken" : out.error().message;
}

/// What is new of `after` where all of `before` is old, and what is gone.
struct Compared {
    std::size_t fresh = 0;
    std::vector<BaselineEntry> gone;
};
Compared compare(const std::string& before, const std::string& after) {
    const auto entries = baseline_entries(before, lint_text(before, {}).findings);
    std::vector<Finding> findings = lint_text(after, {}).findings;
    auto gone = drop_known(findings, after, entries);
    return {findings.size(), std::move(gone)};
}

TEST(Baseline, ReadsWhatItWrites) {
    const Baseline baseline{
        {"a b/Dockerfile", {{"root-user", 1, 2}, {"root-user", 0xFFFF'FFFF'FFFF'FFFFU, 1}}},
        {"odd\\n\n\r name", {{"latest-base-image", 0x1234, 3}}},
        {"\xFF", {{"x", 7, 1}}}};
    const auto back = read_baseline(baseline_text(baseline), "old.txt");
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, baseline);
}

TEST(Baseline, KnowsMovedLinesAgain) {
    const Compared compared =
        compare("FROM ubuntu\nMAINTAINER me\n", "\n# new\nFROM ubuntu\nRUN true\nMAINTAINER me\n");
    EXPECT_EQ(compared.fresh, 0U);
    EXPECT_THAT(compared.gone, IsEmpty());
}

TEST(Baseline, ShowsOneMoreOfTheSame) {
    EXPECT_EQ(compare("FROM a:1\nMAINTAINER me\n", "FROM a:1\nMAINTAINER me\nMAINTAINER me\n").fresh, 1U);
}

TEST(Baseline, TellsHowManyAreGone) {
    const Compared compared =
        compare("FROM a:1\nMAINTAINER me\nMAINTAINER me\nMAINTAINER me\n", "FROM a:1\nMAINTAINER me\n");
    EXPECT_EQ(compared.fresh, 0U);
    ASSERT_EQ(compared.gone.size(), 1U);
    EXPECT_EQ(compared.gone[0].rule, "deprecated-maintainer");
    EXPECT_EQ(compared.gone[0].count, 2U);
}

TEST(Baseline, TakesALineThatAMergeRepeatedOnce) {
    EXPECT_THAT(read("00000000000000ff 2 root-user a\n00000000000000ff 3 root-user a\n")["a"],
                ElementsAre(BaselineEntry{"root-user", 255, 3}));
}

TEST(Baseline, PassesOverCommentsEmptyLinesAndWindowsLineEnds) {
    EXPECT_THAT(read("\r\n# why\r\n00000000000000ff 1 root-user a b\r\n")["a b"],
                ElementsAre(BaselineEntry{"root-user", 255, 1}));
}

TEST(Baseline, RefusesWhatIsNone) {
    EXPECT_THAT(refusal(""), HasSubstr("its first line isn't '# dockwright baseline 1'"));
    EXPECT_THAT(refusal("FROM ubuntu\n"), HasSubstr("'old.txt' is no baseline"));
    for (const char* line :
         {"ff 1 root-user a", "00000000000000fg 1 root-user a", "00000000000000ff 0 root-user a",
          "00000000000000ff -1 root-user a", "00000000000000ff 4294967296 root-user a",
          "00000000000000ff 1 Root a", "00000000000000ff 1 root-user ", "00000000000000ff 1 root-user",
          "00000000000000ff 1 root-user a\\t", "00000000000000ff 1 root-user a\\", " 1 root-user a"}) {
        EXPECT_THAT(refusal(first + "\n" + line), HasSubstr("line 3 isn't one of its lines")) << line;
    }
    EXPECT_THAT(refusal(first + "00000000000000ff 1 root-user " + std::string(9000, 'a')),
                HasSubstr("line 2"));
}

} // namespace
} // namespace dockwright::lint
