#include "cli/unified_diff.hpp"
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

std::string diff(std::string_view before, std::string_view after) {
    std::string out;
    append_unified_diff(out, "f", before, after, false);
    return out.starts_with("--- a/f\n+++ b/f\n") ? out.substr(16) : out;
}

TEST(UnifiedDiff, IsEmptyForEqualTexts) {
    EXPECT_EQ(diff("a\nb\n", "a\nb\n"), "");
}

TEST(UnifiedDiff, ShowsThreeLinesAround) {
    EXPECT_EQ(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
              "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiff, MakesTwoHunksOfDistantChanges) {
    EXPECT_EQ(diff("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n"),
              "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");
}

TEST(UnifiedDiff, MakesOneHunkOfChangesWhoseContextsTouch) {
    EXPECT_EQ(diff("a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n"),
              "@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
}

TEST(UnifiedDiff, CountsNoLinesOfAnEmptyFile) {
    EXPECT_EQ(diff("", "a\n"), "@@ -0,0 +1 @@\n+a\n");
    EXPECT_EQ(diff("a\n", ""), "@@ -1 +0,0 @@\n-a\n");
}

TEST(UnifiedDiff, SaysWhereTheLastLineEndIsMissing) {
    EXPECT_EQ(diff("a", "a\n"), "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
}

TEST(UnifiedDiff, FindsInsertionsAmongEqualLines) {
    EXPECT_EQ(diff("x\ny\nx\ny\n", "x\ny\nz\nx\ny\n"), "@@ -1,4 +1,5 @@\n x\n y\n+z\n x\n y\n");
}

TEST(UnifiedDiff, ReplacesTheWholeMiddleWhereTooMuchDiffers) {
    std::string before;
    std::string after;
    for (int i = 0; i < 1500; ++i) {
        before += "a" + std::to_string(i) + "\n";
        after += "b" + std::to_string(i) + "\n";
    }
    EXPECT_TRUE(diff(before, after).starts_with("@@ -1,1500 +1,1500 @@\n-a0\n-a1\n"));
}

} // namespace
} // namespace dockwright::cli
