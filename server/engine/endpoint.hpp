#pragma once
#include "base/problem.hpp"
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace dockwright::engine {

/// Where an endpoint was learnt. Decides how it is described, and whether an editor's own docker
/// client would choose the same one.
enum class Source : std::uint8_t {
    setting,          ///< named by the person: an editor setting, `--host`
    named_context,    ///< a docker context named by the person: `--context`
    docker_host,      ///< DOCKER_HOST
    docker_context,   ///< DOCKER_CONTEXT
    current_context,  ///< `currentContext` of config.json
    platform_default, ///< the socket that docker itself takes when nothing names another
    probe,            ///< a well-known socket of another engine that was found there
};

/// One engine's address. In this form always a Unix socket: what else a host may name is refused
/// by parse_host with a problem. Later transports add their address here and their file beside.
struct Endpoint {
    /// Absolute, without NUL bytes, and short enough for a socket address.
    std::string socket_path;
    Source source = Source::platform_default;
    /// The context's name where the source is a context; else empty.
    std::string context;

    /// `unix:///var/run/docker.sock`: what clients take for `--host`.
    std::string host() const { return "unix://" + socket_path; }
    /// For a person: the host, and how it was chosen unless that is plain.
    std::string description() const;

    bool operator==(const Endpoint&) const = default;
};

inline constexpr std::string_view default_socket = "/var/run/docker.sock";

/// Reads a host as docker writes it: `unix://PATH`; `tcp://…`, `ssh://…`, `npipe://…`, `fd://…` and
/// a bare `host:port` are told apart and refused, since this version only speaks over Unix sockets.
/// `named_by` says where the text stands ("DOCKER_HOST"), for the problem's sentence.
std::expected<Endpoint, Problem> parse_host(std::string_view host, Source source, std::string_view named_by);

} // namespace dockwright::engine
