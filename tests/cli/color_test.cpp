#include "support/process.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

using ::testing::HasSubstr;
using testing::Invocation;
using ::testing::Not;
using testing::run_dockwright;

Invocation lint_input(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"lint", "-"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return {.arguments = arguments, .input = "FROM python:3.12 as base\n"};
}

TEST(Colors, AreForTerminals) {
    Invocation run = lint_input();
    EXPECT_THAT(run_dockwright(run).output, Not(HasSubstr("\033")));
    run.terminal = true;
    EXPECT_THAT(run_dockwright(run).output, HasSubstr("\033[1;33mwarning:\033[0m"));
}

TEST(Colors, AreOffWhereTheUserOrTheTerminalDoesNotWantThem) {
    Invocation run = lint_input();
    run.terminal = true;
    run.environment = {{"NO_COLOR", "1"}};
    EXPECT_THAT(run_dockwright(run).output, Not(HasSubstr("\033")));
    run.environment = {{"NO_COLOR", ""}};
    EXPECT_THAT(run_dockwright(run).output, HasSubstr("\033"));
    run = lint_input({"--color", "never"});
    run.terminal = true;
    EXPECT_THAT(run_dockwright(run).output, Not(HasSubstr("\033")));
}

TEST(Colors, AreForcedByTheOptionWhateverTheEnvironmentSays) {
    Invocation run = lint_input({"--color", "always"});
    run.environment = {{"NO_COLOR", "1"}};
    EXPECT_THAT(run_dockwright(run).output, HasSubstr("\033[1;33m"));
}

TEST(Colors, NeverComeFromTheFile) {
    Invocation run = lint_input();
    run.input = "FROM python:3.12 as \033[31mbase\n";
    EXPECT_THAT(run_dockwright(run).output, HasSubstr("| FROM python:3.12 as \\x1b[31mbase\n"));
}

} // namespace
} // namespace dockwright::cli
