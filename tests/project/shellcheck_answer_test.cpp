#include "project/shellcheck_answer.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::project {
namespace {

using Level = model::ShellCheckComment::Level;

/// As ShellCheck 0.11 answers about two files.
constexpr std::string_view two_files =
    R"({"comments":[{"file":"1","line":3,"endLine":3,"column":8,"endColumn":10,"level":"info","code":2086,)"
    R"("message":"Double quote to prevent globbing and word splitting.","fix":{"replacements":[{"column":8,)"
    R"("endColumn":8,"endLine":3,"insertionPoint":"afterEnd","line":3,"precedence":7,"replacement":"\""},)"
    R"({"column":10,"endColumn":10,"endLine":3,"insertionPoint":"beforeStart","line":3,"precedence":7,)"
    R"("replacement":"\""}]}},{"file":"0","line":2,"endLine":4,"column":1,"endColumn":5,"level":"error",)"
    R"("code":2242,"message":"Can only exit with status 0-255.","fix":null}]})";

TEST(ShellCheckAnswers, AreOfEachFileByItself) {
    const auto answers = read_shellcheck_answer(two_files, 2);
    ASSERT_TRUE(answers);
    ASSERT_EQ(answers->size(), 2U);
    ASSERT_EQ(answers->front().comments->size(), 1U);
    const model::ShellCheckComment& first = answers->front().comments->front();
    EXPECT_EQ(first.code, 2242U);
    EXPECT_EQ(first.level, Level::error);
    EXPECT_EQ(first.begin.line, 2U);
    EXPECT_EQ(first.begin.column, 1U);
    EXPECT_EQ(first.end.line, 4U);
    EXPECT_EQ(first.end.column, 5U);
    EXPECT_EQ(first.message, "Can only exit with status 0-255.");
    EXPECT_TRUE(first.fix.empty());
    const model::ShellCheckComment& second = answers->back().comments->front();
    ASSERT_EQ(second.fix.size(), 2U);
    EXPECT_EQ(second.fix.back().begin.column, 10U);
    EXPECT_EQ(second.fix.back().text, "\"");
}

TEST(ShellCheckAnswers, AreReadAgainAsTheyAreKept) {
    const auto answers = read_shellcheck_answer(two_files, 2);
    ASSERT_TRUE(answers);
    for (const ShellCheckAnswer& answer : *answers) {
        const auto again = read_shellcheck_answer(answer.json, 1);
        ASSERT_TRUE(again);
        EXPECT_EQ(again->front().json, answer.json);
        EXPECT_EQ(again->front().comments->front().message, answer.comments->front().message);
    }
}

// Found by fuzz_shellcheck: a number that no double holds was kept, and read back as another.
TEST(ShellCheckAnswers, AreKeptWithoutWhatIsNotRead) {
    const std::string huge(100, '2');
    const auto answers = read_shellcheck_answer(
        R"({"comments":[{"file":"0","line":1,"endLine":1,"column":1,"endColumn":1,"level":"style","code":1,"message":"m","more":)" +
            huge + "}]}",
        1);
    ASSERT_TRUE(answers);
    EXPECT_EQ(answers->front().comments->size(), 1U);
    EXPECT_THAT(answers->front().json, testing::Not(testing::HasSubstr("more")));
    const auto again = read_shellcheck_answer(answers->front().json, 1);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->front().json, answers->front().json);
}

TEST(ShellCheckAnswers, AreCutBetweenCharacters) {
    std::string message(1999, 'm');
    message += "\xc3\xa4 and more";
    const auto answers = read_shellcheck_answer(
        R"({"comments":[{"file":"0","line":1,"endLine":1,"column":1,"endColumn":1,"level":"style","code":1,"message":")" +
            message + R"("}]})",
        1);
    ASSERT_TRUE(answers);
    ASSERT_EQ(answers->front().comments->size(), 1U);
    EXPECT_EQ(answers->front().comments->front().message, std::string(1999, 'm'));
    EXPECT_TRUE(read_shellcheck_answer(answers->front().json, 1));
}

TEST(ShellCheckAnswers, OfStandardInputAreOfTheFirst) {
    constexpr std::string_view said =
        R"({"comments":[{"file":"-","line":1,"endLine":1,"column":1,"endColumn":1,"level":"style","code":1,"message":"m"}]})";
    const auto answers = read_shellcheck_answer(said, 1);
    ASSERT_TRUE(answers);
    EXPECT_EQ(answers->front().comments->size(), 1U);
}

TEST(ShellCheckAnswers, ThatAreNoneAreNotTaken) {
    for (const std::string_view said :
         {"", "{", "[]", "{}", R"({"comments":{}})", "shellcheck: oh no", R"({"comments":[]} and more)"}) {
        EXPECT_FALSE(read_shellcheck_answer(said, 1)) << said;
    }
    const std::string deep = R"({"comments":)" + std::string(100, '[') + std::string(100, ']') + "}";
    EXPECT_FALSE(read_shellcheck_answer(deep, 1));
}

TEST(ShellCheckAnswers, LeaveOutWhatIsNoComment) {
    constexpr std::string_view head = R"({"comments":[{"file":)";
    for (const std::string_view rest :
         {R"("1","line":1,"endLine":1,"column":1,"endColumn":1,"level":"info","code":1,"message":"m"}]})",
          R"("x","line":1,"endLine":1,"column":1,"endColumn":1,"level":"info","code":1,"message":"m"}]})",
          R"("0","line":-1,"endLine":1,"column":1,"endColumn":1,"level":"info","code":1,"message":"m"}]})",
          R"("0","line":1,"endLine":1,"column":1e9,"endColumn":1,"level":"info","code":1,"message":"m"}]})",
          R"("0","line":1,"endLine":1,"column":1,"endColumn":1,"level":"grave","code":1,"message":"m"}]})",
          R"("0","line":1,"endLine":1,"column":1,"endColumn":1,"level":"info","message":"m"}]})",
          R"("0","line":1,"endLine":1,"column":1,"endColumn":1,"level":"info","code":1}]})",
          R"(0},7,null]})"}) {
        const auto answers = read_shellcheck_answer(std::string(head) + std::string(rest), 1);
        ASSERT_TRUE(answers) << rest;
        EXPECT_TRUE(answers->front().comments->empty()) << rest;
    }
}

TEST(ShellCheckAnswers, KeepAWholeFixOrNone) {
    constexpr std::string_view said =
        R"({"comments":[{"file":"0","line":1,"endLine":1,"column":1,"endColumn":1,"level":"info","code":1,)"
        R"("message":"m","fix":{"replacements":[{"line":1,"endLine":1,"column":1,"endColumn":2,"replacement":"a"},)"
        R"({"line":1}]}}]})";
    const auto answers = read_shellcheck_answer(said, 1);
    ASSERT_TRUE(answers);
    ASSERT_EQ(answers->front().comments->size(), 1U);
    EXPECT_TRUE(answers->front().comments->front().fix.empty());
}

TEST(ShellCheckAnswers, HaveAtMostAThousandCommentsOfAFile) {
    std::string said = R"({"comments":[)";
    for (int i = 0; i < 1500; ++i) {
        said += i == 0 ? "" : ",";
        said +=
            R"({"file":"0","line":1,"endLine":1,"column":1,"endColumn":1,"level":"info","code":1,"message":"m"})";
    }
    const auto answers = read_shellcheck_answer(said + "]}", 1);
    ASSERT_TRUE(answers);
    EXPECT_EQ(answers->front().comments->size(), 1000U);
}

} // namespace
} // namespace dockwright::project
