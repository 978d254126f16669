#include "engine/endpoint.hpp"
#include "base/message.hpp"
#include "engine/problems.hpp"

namespace dockwright::engine {
namespace {

/// `sun_path` holds 108 bytes with the final NUL on Linux, 104 on macOS; the smaller is kept to.
constexpr std::size_t longest_socket_path = 103;

std::unexpected<Problem> refused(std::string_view host, std::string_view named_by, std::string_view why,
                                 std::string_view next_step) {
    return std::unexpected(Problem{
        .kind = problem_kind::host_not_understood,
        .message = message("{} names '{}', {}", {named_by, shown_host(host), why}),
        .next_step = std::string(next_step),
    });
}

std::expected<Endpoint, Problem> unix_endpoint(std::string_view host, std::string_view path, Source source,
                                               std::string_view named_by) {
    // docker reads `unix://` alone as its default socket.
    if (path.empty()) {
        path = default_socket;
    }
    if (path.front() != '/') {
        return refused(host, named_by, "whose socket path isn't absolute",
                       "Write unix:// and the absolute path: three slashes in all");
    }
    if (path.size() > longest_socket_path) {
        return refused(host, named_by, "whose path is too long for a socket",
                       "Link the socket from a shorter path and name that");
    }
    if (path.find('\0') != std::string_view::npos) {
        return refused(host, named_by, "which has a NUL byte", "Write unix:// and the path of the socket");
    }
    return Endpoint{.socket_path = std::string(path), .source = source, .context = {}};
}

std::string_view scheme_of(std::string_view host) {
    const std::size_t mark = host.find("://");
    // A bare `host:port` counts as TCP.
    return mark == std::string_view::npos ? std::string_view("tcp") : host.substr(0, mark);
}

} // namespace

std::string Endpoint::description() const {
    const std::string text = printable(host());
    switch (source) {
    case Source::named_context:
    case Source::docker_context:
    case Source::current_context: return message("{} (docker context '{}')", {text, printable(context)});
    case Source::docker_host: return text + " (from DOCKER_HOST)";
    case Source::setting:
    case Source::platform_default: return text;
    case Source::probe: return text + " (found there)";
    }
    return text;
}

std::expected<Endpoint, Problem> parse_host(std::string_view host, Source source, std::string_view named_by) {
    constexpr std::string_view unix_scheme = "unix://";
    if (host.starts_with(unix_scheme)) {
        return unix_endpoint(host, host.substr(unix_scheme.size()), source, named_by);
    }
    if (host.starts_with('/')) {
        return refused(host, named_by, "a path without a scheme", "Write unix:// before the path");
    }
    if (host.empty() || host.starts_with('-')) {
        return refused(host, named_by, "which is no engine's address",
                       "Name the engine's socket, as unix:///var/run/docker.sock");
    }
    const std::string_view scheme = scheme_of(host);
    if (scheme == "tcp" || scheme == "ssh" || scheme == "http" || scheme == "https" || scheme == "npipe" ||
        scheme == "fd") {
        return std::unexpected(transport_unsupported(host, scheme, named_by));
    }
    return refused(host, named_by, "whose scheme isn't known",
                   "Name the engine's socket, as unix:///var/run/docker.sock");
}

} // namespace dockwright::engine
