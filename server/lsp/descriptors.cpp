#include "lsp/descriptors.hpp"
#include "base/message.hpp"
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>

namespace dockwright::lsp {
namespace {

Problem problem(std::string_view what) {
    const std::string why = std::error_code(errno, std::generic_category()).message();
    return {.kind = "client-not-reached", .message = message("{}: {}", {what, why})};
}

std::expected<Descriptors, Problem> connected(int socket, const sockaddr* address, socklen_t size,
                                              std::string_view what) {
    if (socket < 0 || ::connect(socket, address, size) != 0) {
        Problem failed = problem(what);
        ::close(socket);
        return std::unexpected(std::move(failed));
    }
    return Descriptors{.input = socket, .output = ::fcntl(socket, F_DUPFD_CLOEXEC, 3)};
}

std::expected<Descriptors, Problem> connect_pipe(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof(address.sun_path)) {
        return std::unexpected(
            Problem{.kind = "wrong-use", .message = "the pipe's name is too long for a socket"});
    }
    std::memcpy(address.sun_path, path.data(), path.size());
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return connected(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address),
                     message("no editor listens at {}", {printable(path)}));
}

std::expected<Descriptors, Problem> connect_port(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return connected(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address),
                     message("no editor listens on port {}", {std::to_string(port)}));
}

} // namespace

std::expected<Descriptors, Problem> open_descriptors(const Arguments& arguments) {
    if (!arguments.pipe.empty()) {
        return connect_pipe(arguments.pipe);
    }
    if (arguments.port) {
        return connect_port(*arguments.port);
    }
    const Descriptors own{.input = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3),
                          .output = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)};
    if (own.input < 0 || own.output < 0) {
        return std::unexpected(problem("standard input or output is not open"));
    }
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
    return own;
}

} // namespace dockwright::lsp
