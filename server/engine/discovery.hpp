#pragma once
#include "base/problem.hpp"
#include "engine/endpoint.hpp"
#include "engine/environment.hpp"
#include <expected>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::engine {

/// What a person named, over what the environment says. Both empty: found by itself. Never from a
/// workspace's files.
struct Choice {
    std::string host;
    std::string context;
    /// Of our own configuration, whose host is `host`; for descriptions.
    std::string machine;
    /// With a host over TCP: TLS with these.
    std::optional<TlsFiles> tls;
    /// How the person named it, for a problem's sentence: "--host".
    std::string named_by = "the setting";
};

/// The endpoints to try, in order, and the version that was pinned. More than one only where
/// nothing names an engine: then the platform's default and the well-known sockets of others.
struct Plan {
    std::vector<Endpoint> candidates;
    std::string pinned_version;

    bool operator==(const Plan&) const = default;
};

/// The docker client's order: what the person named, DOCKER_HOST, DOCKER_CONTEXT, config.json's
/// `currentContext`, the platform's default. Reads the docker client's files and so may block: call
/// it on a pool. Does not look whether the sockets are there.
std::expected<Plan, Problem> plan_endpoints(const Choice& choice, const Environment& environment);

/// Well-known sockets of other engines, in the order in which they are tried.
std::vector<Endpoint> well_known_endpoints(const Environment& environment);

} // namespace dockwright::engine
