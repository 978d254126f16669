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

constexpr std::string_view wrong = "FROM python:3.12 as base\n";
constexpr std::string_view right = "FROM python:3.12 AS base\n";

class Lint : public ::testing::Test {
protected:
    Ended lint(std::vector<std::string> arguments, const std::string& input = {}) const {
        arguments.insert(arguments.begin(), "lint");
        return run_dockwright({.arguments = arguments, .input = input, .folder = folder.path()});
    }
    TemporaryFolder folder;
};

TEST_F(Lint, ShowsTheLineTheRuleAndTheFix) {
    folder.write("Dockerfile", wrong);
    const Ended ended = lint({"Dockerfile"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_EQ(ended.output, "Dockerfile:1:18: warning: Style only: write 'AS' like 'FROM', in capitals "
                            "[from-as-casing FromAsCasing]\n"
                            "    1 | FROM python:3.12 as base\n"
                            "      |                  ^^\n"
                            "      = fix: Write 'AS' in upper case\n\n");
    EXPECT_EQ(ended.errors, "1 finding (1 warning) in 1 of 1 file; 1 can be fixed with --fix\n");
}

TEST_F(Lint, SaysThatNothingIsFound) {
    folder.write("Dockerfile", right);
    const Ended ended = lint({"Dockerfile"});
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_EQ(ended.output, "");
    EXPECT_EQ(ended.errors, "nothing found in 1 file\n");
}

TEST_F(Lint, LeavesOutWhatIsNoDockerfileThoughItsNameBeginsLikeOne) {
    folder.write("Dockerfile", right);
    folder.write("Dockerfile.linux", "{{if arm}}\nFROM python:3.12 as base\n{{end}}\n");
    folder.write("Dockerfile.5.md", "This page is about the file");
    folder.write("vendor/modules.txt", "");
    folder.write("vendor/Dockerfile", wrong);
    folder.write("testdata/Dockerfile", wrong);
    folder.write("testfiles-negative/Dockerfile", wrong);
    folder.write("Dockerfile.user", "RUN useradd me\nUSER me\n");
    folder.write("Dockerfile.base", "ARG BASE=REPLACE-ME\nFROM $BASE\n");
    folder.write("Dockerfile.install", "FROM python:3.12\nRUN true && {{Insert(\"a\", [\n    \"b\": 1])}}\n");
    folder.write("text/Dockerfile", "FROM python:3.12 AS base\nCOPY <<EOF /page\n{{ title }}\nEOF\n");
    EXPECT_EQ(lint({"."}).errors, "nothing found in 2 files; 4 templates or fragments left out\n");
    EXPECT_EQ(lint({"Dockerfile.linux"}).exit_code, 1);
    EXPECT_EQ(lint({"Dockerfile.user"}).exit_code, 1);
}

TEST_F(Lint, PassesOverOtherProjectsThatAreKeptInThisOne) {
    folder.write("Dockerfile", right);
    folder.write("third-party/zlib/Dockerfile", wrong);
    folder.write("src/third_party/Dockerfile", wrong);
    folder.write("php/vendor/one/Dockerfile", wrong);
    folder.write("external/one/LICENSE", "");
    folder.write("external/one/docker/Dockerfile", wrong);
    EXPECT_EQ(lint({"."}).errors, "nothing found in 1 file\n");
    folder.write("external/Dockerfile", right);
    folder.write("deps/own/Dockerfile", right);
    EXPECT_EQ(lint({"."}).errors, "nothing found in 3 files\n");
    EXPECT_EQ(lint({"third-party"}).exit_code, 1);
    EXPECT_EQ(lint({"third-party/zlib/Dockerfile"}).exit_code, 1);
}

TEST_F(Lint, PassesOverSavedCopies) {
    folder.write("Dockerfile", right);
    folder.write("Dockerfile.ORG", wrong);
    folder.write("Dockerfile.save", wrong);
    EXPECT_EQ(lint({"."}).errors, "nothing found in 1 file\n");
    folder.write("alone/Dockerfile.old", right);
    EXPECT_EQ(lint({"."}).errors, "nothing found in 2 files\n");
    EXPECT_EQ(lint({"Dockerfile.ORG"}).exit_code, 1);
}

TEST_F(Lint, SaysOfWhatIsPutAwayOnlyWhatIsWrongInIt) {
    const std::string old = "FROM ubuntu:14.04\nRUN pip install torch>=2\nMAINTAINER me\nADD a /tmp/\n";
    folder.write("Archive/a/Dockerfile", old);
    folder.write("x/_archived/Dockerfile", old);
    const Ended ended = lint({"."});
    EXPECT_THAT(ended.output, HasSubstr("[unquoted-version"));
    EXPECT_THAT(ended.output, Not(HasSubstr("[ended-release")));
    EXPECT_THAT(ended.output, Not(HasSubstr("[deprecated-maintainer")));
    EXPECT_THAT(lint({"x/_archived/Dockerfile"}).output, HasSubstr("[ended-release"));
    EXPECT_THAT(lint({"--preset", "hadolint", "."}).output, HasSubstr("DL4000]"));
    folder.write("src/lib/archive/Dockerfile", old);
    EXPECT_THAT(lint({"src"}).output, HasSubstr("[ended-release"));
}

TEST_F(Lint, SaysOfWhatTestsBuildOnlyWhatTheyDoNotSee) {
    folder.write("app/tests/a/Dockerfile",
                 "FORM a\nFROM ubuntu AS a\nENV API_TOKEN=abc\nRUN pip install torch>=2\n");
    folder.write("app/api_tests/Dockerfile", "FROM ubuntu AS b\nRUN make\n");
    const Ended ended = lint({"."});
    EXPECT_THAT(ended.output, HasSubstr("[secret-in-variable"));
    EXPECT_THAT(ended.output, Not(HasSubstr("FORM")));
    EXPECT_THAT(ended.output, Not(HasSubstr("[untagged-base-image")));
    EXPECT_THAT(lint({"app/tests"}).output, HasSubstr("FORM"));
    folder.write("app/testing/Dockerfile", "FROM ubuntu AS b\nRUN make\n");
    EXPECT_THAT(lint({"."}).output, HasSubstr("[untagged-base-image"));
}

TEST_F(Lint, WantsNoVersionOfWhatTheRepositoryBuildsItself) {
    folder.write("images/base/Dockerfile", right);
    folder.write("images/app/Dockerfile", "FROM example.org/team/base\n");
    folder.write("images/web/Dockerfile", "FROM example.org/team/server\n");
    const Ended ended = lint({"."});
    EXPECT_THAT(ended.output, Not(HasSubstr("team/base")));
    EXPECT_THAT(ended.output, HasSubstr("'example.org/team/server' names no version"));
}

TEST_F(Lint, PrintsOneArrayForAllFiles) {
    folder.write("a", wrong);
    folder.write("b", right);
    folder.write("c", wrong);
    const Ended ended = lint({"--format", "json", "a", "b", "c"});
    const auto finding = [](const std::string& file) {
        return R"({"file":")" + file +
               R"(","rule":"from-as-casing","also":["FromAsCasing"],"severity":"warning","message":"Style only: )"
               R"(write 'AS' like 'FROM', in capitals","line":1,"column":18,"endLine":1,"endColumn":20,"fixes":[{"title":)"
               R"("Write 'AS' in upper case","safety":"safe","edits":[{"line":1,"column":18,"endLine":1,)"
               R"("endColumn":20,"text":"AS"}]}]})";
    };
    EXPECT_EQ(ended.output, "[" + finding("a") + ",\n" + finding("c") + "]\n");
    EXPECT_EQ(ended.errors, "");
    EXPECT_EQ(ended.exit_code, 1);
}

TEST_F(Lint, PrintsAnEmptyArrayIfNothingIsFound) {
    folder.write("Dockerfile", right);
    EXPECT_EQ(lint({"--format", "json"}).output, "[]\n");
}

TEST_F(Lint, CountsColumnsInCodePoints) {
    folder.write("Dockerfile", "# x\nFROM python:3.12 AS base\nENV A=\"ä€😀\" b\n");
    const Ended ended = lint({"--format", "json", "--preset", "all"});
    EXPECT_THAT(ended.output, HasSubstr(R"("line":3,"column":13,"endLine":3,"endColumn":14)"));
}

TEST_F(Lint, GivesTheSameOutputOnManyThreads) {
    std::vector<std::string> arguments{"--format", "json", "--jobs", "1"};
    for (int i = 0; i < 100; ++i) {
        folder.write(std::to_string(i), i % 3 == 0 ? right : wrong);
        arguments.push_back(std::to_string(i));
    }
    const Ended alone = lint(arguments);
    arguments[3] = "8";
    EXPECT_EQ(lint(arguments).output, alone.output);
    EXPECT_THAT(alone.output, HasSubstr(R"("file":"98")"));
}

TEST_F(Lint, ReadsStandardInputUnderTheGivenName) {
    const Ended ended = lint({"-", "--stdin-filename", "train.Dockerfile"}, std::string(wrong));
    EXPECT_THAT(ended.output, StartsWith("train.Dockerfile:1:18: warning"));
    EXPECT_THAT(lint({"-"}, std::string(wrong)).output, StartsWith("-:1:18: warning"));
    EXPECT_EQ(lint({"--stdin-filename", "train.Dockerfile"}, std::string(wrong)).output, ended.output);
}

TEST_F(Lint, TakesTheFailLevelFromTheCommandLine) {
    folder.write("Dockerfile", wrong);
    EXPECT_EQ(lint({"--fail-level", "error"}).exit_code, 0);
    EXPECT_EQ(lint({"--fail-level", "warning"}).exit_code, 1);
    EXPECT_EQ(lint({"--fail-level", "style"}).exit_code, 1);
    EXPECT_EQ(lint({"--fail-level", "none"}).exit_code, 0);
    EXPECT_EQ(lint({"--exit-zero"}).exit_code, 0);
}

TEST_F(Lint, LeavesOutWhatIsIgnoredByIdByCodeOrByGroup) {
    folder.write("Dockerfile", wrong);
    EXPECT_EQ(lint({"--ignore", "from-as-casing"}).exit_code, 0);
    EXPECT_EQ(lint({"--ignore", "DL3006,FromAsCasing"}).exit_code, 0);
    EXPECT_EQ(lint({"--ignore", "DL3006", "--ignore", "style"}).exit_code, 0);
    EXPECT_EQ(lint({"--ignore", "DL3006"}).exit_code, 1);
}

TEST_F(Lint, AddsWhatIsSelected) {
    folder.write("Dockerfile", "FROM python:3.12\nUSER root\n");
    EXPECT_EQ(lint({}).output, "");
    EXPECT_THAT(lint({"--select", "DL3002"}).output, HasSubstr("root-user"));
}

TEST_F(Lint, CarriesOnlyThePeersCodesInAPeersPreset) {
    folder.write("Dockerfile", "FROM python:3.12\nMAINTAINER me\n");
    EXPECT_THAT(lint({"--preset", "hadolint", "--format", "json"}).output, HasSubstr(R"("also":["DL4000"])"));
    EXPECT_THAT(lint({"--preset", "buildkit", "--format", "json"}).output,
                HasSubstr(R"("also":["MaintainerDeprecated"])"));
}

TEST_F(Lint, SearchesTheFolderItIsStartedIn) {
    folder.write("b/Dockerfile.gpu", wrong);
    folder.write("a/train.Dockerfile", wrong);
    folder.write("Containerfile", right);
    folder.write("Dockerfile.j2", wrong);
    folder.write("Dockerfile.dockerignore", wrong);
    folder.write(".git/Dockerfile", wrong);
    folder.write("node_modules/x/Dockerfile", wrong);
    const Ended ended = lint({});
    EXPECT_THAT(ended.output, StartsWith("a/train.Dockerfile:1:18"));
    EXPECT_THAT(ended.output, HasSubstr("\nb/Dockerfile.gpu:1:18"));
    EXPECT_THAT(ended.errors, StartsWith("2 findings (2 warnings) in 2 of 3 files"));
}

TEST_F(Lint, FollowsNoLinkOutOfASearchedFolder) {
    folder.write("outside", wrong);
    folder.write("in/real", wrong);
    std::filesystem::create_symlink("../outside", folder.path() / "in/Dockerfile.out");
    std::filesystem::create_symlink("real", folder.path() / "in/Dockerfile.near");
    std::filesystem::create_directory_symlink("..", folder.path() / "in/loop");
    EXPECT_THAT(lint({"in"}).errors, StartsWith("1 finding (1 warning) in 1 of 1 file"));
}

TEST_F(Lint, SaysWhatItCannotReadAndGoesOn) {
    folder.write("Dockerfile", wrong);
    std::filesystem::create_directory(folder.path() / "empty");
    const Ended ended = lint({"missing", "empty", "Dockerfile"});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.output, StartsWith("Dockerfile:1:18: warning"));
    EXPECT_THAT(ended.errors, HasSubstr("dockwright: Cannot read 'missing': No such file or directory. "
                                        "Check the path and its permissions.\n"));
    EXPECT_THAT(ended.errors, HasSubstr("dockwright: There is no Dockerfile in 'empty'. "
                                        "Name the file itself if it has another name.\n"));
}

TEST_F(Lint, RefusesAFileOverSixteenMebibytesAndGoesOn) {
    folder.write("huge", "");
    std::filesystem::resize_file(folder.path() / "huge", (16U << 20U) + 1);
    folder.write("Dockerfile", wrong);
    const Ended ended = lint({"huge", "Dockerfile"});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(
        ended.errors,
        StartsWith("dockwright: 'huge' is larger than 16 MiB, which no Dockerfile is. Name another file.\n"));
    EXPECT_THAT(ended.output, StartsWith("Dockerfile:1:18"));
}

TEST_F(Lint, RefusesEndlessStandardInput) {
    const Ended ended = lint({"-", "/dev/zero"}, std::string((16U << 20U) + 1, '\n'));
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.errors, HasSubstr("'standard input' is larger than 16 MiB"));
    EXPECT_THAT(ended.errors, HasSubstr("'/dev/zero' is larger than 16 MiB"));
}

TEST_F(Lint, NamesTheNearestRulesForAMisspeltOne) {
    const Ended ended = lint({"--ignore", "from-as-cassing"});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.errors,
                StartsWith("dockwright: --ignore: there is no rule, group or code 'from-as-cassing'. "
                           "Did you mean 'from-as-casing'"));
}

TEST_F(Lint, RefusesToSelectWhatAPeersPresetDoesNotHave) {
    folder.write("Dockerfile", wrong);
    const auto said = [&](const std::string& preset, const std::string& selector) {
        const Ended ended = lint({"--preset", preset, "--select", selector});
        EXPECT_EQ(ended.exit_code, 2) << selector;
        return ended.errors;
    };
    EXPECT_EQ(said("hadolint", "from-as-casing"),
              "dockwright: --select 'from-as-casing' is not a rule of the preset hadolint. "
              "Take another preset, or leave it out.\n");
    EXPECT_THAT(said("hadolint", "FromAsCasing"), HasSubstr("'FromAsCasing' is not a rule of"));
    EXPECT_THAT(said("buildkit", "DL3006"), HasSubstr("'DL3006' is not a rule of the preset buildkit"));
    EXPECT_EQ(lint({"--preset", "hadolint", "--select", "DL3006"}).exit_code, 0);
}

TEST_F(Lint, SelectsInAPeersPresetWhatThePeerHasSwitchedOff) {
    folder.write("Dockerfile", "FROM python:3.12\n");
    EXPECT_EQ(lint({"--preset", "hadolint", "--fail-level", "style"}).exit_code, 0);
    for (const char* selector : {"DL3057", "dl3057", "missing-healthcheck"}) {
        EXPECT_EQ(lint({"--preset", "hadolint", "--fail-level", "style", "--select", selector}).exit_code, 1)
            << selector;
    }
}

TEST_F(Lint, TakesIdsGroupsAndCodesInAnyCase) {
    folder.write("Dockerfile", wrong);
    EXPECT_EQ(lint({"--ignore", "fromascasing"}).exit_code, 0);
    EXPECT_EQ(lint({"--ignore", "From-As-Casing"}).exit_code, 0);
    EXPECT_EQ(lint({"--ignore", "STYLE"}).exit_code, 0);
    folder.write("Dockerfile", "FROM python:3.12\nUSER root\n");
    EXPECT_THAT(lint({"--select", "dl3002"}).output, HasSubstr("root-user"));
}

TEST_F(Lint, IgnoresCodesOfHadolintThatItDoesNotHave) {
    folder.write("Dockerfile", right);
    const Ended ended = lint({"--ignore", "DL9998,sc9999"});
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_EQ(ended.errors, "nothing found in 1 file\n");
    EXPECT_EQ(lint({"--select", "dl9998"}).errors,
              "dockwright: --select: hadolint has no DL9998, or has it no longer. See 'dockwright rules'.\n");
    EXPECT_EQ(lint({"--ignore", "DL300"}).errors,
              "dockwright: --ignore: there is no rule, group or code 'DL300'. See 'dockwright rules'.\n");
}

TEST_F(Lint, SaysWrongUseInOneSentence) {
    const auto said = [&](std::vector<std::string> arguments) {
        const Ended ended = lint(std::move(arguments));
        EXPECT_EQ(ended.exit_code, 2);
        EXPECT_EQ(ended.output, "");
        return ended.errors;
    };
    EXPECT_EQ(said({"--frobnicate"}), "dockwright: The following argument was not expected: --frobnicate. "
                                      "See 'dockwright lint --help'.\n");
    EXPECT_EQ(said({"--preset", "hadolnt"}),
              "dockwright: --preset: 'hadolnt' is not recommended, strict, all, hadolint or buildkit. "
              "See 'dockwright lint --help'.\n");
    EXPECT_EQ(said({"--unsafe-fixes"}),
              "dockwright: --unsafe-fixes needs --fix or --diff. Add one of them.\n");
    EXPECT_EQ(said({"--diff", "--format", "json"}),
              "dockwright: --diff prints differences and no findings, so --format json has no effect. "
              "Leave one of them out.\n");
    EXPECT_EQ(said({"--stdin-filename", "x", "Dockerfile"}),
              "dockwright: --stdin-filename names standard input, which is not among the paths. "
              "Leave it out, or name - as the path.\n");
    EXPECT_EQ(said({"--jobs", "0"}), "dockwright: --jobs: Value 0 not in range 1 to 1024. "
                                     "See 'dockwright lint --help'.\n");
}

} // namespace
} // namespace dockwright::cli
