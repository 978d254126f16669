#pragma once
#include "engine/recreate/body.hpp"
#include "engine/recreate/json.hpp"
#include <boost/json/object.hpp>

/// For this folder's .cpp files: the new container's body while it is being made; one file a theme.
namespace dockwright::engine::recreate {

struct Draft {
    const Source& source;
    const Changes& changes;
    object container;
    /// The image's `Config`; empty where the image is gone.
    object image_config;
    /// Copies of the container's `Config` and `HostConfig`, made right step by step.
    object config;
    object host;
    /// `NetworkingConfig.EndpointsConfig`.
    object endpoints;
    std::vector<NetworkConnection> connect;
    std::vector<std::string> notes;

    Draft(const Source& given_source, const Changes& given_changes)
        : source(given_source), changes(given_changes) {}

    /// The network mode is another container's, the machine's, or none's: no ports, no endpoints.
    bool shares_network() const;
};

/// A variable's name: what stands before the first '='.
std::string_view variable_name(std::string_view entry);
/// Without slashes at the end; "/" stays.
std::string_view clean_path(std::string_view path);
/// The target of an entry of `Binds`: "source:/target", "source:/target:ro" or "/target".
std::string_view bind_target(std::string_view entry);

/// The old id as a name for itself, and what the network's owner decides.
void settle_hostname(Draft& draft);
/// Inspect shows the container's configuration merged with its image's: under another image only
/// what the container itself said goes on.
void settle_image_defaults(Draft& draft);
void settle_command(Draft& draft);
void settle_environment(Draft& draft);
void settle_mounts(Draft& draft);
std::expected<void, Problem> settle_ports(Draft& draft);
void settle_networks(Draft& draft);
void settle_limits(Draft& draft);
/// Drops what inspect shows and create doesn't take, or what the engine fills in by itself.
void settle_filled_in(Draft& draft);
void settle_gpus(Draft& draft);

/// Whether what is asked can be said at all: names, numbers, paths.
std::expected<void, Problem> check(const Changes& changes);

} // namespace dockwright::engine::recreate
