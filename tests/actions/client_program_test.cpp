#include "actions/client_program.hpp"
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

namespace fs = std::filesystem;

const std::string id(64, 'c');
const engine::Endpoint endpoint{.address = engine::UnixAddress{.path = "/run/x.sock"},
                                .source = engine::Source::docker_host};
constexpr const char* best_shell = "command -v bash >/dev/null && exec bash || exec sh";

TEST(ShellCommands, AreAProgramAndItsArguments) {
    const auto command = shell_command({.docker = "/usr/bin/docker", .podman = {}}, endpoint, false, id);
    ASSERT_TRUE(command);
    EXPECT_EQ(*command, (Command{.program = "/usr/bin/docker",
                                 .arguments = {"--host", "unix:///run/x.sock", "exec", "-it", id, "/bin/sh",
                                               "-c", best_shell}}));
}

TEST(ShellCommands, ForPodmanUsePodmansClientIfItIsThereAndElseDockers) {
    const auto own =
        shell_command({.docker = "/usr/bin/docker", .podman = "/usr/bin/podman"}, endpoint, true, id);
    EXPECT_EQ(own->program, "/usr/bin/podman");
    EXPECT_EQ(own->arguments, (std::vector<std::string>{"--remote", "--url", "unix:///run/x.sock", "exec",
                                                        "-it", id, "/bin/sh", "-c", best_shell}));
    EXPECT_EQ(shell_command({.docker = "/usr/bin/docker", .podman = {}}, endpoint, true, id)->program,
              "/usr/bin/docker");
}

TEST(ShellCommands, NeedAClientProgram) {
    const auto none = shell_command({}, endpoint, false, id);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().kind, "client-program-missing");
    EXPECT_NE(none.error().next_step, "");
    EXPECT_FALSE(shell_command({.docker = {}, .podman = "/usr/bin/podman"}, endpoint, false, id))
        << "docker does not answer podman's client";
}

/// Folders with and without programs, for one test.
class ProgramSearch : public ::testing::Test {
protected:
    void SetUp() override {
        std::string path = ::testing::TempDir() + "/programs-XXXXXX";
        ASSERT_NE(mkdtemp(path.data()), nullptr);
        root_ = path;
        for (const char* folder : {"a", "b", "c"}) {
            fs::create_directory(root_ / folder);
        }
    }
    void TearDown() override { fs::remove_all(root_); }
    void program(const std::string& name, fs::perms permissions = fs::perms::owner_all) const {
        std::ofstream(root_ / name) << "#!/bin/sh\n";
        fs::permissions(root_ / name, permissions);
    }
    std::string path(const char* name) const { return (root_ / name).string(); }

    fs::path root_;
};

TEST_F(ProgramSearch, TakesTheFirstThatCanRun) {
    program("a/docker", fs::perms::owner_read);
    fs::create_directory(root_ / "b/docker");
    program("c/docker");
    const ClientPrograms found = find_client_programs(path("a") + ":" + path("b") + "::" + path("c"));
    EXPECT_EQ(found.docker, path("c/docker"));
    EXPECT_EQ(found.podman, "");
}

TEST_F(ProgramSearch, PassesOverFoldersThatDependOnWhereItIsStarted) {
    program("a/docker");
    const fs::path before = fs::current_path();
    fs::current_path(root_);
    EXPECT_EQ(find_client_programs("a:.:").docker, "");
    EXPECT_EQ(find_client_programs("a:" + path("a")).docker, path("a/docker"));
    fs::current_path(before);
}

} // namespace
} // namespace dockwright::actions
