#include "support/process.hpp"
#include "support/temporary_folder.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

using testing::Ended;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using testing::run_dockwright;
using ::testing::StartsWith;
using testing::TemporaryFolder;

TEST(Program, SaysItsVersion) {
    const Ended ended = run_dockwright({.arguments = {"--version"}});
    EXPECT_THAT(ended.output, ::testing::MatchesRegex("dockwright [0-9]+\\.[0-9]+\\.[0-9]+\n"));
    EXPECT_EQ(ended.exit_code, 0);
}

TEST(Program, ListsItsSubcommands) {
    const Ended ended = run_dockwright({.arguments = {"--help"}});
    for (const char* name :
         {"attach", "explain", "gpu", "knowledge", "lint", "lsp", "new", "ps", "rules", "syntax"}) {
        EXPECT_THAT(ended.output, HasSubstr(std::string("\n  ") + name + " "));
    }
    EXPECT_EQ(ended.exit_code, 0);
}

TEST(Program, EverySubcommandOfTheCommandLineHasHelp) {
    for (const std::string name :
         {"attach", "explain", "gpu", "knowledge", "lint", "new", "ps", "rules", "syntax"}) {
        const Ended ended = run_dockwright({.arguments = {name, "--help"}});
        EXPECT_EQ(ended.exit_code, 0);
        EXPECT_THAT(ended.output, HasSubstr("Usage: dockwright " + name));
    }
}

TEST(Program, NeedsASubcommand) {
    const Ended ended = run_dockwright({});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_EQ(ended.output, "");
    EXPECT_THAT(ended.errors, HasSubstr("Usage: dockwright SUBCOMMAND"));
}

TEST(Program, NamesTheNearestSubcommand) {
    const Ended ended = run_dockwright({.arguments = {"lnit"}});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_EQ(ended.errors,
              "dockwright: There is no subcommand 'lnit'. Did you mean 'lint'? See 'dockwright --help'.\n");
}

TEST(Program, ExplainsARuleByItsIdAndByItsCodes) {
    const Ended by_id = run_dockwright({.arguments = {"explain", "untagged-base-image"}});
    EXPECT_EQ(by_id.exit_code, 0);
    EXPECT_THAT(by_id.output, StartsWith("untagged-base-image: Base image without a tag\n"));
    EXPECT_THAT(by_id.output, HasSubstr("    | FROM ubuntu\n           ^^^^^^ 'ubuntu' names no version"));
    EXPECT_EQ(run_dockwright({.arguments = {"explain", "dl3006"}}).output, by_id.output);
}

TEST(Program, NamesTheNearestRuleToExplain) {
    const Ended ended = run_dockwright({.arguments = {"explain", "DL3066x", "DL4000"}});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.errors,
                StartsWith("dockwright: There is no rule or code 'DL3066x'. Did you mean 'DL3066'"));
    EXPECT_THAT(ended.output, StartsWith("deprecated-maintainer: "));
}

TEST(Program, SaysWhichCodesOfHadolintItDoesNotHave) {
    const Ended ended = run_dockwright({.arguments = {"explain", "sc9998"}});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_EQ(ended.errors, "dockwright: Dockwright has none of ShellCheck's checks yet, so no SC9998. See "
                            "'dockwright rules'.\n");
}

TEST(Program, ListsRulesAsATableAndAsJson) {
    EXPECT_THAT(run_dockwright({.arguments = {"rules"}}).output, HasSubstr("\nuntagged-base-image  "));
    const Ended json = run_dockwright({.arguments = {"rules", "--format", "json"}});
    EXPECT_THAT(json.output, StartsWith("[{\"id\":\""));
    EXPECT_THAT(
        json.output,
        HasSubstr(R"({"id":"untagged-base-image","also":["DL3006"],"title":"Base image without a tag")"));
    EXPECT_THAT(json.output, EndsWith("}]\n"));
}

TEST(Program, ShowsTheSyntaxOfSeveralFilesAsJson) {
    TemporaryFolder folder;
    folder.write("a", "# syntax=docker/dockerfile:1\nRUN --network=none <<EOF cat\nx\xFF\nEOF\nonbuild run "
                      "[\"a\", \"b\"]\n");
    folder.write("b", "Env a=1 \\\n  b=\"c d\"\n");
    const Ended ended = run_dockwright(
        {.arguments = {"syntax", "--format", "json", "a", "missing", "b"}, .folder = folder.path()});
    EXPECT_EQ(
        ended.output,
        R"([{"file":"a","instructions":[{"name":"RUN","startLine":2,"endLine":4,"flags":["--network=none"],)"
        R"("json":false,"args":["<<EOF cat"],"heredocs":[{"name":"EOF","expand":true,"chomp":false,)"
        "\"content\":\"x\uFFFD\\n\"}]},"
        R"({"name":"onbuild","startLine":5,"endLine":5,"flags":[],"json":true,"args":["run","a","b"],"heredocs":[]}]},)"
        "\n"
        R"({"file":"b","instructions":[{"name":"Env","startLine":1,"endLine":2,"flags":[],"json":false,)"
        R"("args":["a","1","b","\"c d\""],"heredocs":[]}]}])"
        "\n");
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.errors, StartsWith("dockwright: Cannot read 'missing'"));
}

TEST(Program, SaysThatTheDiskIsFull) {
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"lint", "-"},
                                                      {"syntax", "-"},
                                                      {"rules"},
                                                      {"explain", "DL3006"},
                                                      {"--help"}}) {
        const Ended ended =
            run_dockwright({.arguments = arguments, .input = "FROM a:1 as b\n", .output_to = "/dev/full"});
        EXPECT_EQ(ended.exit_code, 2);
        EXPECT_THAT(ended.errors,
                    StartsWith("dockwright: Cannot write to standard output: No space left on device. "
                               "What was printed is not whole.\n"));
    }
}

TEST(Program, ShowsTheSyntaxForAPerson) {
    const Ended ended = run_dockwright({.arguments = {"syntax", "-"}, .input = "FROM --platform=$P a:1\n"});
    EXPECT_EQ(ended.output, "-\n"
                            "  FROM  1:1-1:23\n"
                            "    flag --platform=$P  1:6-1:19\n"
                            "    word a:1  1:20-1:23\n"
                            "    variable P  1:17-1:19\n");
}

} // namespace
} // namespace dockwright::cli
