#include "engine/child.hpp"
#include "engine/problems.hpp"
#include "engine/run_program.hpp"
#include "support/scripted_engine_run.hpp"
#include <csignal>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::run_to_end;

ProgramCall shell(std::string script) {
    return {.program = "sh", .arguments = {"-c", std::move(script)}, .environment = {}, .folder = {}};
}

std::expected<ProgramAnswer, Problem> run(ProgramCall call, std::string input = {},
                                          ProgramLimits limits = {}) {
    asio::io_context loop(1);
    return run_to_end(loop, run_program(loop.get_executor(), std::move(call), std::move(input), limits));
}

bool no_child_is_left() {
    return ::waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD;
}

TEST(Programs, GetTheirInputAndGiveOutputErrorsAndExitCode) {
    const auto answer = run(shell("cat; echo trouble >&2; exit 7"), "given\n");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->output, "given\n");
    EXPECT_EQ(answer->errors, "trouble\n");
    EXPECT_EQ(answer->exit_code, 7);
    EXPECT_FALSE(answer->cut);
    EXPECT_TRUE(no_child_is_left());
}

TEST(Programs, GetTheirArgumentsAsTheyAre) {
    const ProgramCall call{.program = "printf",
                           .arguments = {"%s|", "$HOME", "a b", ";", "'\""},
                           .environment = {},
                           .folder = {}};
    EXPECT_EQ(run(call)->output, "$HOME|a b|;|'\"|");
}

TEST(Programs, ThatAreNotThereAreNamed) {
    const auto answer =
        run({.program = "dockwright-no-such-program", .arguments = {}, .environment = {}, .folder = {}});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, problem_kind::program_missing);
    EXPECT_THAT(answer.error().message, HasSubstr("no program 'dockwright-no-such-program'"));
    EXPECT_TRUE(no_child_is_left());
}

TEST(Programs, ThatDoNotReadTheirInputStillAnswer) {
    EXPECT_EQ(run(shell("echo done"), std::string(1'000'000, 'x'))->output, "done\n");
}

TEST(Programs, AreEndedWhenTheyPrintMoreThanIsReadOrTakeTooLong) {
    const auto much = run(shell("yes"), {}, {.time = 10s, .output = 1000});
    ASSERT_TRUE(much);
    EXPECT_TRUE(much->cut);
    EXPECT_EQ(much->output.size(), 1000U);
    const auto late = run(shell("echo begun; sleep 60"), {}, {.time = 100ms, .output = 1000});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().kind, problem_kind::program_timed_out);
    EXPECT_TRUE(no_child_is_left());
}

TEST(Programs, KeepTheEndOfLongErrors) {
    const auto answer = run(shell("yes 0123456789 | head -c 200000 >&2; echo last >&2"));
    EXPECT_EQ(answer->errors.size(), std::size_t{16} * 1024);
    EXPECT_TRUE(answer->errors.ends_with("last\n"));
}

TEST(Programs, ThatIgnoreTheAskingAreKilled) {
    asio::io_context loop(1);
    const auto child =
        Child::start(loop.get_executor(), shell("trap '' TERM; echo ready; while :; do sleep 1; done"));
    ASSERT_TRUE(child);
    std::array<char, 16> buffer{};
    (*child)->stream().read_some(asio::buffer(buffer)); // the trap is set
    (*child)->terminate();
    EXPECT_EQ(run_to_end(loop, (*child)->wait()), 128 + SIGKILL);
    EXPECT_TRUE(no_child_is_left());
}

} // namespace
} // namespace dockwright::engine
