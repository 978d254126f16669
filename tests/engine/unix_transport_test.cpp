#include "engine/connect.hpp"
#include "engine/problems.hpp"
#include "engine/unix_transport.hpp"
#include "support/scripted_engine.hpp"
#include "support/scripted_engine_run.hpp"
#include <array>
#include <cstring>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace dockwright::engine {
namespace {

using namespace std::chrono_literals;

/// Listens but never accepts, and holds connections until the backlog takes no more.
class FullListener {
public:
    explicit FullListener(const std::string& path) {
        address_.sun_family = AF_UNIX;
        std::memcpy(address_.sun_path, path.data(), path.size());
        sockets_.push_back(socket(AF_UNIX, SOCK_STREAM, 0));
        bind(sockets_[0], reinterpret_cast<const sockaddr*>(&address_), sizeof address_);
        listen(sockets_[0], 0);
        int failed = 0;
        while (failed == 0) {
            sockets_.push_back(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0));
            failed =
                ::connect(sockets_.back(), reinterpret_cast<const sockaddr*>(&address_), sizeof address_);
        }
    }
    FullListener(const FullListener&) = delete;
    FullListener& operator=(const FullListener&) = delete;
    ~FullListener() {
        for (const int one : sockets_) {
            close(one);
        }
    }
    /// Makes room for one more.
    void accept_one() const { close(accept(sockets_[0], nullptr, nullptr)); }

private:
    sockaddr_un address_{};
    std::vector<int> sockets_;
};

TEST(Connecting, WaitsForRoomInAFullBacklogUntilItsTimeIsUp) {
    const testing::ScriptedEngine folder({});
    const std::string path = folder.folder() + "/full.sock";
    const FullListener full(path);
    const Endpoint endpoint{.address = UnixAddress{.path = path}};
    boost::asio::io_context loop(1);
    const auto start = std::chrono::steady_clock::now();
    const auto late = testing::run_to_end(loop, connect(loop.get_executor(), endpoint, 100ms));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().kind, problem_kind::timed_out);
    EXPECT_GE(std::chrono::steady_clock::now() - start, 100ms);
    full.accept_one();
    EXPECT_TRUE(testing::run_to_end(loop, connect(loop.get_executor(), endpoint, 5000ms)));
}

TEST(Transports, HalfCloseAndStillRead) {
    const testing::ScriptedEngine engine({testing::expect("GET /x").answer(200, "late").closes()});
    boost::asio::io_context loop(1);
    const auto transport = testing::run_to_end(
        loop,
        connect(loop.get_executor(), Endpoint{.address = UnixAddress{.path = engine.socket_path()}}, 2000ms));
    ASSERT_TRUE(transport);
    const std::string request = "GET /x HTTP/1.1\r\n\r\n";
    const Transfer written =
        testing::run_to_end(loop, (*transport)->write_some(boost::asio::buffer(request)));
    EXPECT_EQ(written.value(), request.size());
    (*transport)->shutdown_send();
    std::array<char, 200> buffer{};
    const Transfer read = testing::run_to_end(loop, (*transport)->read_some(boost::asio::buffer(buffer)));
    EXPECT_TRUE(std::string_view(buffer.data(), read.value()).ends_with("late"));
}

TEST(Transports, FailAtOnceWhenClosed) {
    const testing::ScriptedEngine engine({});
    boost::asio::io_context loop(1);
    const auto transport = testing::run_to_end(
        loop,
        connect(loop.get_executor(), Endpoint{.address = UnixAddress{.path = engine.socket_path()}}, 2000ms));
    ASSERT_TRUE(transport);
    (*transport)->close();
    std::array<char, 10> buffer{};
    EXPECT_FALSE(testing::run_to_end(loop, (*transport)->read_some(boost::asio::buffer(buffer))));
    EXPECT_FALSE(testing::run_to_end(loop, (*transport)->write_some(boost::asio::buffer(buffer))));
}

} // namespace
} // namespace dockwright::engine
