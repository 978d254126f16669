#include "support/process.hpp"
#include "support/temporary_folder.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

using testing::Ended;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::run_dockwright;
using ::testing::StartsWith;
using testing::TemporaryFolder;

class LintBaseline : public ::testing::Test {
protected:
    Ended lint(std::vector<std::string> arguments, const std::string& below = "",
               const std::string& input = {}) {
        arguments.insert(arguments.begin(), {"lint", "--isolated"});
        return run_dockwright({.arguments = arguments, .input = input, .folder = folder.path() / below});
    }
    TemporaryFolder folder;
};

TEST_F(LintBaseline, HidesOldFindingsAndShowsNewOnes) {
    folder.write("a/Dockerfile", "FROM ubuntu\n");
    folder.write("b/Dockerfile", "FROM debian as x\n");
    const Ended written = lint({"--write-baseline", "old.txt"});
    EXPECT_EQ(written.exit_code, 0);
    EXPECT_EQ(written.output, "");
    EXPECT_EQ(written.errors, "'old.txt' holds 3 findings of 2 files from now on\n");

    const Ended same = lint({"--baseline", "old.txt"});
    EXPECT_EQ(same.exit_code, 0);
    EXPECT_EQ(same.output, "");
    EXPECT_EQ(same.errors, "nothing new found in 2 files; 3 in the baseline\n");

    folder.write("a/Dockerfile", "# a comment\nFROM ubuntu\nMAINTAINER me\n");
    const Ended later = lint({"--baseline", "old.txt"});
    EXPECT_EQ(later.exit_code, 1);
    EXPECT_THAT(later.output, StartsWith("a/Dockerfile:3:1: warning: "));
    EXPECT_THAT(later.output, Not(HasSubstr("untagged-base-image")));
    EXPECT_THAT(later.errors, StartsWith("1 new finding (1 warning) in 1 of 2 files"));
}

TEST_F(LintBaseline, HoldsFromEveryFolder) {
    folder.write("a/Dockerfile", "FROM ubuntu\n");
    lint({"--write-baseline", "old.txt", "."});
    EXPECT_EQ(lint({"--baseline", "../old.txt", "Dockerfile"}, "a").exit_code, 0);
    EXPECT_EQ(lint({"--baseline", "../old.txt", (folder.path() / "a/Dockerfile").string()}, "a").exit_code,
              0);
    EXPECT_EQ(
        lint({"--baseline", "old.txt", "--stdin-filename", "a/Dockerfile"}, "", "\nFROM ubuntu\n").exit_code,
        0);
    EXPECT_EQ(lint({"--baseline", "old.txt", "-"}, "", "FROM ubuntu\n").exit_code, 1);
}

TEST_F(LintBaseline, SaysWhatIsFoundNoMore) {
    folder.write("a", "FROM ubuntu\nMAINTAINER me\nMAINTAINER me\n");
    folder.write("b", "FROM ubuntu\n");
    lint({"--write-baseline", "old.txt", "a", "b"});
    folder.write("a", "FROM ubuntu\n");
    std::filesystem::remove(folder.path() / "b");
    EXPECT_EQ(lint({"--baseline", "old.txt", "a"}).errors,
              "nothing new found in 1 file; 1 in the baseline\n"
              "the baseline 'old.txt' has what is found no more: a: deprecated-maintainer (2); "
              "b: untagged-base-image. To take it out: --write-baseline old.txt\n");
}

TEST_F(LintBaseline, KeepsWhatItHoldsOfFilesThatWereNotLookedAt) {
    folder.write("a", "FROM ubuntu\n");
    folder.write("b", "FROM ubuntu\n");
    folder.write("c", "FROM ubuntu\n");
    lint({"--write-baseline", "old.txt", "a", "b", "c"});
    folder.write("a", "FROM ubuntu:24.04\n");
    std::filesystem::remove(folder.path() / "c");
    EXPECT_EQ(lint({"--write-baseline", "old.txt", "a"}).errors,
              "'old.txt' holds 1 finding of 1 file from now on\n");
    EXPECT_EQ(lint({"--baseline", "old.txt", "b"}).exit_code, 0);
}

TEST_F(LintBaseline, PutsNothingInPlaceOfAnotherFile) {
    folder.write("Dockerfile", "FROM ubuntu\n");
    const Ended ended = lint({"--write-baseline", "Dockerfile"});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_EQ(folder.read("Dockerfile"), "FROM ubuntu\n");
    EXPECT_EQ(ended.errors,
              "dockwright: 'Dockerfile' is no baseline of 'dockwright lint': its first line isn't "
              "'# dockwright baseline 1'. Name the file that --write-baseline wrote.\n");
    EXPECT_THAT(lint({"--baseline", "none"}).errors, HasSubstr("Cannot read 'none'"));
}

TEST_F(LintBaseline, CountsInEveryFormatAndInMending) {
    folder.write("Dockerfile", "FROM ubuntu as x\n");
    lint({"--write-baseline", "old.txt"});
    EXPECT_EQ(lint({"--baseline", "old.txt", "-f", "json", "-f", "gitlab=g.json"}).output, "[]\n");
    EXPECT_EQ(folder.read("g.json"), "[]\n");
    lint({"--baseline", "old.txt", "--fix"});
    EXPECT_EQ(folder.read("Dockerfile"), "FROM ubuntu AS x\n");
}

} // namespace
} // namespace dockwright::cli
