#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <thread>

namespace dockwright::testing {

/// A listener on a loopback TCP port that accepts one connection and hands its socket to a function on a
/// thread of its own; plain sockets, so that the client under test is checked by other code. The
/// socket is closed when the function returns.
class OneConnection {
public:
    explicit OneConnection(std::function<void(int socket)> serve);
    OneConnection(const OneConnection&) = delete;
    OneConnection& operator=(const OneConnection&) = delete;
    ~OneConnection();

    std::uint16_t port() const { return port_; }
    std::string host() const { return "tcp://127.0.0.1:" + std::to_string(port_); }

private:
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

/// Reads from a socket until the text ends so, or the stream ends; what was read.
std::string read_until(int socket, const std::string& end);
void write_all_to(int socket, const std::string& text);

} // namespace dockwright::testing
