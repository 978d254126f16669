#include "support/process.hpp"
#include "support/source_tree.hpp"
#include "support/temporary_folder.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace dockwright::cli {
namespace {

using testing::Ended;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::run_dockwright;
using ::testing::StartsWith;
using testing::TemporaryFolder;

/// Findings with a fix, with columns behind other letters, and one that points elsewhere too.
constexpr std::string_view wrong = "FROM python:3.12 as base\n"
                                   "ENV GREETING=\"grüße 😀 $NOBODY\"\n"
                                   "FROM base AS base\n"
                                   "MAINTAINER <me@example.org>\n";

class Outputs : public ::testing::Test {
protected:
    Ended lint(std::vector<std::string> arguments, const std::string& input = {}) const {
        arguments.insert(arguments.begin(), {"lint", "--isolated"});
        return run_dockwright({.arguments = arguments, .input = input, .folder = folder.path()});
    }
    bool exists(const char* name) const { return std::filesystem::exists(folder.path() / name); }

    TemporaryFolder folder;
};

/// Each format as it is for one Dockerfile; DOCKWRIGHT_REWRITE writes these files anew. In a peer's preset,
/// for no new rule of ours changes what that finds.
TEST_F(Outputs, AreAsTheyAreWrittenDown) {
    folder.write("app/Dockerfile", wrong);
    for (const std::string name : {"text", "json", "sarif", "github", "gitlab", "checkstyle", "junit",
                                   "sonarqube", "rdjson", "markdown"}) {
        const Ended ended = lint({"./app/Dockerfile", "--preset", "buildkit", "--format", name});
        EXPECT_EQ(ended.exit_code, 1);
        testing::expect_file("tests/cli/formats/" + name + ".txt", ended.output);
    }
}

TEST_F(Outputs, GoToSeveralFilesAtOnce) {
    folder.write("Dockerfile", wrong);
    const Ended ended = lint({"-f", "text", "-f", "json=a.json", "--format=github=b=c.txt"});
    EXPECT_EQ(ended.output, lint({}).output);
    EXPECT_EQ(ended.errors, lint({}).errors);
    EXPECT_EQ(folder.read("a.json"), lint({"-f", "json"}).output);
    EXPECT_EQ(folder.read("b=c.txt"), lint({"-f", "github"}).output);
    EXPECT_EQ(ended.exit_code, 1);
}

TEST_F(Outputs, SayHowManyThereAreIfAllGoToFiles) {
    folder.write("Dockerfile", wrong);
    const Ended ended = lint({"-f", "json=a.json"});
    EXPECT_EQ(ended.output, "");
    EXPECT_THAT(ended.errors, HasSubstr("findings ("));
    EXPECT_EQ(lint({"-f", "json", "-f", "text=a.txt"}).errors, "");
}

TEST_F(Outputs, AreTheSameOnManyThreads) {
    std::vector<std::string> arguments{"-f", "sarif", "--jobs", "1"};
    for (int i = 0; i < 100; ++i) {
        folder.write(std::to_string(i), i % 3 == 0 ? wrong : "FROM ubuntu\n");
        arguments.push_back(std::to_string(i));
    }
    const std::string alone = lint(arguments).output;
    arguments[3] = "8";
    EXPECT_EQ(lint(arguments).output, alone);
}

TEST_F(Outputs, KeepTheModeAndTheLinkOfAFile) {
    folder.write("Dockerfile", wrong);
    folder.write("real.json", "before");
    ::chmod((folder.path() / "real.json").c_str(), 0640);
    std::filesystem::create_symlink("real.json", folder.path() / "link.json");
    lint({"-f", "json=link.json"});
    struct stat facts{};
    ASSERT_EQ(::stat((folder.path() / "real.json").c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0640U);
    EXPECT_TRUE(std::filesystem::is_symlink(folder.path() / "link.json"));
    EXPECT_THAT(folder.read("real.json"), StartsWith("[{\"file\""));
}

TEST_F(Outputs, LeaveNothingBesideThem) {
    folder.write("Dockerfile", wrong);
    lint({"-f", "json=a.json"});
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& each : std::filesystem::directory_iterator(folder.path())) {
        ++files;
    }
    EXPECT_EQ(files, 2U);
}

TEST_F(Outputs, SayBeforeAllElseThatAFileCannotBeWritten) {
    folder.write("Dockerfile", wrong);
    const Ended ended = lint({"-f", "text", "-f", "sarif=no/such/report.sarif"});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_EQ(ended.output, "");
    EXPECT_EQ(ended.errors, "dockwright: Cannot write 'no/such/report.sarif': No such file or directory. "
                            "Check that its folder is there and may be written to.\n");
    EXPECT_THAT(lint({"-f", "json=."}).errors, HasSubstr("Cannot write '.': Is a directory"));
}

TEST_F(Outputs, TakeNoDockerfilesPlace) {
    folder.write("Dockerfile", wrong);
    EXPECT_THAT(lint({"-f", "json=Dockerfile"}).errors,
                HasSubstr("--format json=Dockerfile would put the report in place of a file that is linted"));
    EXPECT_EQ(folder.read("Dockerfile"), wrong);
}

TEST_F(Outputs, OfStandardInputGoToStandardErrorWhereTheMendedTextIsPrinted) {
    const Ended ended = lint({"--fix", "-f", "json", "-f", "github=log.txt", "-"}, "FROM ubuntu as base\n");
    EXPECT_EQ(ended.output, "FROM ubuntu AS base\n");
    EXPECT_THAT(ended.errors, StartsWith("[{\"file\":\"-\""));
    EXPECT_THAT(ended.errors, HasSubstr("]\n"));
    EXPECT_THAT(folder.read("log.txt"), StartsWith("::warning file=-,line=1"));
}

TEST_F(Outputs, OfNothingAreWholeToo) {
    folder.write("Dockerfile", "FROM ubuntu:24.04\n");
    EXPECT_EQ(lint({"-f", "gitlab"}).output, "[]\n");
    EXPECT_THAT(lint({"-f", "junit"}).output,
                HasSubstr("<testcase name=\"nothing found\" classname=\"Dockerfile\"/>"));
    EXPECT_EQ(lint({"-f", "markdown"}).output,
              ":white_check_mark: **Dockwright:** nothing found in 1 file.\n");
}

TEST_F(Outputs, FailInJUnitWhatFailsTheRun) {
    folder.write("Dockerfile", "FROM ubuntu\n");
    EXPECT_THAT(lint({"-f", "junit"}).output, HasSubstr("failures=\"1\""));
    const Ended calm = lint({"-f", "junit", "--fail-level", "error"});
    EXPECT_EQ(calm.exit_code, 0);
    EXPECT_THAT(calm.output, HasSubstr("tests=\"1\" failures=\"0\""));
    EXPECT_THAT(calm.output, HasSubstr("<system-out>Dockerfile:1:6: warning: "));
}

TEST_F(Outputs, OfMarkdownFitIntoAComment) {
    std::vector<std::string> arguments{"-f", "markdown"};
    for (int i = 0; i < 300; ++i) {
        folder.write(std::to_string(i), wrong);
        arguments.push_back(std::to_string(i));
    }
    const std::string text = lint(arguments).output;
    EXPECT_LT(text.size(), 65536U);
    EXPECT_THAT(text, HasSubstr("\nNo room here for "));
}

TEST_F(Outputs, SumUpRuleByRule) {
    folder.write("Dockerfile", "FROM ubuntu as a\nFROM debian as b\nRUN make\nFROM a AS c\n");
    const Ended ended = lint({"--summary", "-f", "json"});
    EXPECT_EQ(ended.errors, "  found  fixable  severity  rule\n"
                            "      2        2  warning   from-as-casing\n"
                            "      2        0  warning   untagged-base-image\n");
    EXPECT_THAT(lint({"--summary"}).errors, HasSubstr("untagged-base-image\n4 findings (4 warnings)"));
}

TEST_F(Outputs, SayWrongUseInOneSentence) {
    const auto said = [&](std::vector<std::string> arguments) {
        const Ended ended = lint(std::move(arguments));
        EXPECT_EQ(ended.exit_code, 2);
        EXPECT_EQ(ended.output, "");
        return ended.errors;
    };
    EXPECT_THAT(
        said({"-f", "xml"}),
        StartsWith("dockwright: --format: 'xml' is not checkstyle, github, gitlab, json, junit, markdown, "
                   "rdjson, sarif, sonarqube or text. See"));
    EXPECT_THAT(said({"-f", "json="}), HasSubstr("'json=' names no file behind the '='"));
    EXPECT_EQ(said({"-f", "json", "-f", "text"}),
              "dockwright: --format json and --format text go to the same place. "
              "Write one of them to another file: --format text=FILE.\n");
    EXPECT_THAT(said({"-f", "json=a", "-f", "sarif=a"}), HasSubstr("go to the same place"));
    EXPECT_THAT(said({"--diff", "-f", "text=a"}), HasSubstr("so --format text=a has no effect"));
    EXPECT_THAT(said({"--diff", "--baseline", "a"}), HasSubstr("so --baseline has no effect"));
    EXPECT_THAT(said({"--write-baseline", "a", "--baseline", "a"}), HasSubstr("so --baseline has no effect"));
    EXPECT_FALSE(exists("a"));
}

} // namespace
} // namespace dockwright::cli
