#include "cli/replace_file.hpp"
#include "support/process.hpp"
#include "support/temporary_folder.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dockwright::cli {
namespace {

namespace fs = std::filesystem;
using testing::Ended;
using ::testing::HasSubstr;
using testing::run_dockwright;
using ::testing::StartsWith;
using testing::TemporaryFolder;

constexpr std::string_view wrong = "FROM python:3.12 as Base\nMAINTAINER me\nCMD a\nCMD b\n";
constexpr std::string_view mended =
    "FROM python:3.12 AS base\nLABEL org.opencontainers.image.authors=\"me\"\nCMD a\nCMD b\n";

class FixCommand : public ::testing::Test {
protected:
    Ended lint(std::vector<std::string> arguments, const std::string& input = {}) const {
        arguments.insert(arguments.begin(), "lint");
        return run_dockwright({.arguments = arguments, .input = input, .folder = folder.path()});
    }
    std::vector<std::string> names() const {
        std::vector<std::string> out;
        for (const auto& entry : fs::directory_iterator(folder.path())) {
            out.push_back(entry.path().filename().string());
        }
        return out;
    }
    TemporaryFolder folder;
};

TEST_F(FixCommand, MendsWhatIsSafeAndShowsTheRest) {
    folder.write("Dockerfile", wrong);
    const Ended ended = lint({"--fix", "--ignore", "JSONArgsRecommended"});
    EXPECT_EQ(folder.read("Dockerfile"), mended);
    EXPECT_THAT(ended.output, StartsWith("Dockerfile:3:1: warning: Only the last CMD"));
    EXPECT_THAT(ended.errors, StartsWith("3 fixed; 1 finding (1 warning) in 1 of 1 file"));
    EXPECT_EQ(ended.exit_code, 1);
}

TEST_F(FixCommand, MendsWhatAFixUncoversToo) {
    folder.write("Dockerfile", "FROM a:1\nRUN x\nadd c /d\n");
    EXPECT_THAT(lint({"--fix"}).errors, StartsWith("2 fixed; "));
    EXPECT_EQ(folder.read("Dockerfile"), "FROM a:1\nRUN x\nCOPY c /d\n");
}

TEST_F(FixCommand, ChangesNothingTheSecondTime) {
    folder.write("Dockerfile", wrong);
    lint({"--fix"});
    const auto first = fs::last_write_time(folder.path() / "Dockerfile");
    const Ended again = lint({"--fix"});
    EXPECT_THAT(again.errors, StartsWith("0 fixed; "));
    EXPECT_EQ(fs::last_write_time(folder.path() / "Dockerfile"), first);
}

TEST_F(FixCommand, KeepsTheModeAndLeavesNothingBeside) {
    folder.write("Dockerfile", wrong);
    const auto mode = fs::perms::owner_all | fs::perms::group_read;
    fs::permissions(folder.path() / "Dockerfile", mode);
    lint({"--fix"});
    EXPECT_EQ(fs::status(folder.path() / "Dockerfile").permissions(), mode);
    EXPECT_EQ(names(), std::vector<std::string>{"Dockerfile"});
}

TEST_F(FixCommand, KeepsBytesThatAreNoText) {
    folder.write("Dockerfile", std::string_view("FROM a:1 as b\r\nRUN \xFF\0\x1B[2J\r\n", 27));
    lint({"--fix"});
    EXPECT_EQ(folder.read("Dockerfile"), std::string("FROM a:1 AS b\r\nRUN \xFF\0\x1B[2J\r\n", 27));
}

TEST_F(FixCommand, MendsAFileThatIsNamedTwiceOnce) {
    folder.write("Dockerfile", wrong);
    std::filesystem::create_symlink("Dockerfile", folder.path() / "link");
    const Ended ended = lint({"--fix", "--jobs", "4", "Dockerfile", "./Dockerfile", ".", "link"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.errors, StartsWith("3 fixed; "));
    EXPECT_THAT(ended.errors, HasSubstr(" in 1 of 1 file\n"));
    EXPECT_THAT(ended.output, StartsWith("Dockerfile:"));
}

TEST_F(FixCommand, PassesOverWhatAKilledProcessLeft) {
    folder.write("Dockerfile", wrong);
    const std::string file = folder.path() / "Dockerfile";
    struct stat facts{};
    ASSERT_EQ(::stat(file.c_str(), &facts), 0);
    const std::string left =
        ".dockwright-" + std::to_string(::getpid()) + "-" + std::to_string(facts.st_ino) + "-";
    folder.write(left + "0", "left");
    EXPECT_EQ(replace_file(file, folder.path(), wrong, mended), std::nullopt);
    EXPECT_EQ(folder.read("Dockerfile"), mended);
    EXPECT_EQ(folder.read(left + "0"), "left");
}

TEST_F(FixCommand, SaysWhatIsInTheWayOfANewFile) {
    folder.write("Dockerfile", wrong);
    const std::string file = folder.path() / "Dockerfile";
    struct stat facts{};
    ASSERT_EQ(::stat(file.c_str(), &facts), 0);
    for (int i = 0; i < 16; ++i) {
        folder.write(".dockwright-" + std::to_string(::getpid()) + "-" + std::to_string(facts.st_ino) + "-" +
                         std::to_string(i),
                     "left");
    }
    const auto problem = replace_file(file, folder.path(), wrong, mended);
    ASSERT_TRUE(problem.has_value());
    EXPECT_THAT(problem->message, StartsWith("Cannot write '" + file + "': '" + folder.path().string()));
    EXPECT_THAT(problem->message, HasSubstr("-15' beside it is in the way"));
    EXPECT_EQ(folder.read("Dockerfile"), wrong);
}

TEST_F(FixCommand, PrintsTheMendedStandardInput) {
    const Ended ended = lint({"--fix", "-", "--ignore", "JSONArgsRecommended"}, std::string(wrong));
    EXPECT_EQ(ended.output, mended);
    EXPECT_THAT(ended.errors, StartsWith("-:3:1: warning: Only the last CMD"));
}

TEST_F(FixCommand, FollowsALinkInsideTheFolderAndKeepsIt) {
    folder.write("docker/real", wrong);
    fs::create_symlink("docker/real", folder.path() / "Dockerfile");
    lint({"--fix", "Dockerfile"});
    EXPECT_THAT(folder.read("docker/real"), StartsWith("FROM python:3.12 AS base\n"));
    EXPECT_TRUE(fs::is_symlink(folder.path() / "Dockerfile"));
}

TEST_F(FixCommand, RefusesALinkThatLeavesTheFolder) {
    folder.write("outside", wrong);
    folder.write("in/other.Dockerfile", wrong);
    fs::create_symlink("../outside", folder.path() / "in/Dockerfile");
    const Ended ended = lint({"--fix", "in/Dockerfile", "in/other.Dockerfile"});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.errors,
                StartsWith("dockwright: 'in/Dockerfile' is a link out of 'in' and was not changed. "
                           "To mend it, name the file itself: '"));
    EXPECT_EQ(folder.read("outside"), wrong);
    EXPECT_THAT(folder.read("in/other.Dockerfile"), StartsWith("FROM python:3.12 AS base\n"));
}

TEST_F(FixCommand, ShowsTheDifferenceAndChangesNothing) {
    folder.write("Dockerfile", wrong);
    const Ended ended = lint({"--diff"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.output, HasSubstr("--- a/Dockerfile\n+++ b/Dockerfile\n@@ -1,4 +1,4 @@\n"
                                        "-FROM python:3.12 as Base\n-MAINTAINER me\n"
                                        "+FROM python:3.12 AS base\n"
                                        "+LABEL org.opencontainers.image.authors=\"me\"\n"));
    EXPECT_EQ(folder.read("Dockerfile"), wrong);
}

TEST_F(FixCommand, ShowsNoDifferenceWhereThereIsNone) {
    folder.write("Dockerfile", "FROM python:3.12\n");
    const Ended ended = lint({"--diff"});
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_EQ(ended.output, "");
    EXPECT_EQ(ended.errors, "0 findings would be fixed in 0 of 1 file\n");
}

} // namespace
} // namespace dockwright::cli
