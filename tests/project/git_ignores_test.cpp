#include "project/git/ignores.hpp"
#include "project/git/wildmatch.hpp"
#include "support/temporary_folder.hpp"
#include <gtest/gtest.h>

namespace dockwright::project {
namespace {

/// Whether what has that path, a folder if it ends in `/`, is ignored as seen from the repository's root.
bool ignored(std::string_view gitignore, std::string_view path) {
    const bool is_folder = path.ends_with('/');
    path.remove_suffix(is_folder ? 1 : 0);
    return GitPatterns::read(gitignore).of(path, is_folder) == GitPatterns::Says::ignored;
}

TEST(GitPatterns, WithoutASlashAreOfNamesAtAnyDepth) {
    EXPECT_TRUE(ignored("*.log", "a/b.log"));
    EXPECT_TRUE(ignored("b", "a/b"));
    EXPECT_FALSE(ignored("/b", "a/b"));
    EXPECT_FALSE(ignored("a/b", "c/a/b"));
    EXPECT_TRUE(ignored("**/a/b", "c/a/b"));
}

TEST(GitPatterns, OfFoldersTakeNoFiles) {
    EXPECT_TRUE(ignored("a/", "a/"));
    EXPECT_TRUE(ignored("a/", "b/a/"));
    EXPECT_FALSE(ignored("a/", "a"));
}

TEST(GitPatterns, TheLastThatMatchesCounts) {
    EXPECT_FALSE(ignored("*\n!a\n", "a"));
    EXPECT_TRUE(ignored("!a\n*\n", "a"));
    EXPECT_EQ(GitPatterns::read("!a").of("a", false), GitPatterns::Says::kept);
}

TEST(GitPatterns, BlanksCommentsAndMarksAreAsGitReadsThem) {
    EXPECT_TRUE(ignored("a   ", "a"));
    EXPECT_TRUE(ignored("a\\ ", "a "));
    EXPECT_FALSE(ignored("a\t", "a"));
    EXPECT_TRUE(ignored("\xEF\xBB\xBF"
                        "a\r\n",
                        "a"));
    EXPECT_FALSE(ignored("#a", "#a"));
    EXPECT_TRUE(ignored("\\#a", "#a"));
    EXPECT_TRUE(ignored("\\!a", "!a"));
    EXPECT_FALSE(ignored("\n\n/\n", "a"));
}

TEST(Wildmatch, StarsAndSetsStayWithinAName) {
    EXPECT_TRUE(wildmatch("a*c", "abbc"));
    EXPECT_FALSE(wildmatch("a*c", "a/c"));
    EXPECT_FALSE(wildmatch("a[!b]c", "a/c"));
    EXPECT_FALSE(wildmatch("a?c", "a/c"));
    EXPECT_TRUE(wildmatch("a/**/c", "a/c"));
    EXPECT_TRUE(wildmatch("a/**/c", "a/b/b/c"));
    EXPECT_TRUE(wildmatch("a/**", "a/b/c"));
    EXPECT_FALSE(wildmatch("a**/c", "ab/b/c"));
}

TEST(Wildmatch, SetsHaveRangesClassesAndEscapes) {
    EXPECT_TRUE(wildmatch("[a-c][[:digit:]][]x]", "b7]"));
    EXPECT_TRUE(wildmatch("[\\]a-]", "-"));
    EXPECT_TRUE(wildmatch("[^[:upper:]]", "a"));
    EXPECT_FALSE(wildmatch("[[:nothing:]]", "a"));
    EXPECT_FALSE(wildmatch("[a", "a"));
    EXPECT_FALSE(wildmatch("a\\", "a\\"));
}

TEST(Wildmatch, IsNoSlowerForManyStars) {
    const std::string pattern = "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b";
    EXPECT_FALSE(wildmatch(pattern, std::string(2000, 'a')));
}

class GitIgnored : public ::testing::Test {
protected:
    GitIgnored() { folder.write(".git/HEAD", ""); }
    GitIgnores::Shared at(const std::string& name) const { return GitIgnores::at(folder.path() / name); }
    testing::TemporaryFolder folder;
};

TEST_F(GitIgnored, NearerFilesSayMore) {
    folder.write(".gitignore", "*.log\n/a/x\n");
    folder.write("a/.gitignore", "!b.log\n");
    folder.write(".git/info/exclude", "c\n!d.log\n");
    EXPECT_FALSE(at("a")->ignores("b.log", false));
    EXPECT_TRUE(at("a")->ignores("d.log", false)); // .gitignore counts more than info/exclude
    EXPECT_TRUE(at("a")->ignores("x", false));
    EXPECT_FALSE(at(".")->ignores("x", false));
    EXPECT_TRUE(at("a")->ignores("c", true));
}

TEST_F(GitIgnored, ARepositoryWithinBeginsAnew) {
    folder.write(".gitignore", "b\n");
    folder.write("a/.git/HEAD", "");
    EXPECT_FALSE(at("a")->ignores("b", false));
    EXPECT_FALSE(GitIgnores::in(at("."), folder.path() / "a", "a")->ignores("b", false));
}

TEST_F(GitIgnored, ALinkInPlaceOfTheFileIsNotFollowed) {
    folder.write("other", "b\n");
    std::filesystem::create_symlink(folder.path() / "other", folder.path() / ".gitignore");
    EXPECT_FALSE(at(".")->ignores("b", false));
}

TEST(GitIgnoredOutside, WithoutARepositoryTheFoldersOwnFileCounts) {
    const testing::TemporaryFolder folder;
    folder.write(".gitignore", "b\n");
    folder.write("a/.gitignore", "c\n");
    EXPECT_TRUE(GitIgnores::at(folder.path() / "a")->ignores("c", false));
    EXPECT_FALSE(GitIgnores::at(folder.path() / "a")->ignores("b", false));
}

} // namespace
} // namespace dockwright::project
