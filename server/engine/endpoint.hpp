#pragma once
#include "base/problem.hpp"
#include "engine/ssh_command.hpp"
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <variant>

namespace dockwright::engine {

/// Where an endpoint was learnt. Decides how it is described, and whether an editor's own docker
/// client would choose the same one.
enum class Source : std::uint8_t {
    setting,          ///< named by the person: an editor setting, `--host`
    machine,          ///< a machine of our own configuration
    named_context,    ///< a docker context named by the person: `--context`
    docker_host,      ///< DOCKER_HOST
    docker_context,   ///< DOCKER_CONTEXT
    current_context,  ///< `currentContext` of config.json
    platform_default, ///< the socket that docker itself takes when nothing names another
    probe,            ///< a well-known socket of another engine that was found there
};

struct UnixAddress {
    /// Absolute, without NUL bytes, and short enough for a socket address.
    std::string path;

    bool operator==(const UnixAddress&) const = default;
};

/// Where the keys for TLS lie: paths of PEM files. Empty means: no client certificate, and the
/// system's own authorities.
struct TlsFiles {
    std::string authority;
    std::string certificate;
    std::string key;
    /// The engine's certificate is not checked: the context says so itself (SkipTLSVerify).
    bool unchecked = false;

    bool operator==(const TlsFiles&) const = default;
};

struct TcpAddress {
    /// A name or an address; IPv6 without brackets.
    std::string host;
    std::uint16_t port = 0;

    bool operator==(const TcpAddress&) const = default;
};

struct TlsAddress {
    std::string host;
    std::uint16_t port = 0;
    TlsFiles files;

    bool operator==(const TlsAddress&) const = default;
};

/// A machine that the system's `ssh` reaches.
struct SshAddress {
    SshTarget target;
    /// Whose client over there passes the bytes on.
    RemoteClient client = RemoteClient::docker;
    /// XDG_RUNTIME_DIR: where the sockets of shared connections lie. Empty: a folder under /tmp.
    std::string runtime_folder;

    bool operator==(const SshAddress&) const = default;
};

using Address = std::variant<UnixAddress, TcpAddress, TlsAddress, SshAddress>;

/// One engine's address.
struct Endpoint {
    Address address;
    Source source = Source::platform_default;
    /// The context's name, or the machine's of our own configuration; else empty.
    std::string name;

    /// `unix:///var/run/docker.sock`: what clients take for `--host`.
    std::string host() const;
    /// For a person: the host, and how it was chosen unless that is plain.
    std::string description() const;
    /// Whether it is on this machine, as far as the address tells.
    bool is_local() const;

    bool operator==(const Endpoint&) const = default;
};

inline constexpr std::string_view default_socket = "/var/run/docker.sock";

/// Reads a host as docker writes it: `unix://PATH`, `tcp://HOST[:PORT]` (2375), `ssh://[USER@]HOST[:PORT]`
/// and a bare `host:port`. `npipe://` and `fd://` are told apart and refused: the one exists on
/// Windows alone, the other is what a daemon inherits. `named_by` says where the text stands
/// ("DOCKER_HOST"), for the problem's sentence.
std::expected<Endpoint, Problem> parse_host(std::string_view host, Source source, std::string_view named_by);

/// The same over TLS, where the address is TCP; its port is 2376 where none was written. Other
/// addresses stay as they are: TLS is not for them.
std::expected<Endpoint, Problem> parse_host(std::string_view host, Source source, std::string_view named_by,
                                            const TlsFiles& files);

} // namespace dockwright::engine
