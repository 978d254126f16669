#include "engine/endpoint.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <charconv>

namespace dockwright::engine {
namespace {

/// `sun_path` holds 108 bytes with the final NUL on Linux, 104 on macOS; the smaller is kept to.
constexpr std::size_t longest_socket_path = 103;

using Parsed = std::expected<Address, Problem>;

/// What is read, and how its mistakes are told.
struct Text {
    std::string_view host;
    std::string_view named_by;

    std::unexpected<Problem> refused(std::string_view why, std::string_view next_step) const {
        return std::unexpected(Problem{
            .kind = problem_kind::host_not_understood,
            .message = message("{} names '{}', {}", {named_by, shown_host(host), why}),
            .next_step = std::string(next_step),
        });
    }
};

Parsed unix_address(const Text& text, std::string_view path) {
    // docker reads `unix://` alone as its default socket.
    if (path.empty()) {
        path = default_socket;
    }
    if (path.front() != '/') {
        return text.refused("whose socket path isn't absolute",
                            "Write unix:// and the absolute path: three slashes in all");
    }
    if (path.size() > longest_socket_path) {
        return text.refused("whose path is too long for a socket",
                            "Link the socket from a shorter path and name that");
    }
    if (path.find('\0') != std::string_view::npos) {
        return text.refused("which has a NUL byte", "Write unix:// and the path of the socket");
    }
    return UnixAddress{.path = std::string(path)};
}

bool is_host_character(char c) {
    return ascii::is_alpha(c) || ascii::is_digit(c) || c == '.' || c == '-' || c == '_' || c == ':' ||
           c == '%';
}

/// `HOST[:PORT]`, IPv6 in brackets.
Parsed tcp_address(const Text& text, std::string_view rest, const TlsFiles* files) {
    constexpr std::string_view next_step = "Write tcp://HOST:PORT, as tcp://lab1:2376";
    if (rest.ends_with('/')) {
        rest.remove_suffix(1);
    }
    std::string_view name = rest;
    std::string_view digits;
    if (rest.starts_with('[')) {
        const std::size_t end = rest.find(']');
        if (end == std::string_view::npos || (end + 1 < rest.size() && rest[end + 1] != ':')) {
            return text.refused("whose brackets don't close", next_step);
        }
        name = rest.substr(1, end - 1);
        digits = end + 1 < rest.size() ? rest.substr(end + 2) : std::string_view();
    } else if (const std::size_t colon = rest.rfind(':'); colon != std::string_view::npos) {
        name = rest.substr(0, colon);
        digits = rest.substr(colon + 1);
    }
    if (rest.empty()) {
        name = "localhost";
    }
    unsigned port = files == nullptr ? 2375 : 2376;
    if (!digits.empty()) {
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
        if (error != std::errc() || end != digits.data() + digits.size() || port == 0 || port > 65535) {
            return text.refused("whose port is no number from 1 to 65535", next_step);
        }
    }
    if (name.empty() || name.starts_with('-') || name.size() > 253 ||
        !std::ranges::all_of(name, is_host_character)) {
        return text.refused("whose host is no name and no address", next_step);
    }
    if (files == nullptr) {
        return TcpAddress{.host = std::string(name), .port = static_cast<std::uint16_t>(port)};
    }
    return TlsAddress{.host = std::string(name), .port = static_cast<std::uint16_t>(port), .files = *files};
}

std::string_view scheme_of(std::string_view host) {
    const std::size_t mark = host.find("://");
    // A bare `host:port` counts as TCP.
    return mark == std::string_view::npos ? std::string_view("tcp") : host.substr(0, mark);
}

Parsed parse_address(const Text& text, const TlsFiles* files) {
    const std::string_view host = text.host;
    constexpr std::string_view unix_scheme = "unix://";
    if (host.starts_with(unix_scheme)) {
        return unix_address(text, host.substr(unix_scheme.size()));
    }
    if (host.starts_with('/')) {
        return text.refused("a path without a scheme", "Write unix:// before the path");
    }
    if (host.empty() || host.starts_with('-')) {
        return text.refused("which is no engine's address",
                            "Name the engine's socket, as unix:///var/run/docker.sock");
    }
    const std::string_view scheme = scheme_of(host);
    const std::size_t mark = host.find("://");
    const std::string_view rest = mark == std::string_view::npos ? host : host.substr(mark + 3);
    if (scheme == "tcp" || scheme == "http") {
        return tcp_address(text, rest, files);
    }
    if (scheme == "https") {
        const TlsFiles none;
        return tcp_address(text, rest, files == nullptr ? &none : files);
    }
    if (scheme == "ssh") {
        std::expected<SshTarget, Problem> target = parse_ssh_url(host, text.named_by);
        if (!target) {
            return std::unexpected(std::move(target.error()));
        }
        return SshAddress{.target = std::move(*target)};
    }
    if (scheme == "npipe" || scheme == "fd") {
        return std::unexpected(transport_unsupported(host, scheme, text.named_by));
    }
    return text.refused("whose scheme isn't known",
                        "Name the engine's address, as unix:///var/run/docker.sock or ssh://lab1");
}

std::string bracketed(std::string_view host) {
    return host.contains(':') ? "[" + std::string(host) + "]" : std::string(host);
}

std::string text_of(const UnixAddress& address) {
    return "unix://" + address.path;
}

std::string text_of(const TcpAddress& address) {
    return "tcp://" + bracketed(address.host) + ":" + std::to_string(address.port);
}

std::string text_of(const TlsAddress& address) {
    return "tcp://" + bracketed(address.host) + ":" + std::to_string(address.port);
}

std::string text_of(const SshAddress& address) {
    return ssh_url(address.target);
}

std::expected<Endpoint, Problem> made(Parsed address, Source source) {
    if (!address) {
        return std::unexpected(std::move(address.error()));
    }
    return Endpoint{.address = std::move(*address), .source = source, .name = {}};
}

} // namespace

std::string Endpoint::host() const {
    return std::visit([](const auto& one) { return text_of(one); }, address);
}

bool Endpoint::is_local() const {
    if (const auto* tcp = std::get_if<TcpAddress>(&address)) {
        return tcp->host == "localhost" || tcp->host == "127.0.0.1" || tcp->host == "::1";
    }
    return std::holds_alternative<UnixAddress>(address);
}

std::string Endpoint::description() const {
    const std::string text = printable(host());
    switch (source) {
    case Source::named_context:
    case Source::docker_context:
    case Source::current_context: return message("{} (docker context '{}')", {text, printable(name)});
    case Source::machine: return message("{} (machine '{}')", {text, printable(name)});
    case Source::docker_host: return text + " (from DOCKER_HOST)";
    case Source::setting:
    case Source::platform_default: return text;
    case Source::probe: return text + " (found there)";
    }
    return text;
}

std::expected<Endpoint, Problem> parse_host(std::string_view host, Source source, std::string_view named_by) {
    return made(parse_address({.host = host, .named_by = named_by}, nullptr), source);
}

std::expected<Endpoint, Problem> parse_host(std::string_view host, Source source, std::string_view named_by,
                                            const TlsFiles& files) {
    return made(parse_address({.host = host, .named_by = named_by}, &files), source);
}

} // namespace dockwright::engine
