#include "config/glob.hpp"
#include <gtest/gtest.h>

namespace dockwright::config {
namespace {

TEST(Glob, AStarStaysInItsFolder) {
    EXPECT_TRUE(glob_matches("services/*/Dockerfile", "services/a/Dockerfile"));
    EXPECT_FALSE(glob_matches("services/*/Dockerfile", "services/a/b/Dockerfile"));
    EXPECT_TRUE(glob_matches("a/?.Dockerfile", "a/x.Dockerfile"));
    EXPECT_FALSE(glob_matches("a/?.Dockerfile", "a/xy.Dockerfile"));
}

TEST(Glob, TwoStarsGoThroughAnyNumberOfFolders) {
    EXPECT_TRUE(glob_matches("a/**/Dockerfile", "a/Dockerfile"));
    EXPECT_TRUE(glob_matches("a/**/Dockerfile", "a/b/c/Dockerfile"));
    EXPECT_FALSE(glob_matches("a/**/Dockerfile", "b/Dockerfile"));
    EXPECT_TRUE(glob_matches("**", "a"));
}

TEST(Glob, APatternWithoutASlashMatchesInEveryFolder) {
    EXPECT_TRUE(glob_matches("*.gpu", "a/b/Dockerfile.gpu"));
    EXPECT_TRUE(glob_matches("Dockerfile", "Dockerfile"));
    EXPECT_FALSE(glob_matches("Dockerfile", "Dockerfile.gpu"));
    EXPECT_FALSE(glob_matches("b/Dockerfile", "a/b/Dockerfile"));
}

TEST(Glob, AFoldersPatternMatchesAllBelowIt) {
    EXPECT_TRUE(glob_matches("legacy", "legacy/a/Dockerfile"));
    EXPECT_TRUE(glob_matches("legacy/", "legacy/Dockerfile"));
    EXPECT_FALSE(glob_matches("legacy/", "a/legacy/Dockerfile"));
    EXPECT_TRUE(glob_matches("**/legacy", "a/legacy/Dockerfile"));
}

TEST(Glob, ManyStarsCostNoMoreThanTheProductOfTheLengths) {
    const std::string path = std::string(5000, 'a') + "b";
    EXPECT_FALSE(glob_matches("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*ac", path));
}

TEST(Glob, SaysWhatIsNoPattern) {
    EXPECT_TRUE(wrong_glob("/a"));
    EXPECT_TRUE(wrong_glob("C:/a"));
    EXPECT_TRUE(wrong_glob("../a"));
    EXPECT_TRUE(wrong_glob("a**"));
    EXPECT_TRUE(wrong_glob("{a,b}"));
    EXPECT_TRUE(wrong_glob("//") && wrong_glob(""));
    EXPECT_FALSE(wrong_glob("a/**/b.*/"));
}

} // namespace
} // namespace dockwright::config
