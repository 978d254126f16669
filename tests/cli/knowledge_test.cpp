#include "cli/knowledge/knowledge.hpp"
#include "support/process.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

using testing::Ended;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using testing::run_dockwright;
using ::testing::StartsWith;

Ended run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "knowledge");
    return run_dockwright({.arguments = arguments});
}

TEST(KnowledgeCommand, ListsTheTablesAndHowOldTheyAre) {
    const Ended ended = run({});
    EXPECT_THAT(ended.output, StartsWith("toolkits            "));
    EXPECT_THAT(ended.output, HasSubstr("\nprinciples          "));
    EXPECT_THAT(ended.output, HasSubstr("\n\nThe facts are as of 20"));
    EXPECT_EQ(ended.exit_code, 0);
    const Ended json = run({"list", "--format", "json"});
    EXPECT_THAT(json.output, StartsWith("{\"asOf\":\"20"));
    EXPECT_THAT(json.output, HasSubstr(R"({"table":"gpus","facts":)"));
}

TEST(KnowledgeCommand, ListsOneTable) {
    const Ended ended = run({"list", "drivers"});
    EXPECT_THAT(ended.output, HasSubstr("drivers/535\n    branch: 535, cuda: 12.2"));
    EXPECT_EQ(ended.exit_code, 0);
}

TEST(KnowledgeCommand, FindsWordsWhereverTheyStand) {
    const Ended ended = run({"search", "rtx", "3090"});
    EXPECT_THAT(ended.output, HasSubstr("gpus/GeForce RTX 3090\n    name: GeForce RTX 3090, capability: 86"));
    EXPECT_THAT(ended.output, HasSubstr("\n    source: "));
    EXPECT_EQ(ended.exit_code, 0);
    const Ended none = run({"search", "no-such-word-anywhere"});
    EXPECT_EQ(none.output, "");
    EXPECT_EQ(none.errors, "dockwright: Nothing is known of that. Try fewer words, or a part of one.\n");
    EXPECT_EQ(none.exit_code, 1);
    EXPECT_THAT(run({"search", "no-such-word", "--format", "json"}).output, HasSubstr("\"facts\":[]}"));
}

TEST(KnowledgeCommand, ShowsAFactByItsIdItsNameOrAVersion) {
    const Ended by_id = run({"show", "gpus/Tesla T4"});
    EXPECT_THAT(by_id.output, StartsWith("gpus/Tesla T4\n    name: Tesla T4\n    capability: 75\n"));
    EXPECT_EQ(run({"show", "T4"}).output, by_id.output);
    EXPECT_EQ(run({"show", "tesla", "t4"}).output, by_id.output);
    EXPECT_THAT(run({"show", "torch==2.4.1"}).output, StartsWith("releases/torch 2.4.0 to 2.4.1\n"));
    EXPECT_THAT(
        run({"show", "toolkits/12.4.1", "--format", "json"}).output,
        HasSubstr(R"("facts":[{"id":"toolkits/12.4.1","table":"toolkits","fields":{"version":"12.4.1",)"));
}

TEST(KnowledgeCommand, ColoursTheNames) {
    EXPECT_THAT(run({"show", "T4", "--color", "always"}).output, StartsWith("\033[1mgpus/Tesla T4\033[0m\n"));
}

TEST(KnowledgeCommand, WrongUseIsOneSentenceAndExits2) {
    struct Wrong {
        std::vector<std::string> arguments;
        std::string_view sentence;
    };
    const Wrong all[] = {
        {{"serach", "x"},
         "dockwright: 'serach' is not list, search or show. Did you mean 'search'? See "
         "'dockwright knowledge --help'.\n"},
        {{"show"}, "dockwright: 'show' needs a word. Such as 'dockwright knowledge show RTX 3090'.\n"},
        {{"list", "gpuss"},
         "dockwright: There is no table 'gpuss'. Did you mean 'gpus'? 'dockwright knowledge "
         "list' names all.\n"},
        {{"list", "gpus", "T4"}, "dockwright: list takes one table. See 'dockwright knowledge list'.\n"},
        {{"show", "GeForce RTX 309"},
         "dockwright: Nothing is known of 'GeForce RTX 309'. Did you mean "
         "'GeForce RTX 3090'? Try 'dockwright knowledge search GeForce'.\n"},
        {{"--knowledge", "none.yaml"},
         "dockwright: Cannot read 'none.yaml': No such file or directory. Check "
         "the path and its permissions.\n"},
    };
    for (const Wrong& wrong : all) {
        const Ended ended = run(wrong.arguments);
        EXPECT_EQ(ended.errors, wrong.sentence);
        EXPECT_EQ(ended.exit_code, 2) << wrong.sentence;
    }
}

TEST(KnowledgeAge, IsSaidInWordsWhenItIsMoreThanHalfAYear) {
    EXPECT_EQ(age_text("2026-11", "2026-11"), "The facts are as of 2026-11.");
    EXPECT_EQ(age_text("2026-11", "2027-05"), "The facts are as of 2026-11.");
    EXPECT_THAT(age_text("2026-11", "2027-06"), StartsWith("The facts are as of 2026-11, 7 months ago: "));
    EXPECT_THAT(age_text("2026-11", "2028-12"), HasSubstr(" 25 months ago: "));
    EXPECT_EQ(age_text("2026-11", "2020-01"), "The facts are as of 2026-11."); // a clock that is wrong
    EXPECT_EQ(age_text("", "2027-06"), "");
}

TEST(KnowledgeAge, ThisMonthIsAMonth) {
    EXPECT_THAT(this_month(), MatchesRegex("20[0-9][0-9]-[01][0-9]"));
}

} // namespace
} // namespace dockwright::cli
