#include "support/process.hpp"
#include "support/temporary_folder.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// Where `dockwright hadolint` differs from hadolint, and why; what equals it is in
/// hadolint/*.txt.
namespace dockwright::cli {
namespace {

using testing::Ended;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::run_dockwright;
using ::testing::StartsWith;
using testing::TemporaryFolder;

class Hadolint : public ::testing::Test {
protected:
    Ended run(std::vector<std::string> arguments,
              std::vector<std::pair<std::string, std::string>> environment = {}) const {
        arguments.insert(arguments.begin(), {"hadolint", "--no-color"});
        return run_dockwright(
            {.arguments = arguments, .folder = folder.path(), .environment = std::move(environment)});
    }
    /// What is said about one Dockerfile.
    std::string lint(std::string_view text) const {
        folder.write("Dockerfile", text);
        return run({"Dockerfile"}).output;
    }
    TemporaryFolder folder;
};

// What BuildKit reads is linted, though hadolint's parser stops at it and says nothing else.

TEST_F(Hadolint, ReadsOnBehindAHeredoc) {
    EXPECT_THAT(lint("FROM debian:12\nRUN <<EOF\ntrue\nEOF\n# a comment\nWORKDIR app\n"),
                HasSubstr("Dockerfile:6 DL3000 error: "));
}

TEST_F(Hadolint, ReadsRunWithoutACommand) {
    EXPECT_THAT(lint("FROM debian:12\nRUN\nWORKDIR app\n"), HasSubstr("Dockerfile:3 DL3000 error: "));
}

TEST_F(Hadolint, ReadsAnArrayWithTextBehindItAsShellForm) {
    EXPECT_THAT(lint("FROM debian:12\nCMD [\"serve\"] # all day\n"), HasSubstr("Dockerfile:2 DL3025 "));
}

TEST_F(Hadolint, ReadsARegistryWithAPort) {
    EXPECT_THAT(lint("FROM localhost:5000/debian:12\nWORKDIR app\n"), HasSubstr("Dockerfile:2 DL3000 "));
}

TEST_F(Hadolint, ReadsAPortOfTheHost) {
    EXPECT_THAT(lint("FROM debian:12\nEXPOSE 80:80\nWORKDIR app\n"), HasSubstr("Dockerfile:3 DL3000 "));
}

// hadolint 2.15.1: missing required argument(s) for mount flag: ["target"]
TEST_F(Hadolint, StopsAtAMountWithoutATarget) {
    const std::string out = lint("FROM debian:12\nRUN --mount=from=build make\nWORKDIR app\n");
    EXPECT_THAT(out, StartsWith("Dockerfile:2:"));
    EXPECT_THAT(out, Not(HasSubstr("DL3000")));
}

TEST_F(Hadolint, ReadsAnEmptyLineWithBlanksWithinARun) {
    EXPECT_THAT(lint("FROM debian:12\nRUN true && \\\n  \n  true\nWORKDIR app\n"),
                HasSubstr("Dockerfile:5 DL3000 "));
}

TEST_F(Hadolint, LivesThroughAFolderOfOneLetter) {
    EXPECT_THAT(lint("FROM debian\nWORKDIR a\n"), HasSubstr("Dockerfile:2 DL3000 "));
}

// One bad file never stops the others.

TEST_F(Hadolint, LintsTheFilesThatAreThere) {
    folder.write("a", "FROM debian\n");
    folder.write("b", "FROM debian\n");
    const Ended ended = run({"a", "nothing", "b"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.output, HasSubstr("a:1 DL3006 "));
    EXPECT_THAT(ended.output, HasSubstr("b:1 DL3006 "));
    EXPECT_THAT(ended.errors, StartsWith("dockwright: Cannot read 'nothing': "));
}

TEST_F(Hadolint, FailsForAMissingFileWhateverTheFlagsSay) {
    folder.write("a", "FROM debian:12\n");
    EXPECT_EQ(run({"--no-fail", "-f", "codeclimate", "a", "nothing"}).exit_code, 1);
}

// What is wrong is said on standard error, with its place.

TEST_F(Hadolint, SaysWhatIsWrongInAConfiguration) {
    folder.write("Dockerfile", "FROM debian\n");
    folder.write(".hadolint.yaml", "ignored: [DL3006]\nfailure-threshold: eror\n");
    const Ended ended = run({"Dockerfile"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.output, HasSubstr("DL3006"));
    EXPECT_THAT(ended.errors, HasSubstr(".hadolint.yaml:2: "));
    EXPECT_THAT(ended.errors, HasSubstr("Nothing is taken from "));
}

TEST_F(Hadolint, IsSilentAboutKeysThatItDoesNotKnow) {
    folder.write("Dockerfile", "FROM debian:12\n");
    folder.write(".hadolint.yaml", "ignore: [DL3006]\n");
    EXPECT_EQ(run({"Dockerfile"}).errors, "");
    EXPECT_THAT(run({"-V", "Dockerfile"}).errors, HasSubstr(".hadolint.yaml:1: There is no key 'ignore'"));
}

TEST_F(Hadolint, SaysWhichConfigurationHolds) {
    folder.write("Dockerfile", "FROM debian:12\n");
    folder.write(".hadolint.yml", "ignored: [DL3006]\nlabel-schema: {a: url}\nno-fail: true\n");
    const Ended ended = run({"Dockerfile"}, {{"HADOLINT_VERBOSE", "1"}, {"HADOLINT_IGNORE", "DL4000"}});
    EXPECT_THAT(ended.errors, StartsWith("Configuration file used: "));
    EXPECT_THAT(ended.errors, HasSubstr("  no fail: True\n"));
    EXPECT_THAT(ended.errors, HasSubstr("  override ignore:\n    - DL4000\n    - DL3006\n"));
    EXPECT_THAT(ended.errors, HasSubstr("  label schema:\n    - a: url\n"));
    EXPECT_THAT(ended.errors, HasSubstr("  override error:\n    none\n"));
    EXPECT_THAT(ended.output, HasSubstr("DL3049"));
}

TEST_F(Hadolint, NamesTheFlagsThatItTakes) {
    const Ended ended = run({"--help"});
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_THAT(ended.output, HasSubstr("--failure-threshold"));
}

TEST_F(Hadolint, SaysWhoStandsInForHadolint) {
    const Ended ended = run({"--version"});
    EXPECT_EQ(ended.output, "Haskell Dockerfile Linter 2.15.1\n");
    EXPECT_THAT(ended.errors, StartsWith("dockwright "));
}

TEST_F(Hadolint, TakesAWordThatIsNoCodeForNothing) {
    folder.write("Dockerfile", "FROM debian\n");
    EXPECT_THAT(run({"--ignore", "untagged-base-image", "Dockerfile"}).output, HasSubstr("DL3006 warning"));
    EXPECT_THAT(run({"--error", "reproducibility", "Dockerfile"}).output, HasSubstr("DL3006 warning"));
}

} // namespace
} // namespace dockwright::cli
