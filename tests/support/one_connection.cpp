#include "support/one_connection.hpp"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace dockwright::testing {

OneConnection::OneConnection(std::function<void(int socket)> serve)
    : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 4) != 0 ||
        ::getsockname(listener_, generic, &size) != 0) {
        throw std::runtime_error("no port on loopback");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([listener = listener_, serve = std::move(serve)] {
        const int socket = ::accept(listener, nullptr, nullptr);
        if (socket >= 0) {
            serve(socket);
            ::close(socket);
        }
    });
}

OneConnection::~OneConnection() {
    ::shutdown(listener_, SHUT_RDWR); // ends an accept that still waits
    thread_.join();
    ::close(listener_);
}

std::string read_until(int socket, const std::string& end) {
    std::string text;
    char byte = 0;
    while (!text.ends_with(end) && ::read(socket, &byte, 1) == 1) {
        text += byte;
    }
    return text;
}

void write_all_to(int socket, const std::string& text) {
    std::size_t written = 0;
    while (written < text.size()) {
        const ssize_t step = ::send(socket, text.data() + written, text.size() - written, MSG_NOSIGNAL);
        if (step <= 0) {
            return;
        }
        written += static_cast<std::size_t>(step);
    }
}

} // namespace dockwright::testing
