#include "host/machine_program.hpp"
#include "support/scripted_engine_run.hpp"
#include "support/temporary_folder.hpp"
#include <cstdlib>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::host {
namespace {

using ::testing::HasSubstr;

engine::Address far_machine() {
    return engine::SshAddress{.target = {.user = "ml", .host = "gpubox", .socket_path = {}},
                              .runtime_folder = {}};
}

/// A PATH whose first `ssh` is a script of the test.
class MachineProgram : public ::testing::Test {
protected:
    void SetUp() override {
        old_ = std::getenv("PATH");
        ::setenv("PATH", (folder_.path().string() + ":" + old_).c_str(), 1);
    }
    void TearDown() override { ::setenv("PATH", old_.c_str(), 1); }
    void ssh(std::string_view script) const {
        folder_.write("ssh", script);
        std::filesystem::permissions(folder_.path() / "ssh", std::filesystem::perms::owner_all);
    }
    static std::expected<engine::ProgramAnswer, Problem>
    run(engine::Address address, std::vector<std::string> words, std::string input = {}) {
        boost::asio::io_context loop;
        return dockwright::testing::run_to_end(
            loop, run_program_at(loop.get_executor(), std::move(address), std::move(words), std::move(input),
                                 {.time = std::chrono::seconds(10)}, std::nullopt));
    }

private:
    std::string old_;
    dockwright::testing::TemporaryFolder folder_;
};

TEST_F(MachineProgram, OfAnEngineBehindASocketRunsHere) {
    const auto answer = run(engine::UnixAddress{.path = "/x.sock"}, {"sh"}, "echo here; exit 3");
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->output, "here\n");
    EXPECT_EQ(answer->exit_code, 3);
}

TEST_F(MachineProgram, OverSshIsOneWordForTheShellThereAndNothingIsAskedOfThePerson) {
    ssh("#!/bin/sh\nif [ \"$1\" = -G ]; then echo 'user ml'; exit; fi\nprintf '%s\\n' \"$@\"; cat\n");
    const auto answer = run(far_machine(), {"sh", "-c", "echo a b"}, "input");
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_THAT(answer->output, HasSubstr("BatchMode=yes\n"));
    EXPECT_THAT(answer->output, HasSubstr("\n--\ngpubox\nsh -c 'echo a b'\ninput"));
}

TEST_F(MachineProgram, ThatSshDoesNotReachIsSshsProblem) {
    ssh("#!/bin/sh\nif [ \"$1\" = -G ]; then exit 0; fi\n"
        "echo 'ssh: connect to host gpubox port 22: Connection refused' >&2; exit 255\n");
    const auto answer = run(far_machine(), {"sh"});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, "ssh-connection-refused");
}

TEST_F(MachineProgram, NamesThatSshWouldTakeForOptionsAreRefused) {
    const engine::Address bad = engine::SshAddress{
        .target = {.user = {}, .host = "-oProxyCommand=x", .socket_path = {}}, .runtime_folder = {}};
    EXPECT_FALSE(run(bad, {"sh"}));
}

TEST_F(MachineProgram, IsNotRunWhereOnlyTheEngineIsReached) {
    const engine::Address tcp = engine::TcpAddress{.host = "127.0.0.1", .port = 2375};
    EXPECT_FALSE(runs_programs(tcp));
    EXPECT_EQ(run(tcp, {"sh"}).error().kind, "cannot-run-programs");
}

} // namespace
} // namespace dockwright::host
