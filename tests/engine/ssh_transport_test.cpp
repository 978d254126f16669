#include "engine/open.hpp"
#include "engine/problems.hpp"
#include "engine/ssh_problem.hpp"
#include "support/scripted_engine.hpp"
#include "support/temporary_folder.hpp"
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <optional>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using testing::expect_ping;
using ::testing::HasSubstr;

/// A program named `ssh`, first on PATH, that notes its arguments and does what the test says. What the
/// real one does is tested against a real sshd in tests/live.
class Ssh : public ::testing::Test {
protected:
    void SetUp() override {
        path_ = std::getenv("PATH"); // NOLINT(concurrency-mt-unsafe)
        const std::string path = folder_.path().string() + ":" + path_;
        ::setenv("PATH", path.c_str(), 1); // NOLINT(concurrency-mt-unsafe)
    }
    void TearDown() override { ::setenv("PATH", path_.c_str(), 1); } // NOLINT(concurrency-mt-unsafe)

    void ssh_does(const std::string& script) const {
        const std::string path = folder_.path().string() + "/ssh";
        std::ofstream(path) << "#!/bin/sh\n[ \"$1\" = -G ] && exit 0\necho \"$@\" >>"
                            << folder_.path().string() << "/arguments\n"
                            << script << "\n";
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    }
    std::expected<std::shared_ptr<Client>, Problem> open() {
        const Plan plan{.candidates = {*parse_host("ssh://ada@lab1:2222", Source::setting, "the test")},
                        .pinned_version = {}};
        std::optional<std::expected<std::shared_ptr<Client>, Problem>> opened;
        asio::co_spawn(loop_, open_engine(loop_.get_executor(), plan, Limits{}, std::nullopt),
                       [&](const std::exception_ptr&, auto client) {
                           opened = std::move(client);
                           loop_.stop(); // the program behind the connection goes on
                       });
        loop_.restart();
        loop_.run();
        return std::move(*opened);
    }
    std::string arguments() const {
        std::ifstream file(folder_.path().string() + "/arguments");
        return {std::istreambuf_iterator<char>(file), {}};
    }
    /// Passes the bytes on to a socket, as `docker system dial-stdio` does on the other machine.
    static std::string relay(const std::string& socket) {
        return "exec python3 -c 'import socket,sys,threading,os\n"
               "s=socket.socket(socket.AF_UNIX); s.connect(\"" +
               socket +
               "\")\n"
               "def up():\n"
               "  while (b:=os.read(0,65536)): s.sendall(b)\n"
               "  s.shutdown(socket.SHUT_WR)\n"
               "threading.Thread(target=up,daemon=True).start()\n"
               "while (b:=s.recv(65536)): os.write(1,b)'";
    }

    testing::TemporaryFolder folder_;
    std::string path_;
    asio::io_context loop_{1};
};

TEST_F(Ssh, CarriesTheEnginesAnswersAndNeverPrompts) {
    const testing::ScriptedEngine engine({expect_ping("1.41")});
    ssh_does(relay(engine.socket_path()));
    const auto client = open();
    ASSERT_TRUE(client) << client.error().message;
    EXPECT_EQ((*client)->spoken().version, (ApiVersion{1, 41}));
    EXPECT_THAT(arguments(), HasSubstr("BatchMode=yes"));
    EXPECT_THAT(arguments(), HasSubstr("-l ada -p 2222"));
    EXPECT_THAT(arguments(), HasSubstr("-- lab1 docker system dial-stdio"));
}

TEST_F(Ssh, SaysWhatSshSaidInOneSentence) {
    ssh_does("echo 'ada@lab1: Permission denied (publickey).' >&2; exit 255");
    const auto client = open();
    ASSERT_FALSE(client);
    EXPECT_EQ(client.error().kind, ssh_problem_kind::permission_denied);
    EXPECT_THAT(client.error().next_step, HasSubstr("dockwright hosts login ssh://ada@lab1:2222"));
}

TEST_F(Ssh, TriesThePodmanOfAMachineWithoutDocker) {
    const testing::ScriptedEngine engine({expect_ping("1.41")});
    ssh_does("case \"$*\" in *podman*) ;; *) echo 'sh: 1: docker: not found' >&2; exit 127;; esac\n" +
             relay(engine.socket_path()));
    const auto client = open();
    ASSERT_TRUE(client) << client.error().message;
    EXPECT_THAT(arguments(), HasSubstr("podman system dial-stdio"));
}

TEST_F(Ssh, IsNamedWhereItIsMissing) {
    ::setenv("PATH", "/nowhere", 1); // NOLINT(concurrency-mt-unsafe)
    const auto client = open();
    ASSERT_FALSE(client);
    EXPECT_EQ(client.error().kind, problem_kind::program_missing);
}

} // namespace
} // namespace dockwright::engine
