#include "rpc/connection.hpp"
#include <gtest/gtest.h>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>

namespace dockwright::rpc {
namespace {

/// A connection over one half of a socket pair; the test holds the other half.
class ConnectionTest : public testing::Test {
protected:
    void SetUp() override {
        int pair[2];
        ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
        peer = pair[1];
        connection.emplace(
            context, pair[0], ::dup(pair[0]),
            Connection::Events{
                .message = [this](std::string_view body) { seen += "message " + std::string(body) + "\n"; },
                .idle = [this] { seen += "idle\n"; },
                .ended =
                    [this](std::string_view why) {
                        seen += "ended " + std::string(why) + "\n";
                        context.stop();
                    }});
        connection->start();
    }
    void TearDown() override {
        if (peer >= 0) {
            ::close(peer);
        }
    }
    void write(std::string_view bytes) {
        ASSERT_EQ(::write(peer, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    }
    void hang_up() {
        ::close(peer);
        peer = -1;
    }

    boost::asio::io_context context;
    std::optional<Connection> connection;
    int peer = -1;
    std::string seen;
};

TEST_F(ConnectionTest, ReadsAllThatWaitsBeforeItIsIdle) {
    write("Content-Length: 1\r\n\r\n1Content-Length: 1\r\n\r\n2Content-Len");
    context.run_one_for(std::chrono::seconds(5));
    context.poll();
    write("gth: 1\r\n\r\n3");
    hang_up();
    context.run_for(std::chrono::seconds(5));
    EXPECT_TRUE(seen.starts_with("message 1\nmessage 2\nidle\nmessage 3\n")) << seen;
    EXPECT_TRUE(seen.ends_with("ended \n")) << seen;
}

TEST_F(ConnectionTest, SaysWhenTheInputEndsInsideAMessage) {
    write("Content-Length: 5\r\n\r\nab");
    hang_up();
    context.run_for(std::chrono::seconds(5));
    EXPECT_TRUE(seen.ends_with("ended the input ended inside a message\n")) << seen;
}

TEST_F(ConnectionTest, EndsAtABrokenFrame) {
    write("Hello\r\n\r\n");
    context.run_for(std::chrono::seconds(5));
    EXPECT_EQ(seen, "ended a line of a message's header is not 'Name: value'\n");
}

TEST_F(ConnectionTest, WritesFramesInOrderAndWholeBeforeItIsClosed) {
    const std::string large(300000, 'x');
    connection->send(large);
    connection->send("2");
    bool done = false;
    connection->close([&] { done = true; });
    std::string received;
    while (!done) {
        context.run_one_for(std::chrono::milliseconds(10));
        char bytes[65536];
        const ssize_t size = ::recv(peer, bytes, sizeof(bytes), MSG_DONTWAIT);
        received.append(bytes, size > 0 ? static_cast<std::size_t>(size) : 0);
    }
    char bytes[65536];
    for (ssize_t size = 0; (size = ::recv(peer, bytes, sizeof(bytes), MSG_DONTWAIT)) > 0;) {
        received.append(bytes, static_cast<std::size_t>(size));
    }
    EXPECT_EQ(received, "Content-Length: 300000\r\n\r\n" + large + "Content-Length: 1\r\n\r\n2");
}

} // namespace
} // namespace dockwright::rpc
