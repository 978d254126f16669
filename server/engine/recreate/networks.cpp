#include "base/message.hpp"
#include "engine/container_id.hpp"
#include "engine/recreate/draft.hpp"
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace dockwright::engine::recreate {
namespace {

constexpr ApiVersion several_at_create{1, 44};
constexpr ApiVersion no_address_of_its_own{1, 52};

bool is_default(std::string_view mode) {
    return mode.empty() || mode == "default" || mode == "bridge";
}

/// The network that NetworkMode means, by name or by id; the only one where it isn't there.
std::string primary_of(const object& networks, std::string_view mode) {
    const std::string_view name = is_default(mode) ? "bridge" : mode;
    if (networks.contains(name)) {
        return std::string(name);
    }
    for (const auto& [key, endpoint] : networks) {
        const object* settings = endpoint.if_object();
        const std::string_view id = settings == nullptr ? "" : text_of(*settings, "NetworkID");
        if (mode.size() >= 12 && id.starts_with(mode)) {
            return key;
        }
    }
    return networks.empty() ? "" : std::string(networks.begin()->key());
}

/// What was asked for; addresses and ids that the engine gave are left out.
object asked_for(const Draft& draft, const object& endpoint) {
    object out;
    for (const std::string_view key : {"IPAMConfig", "Links", "DriverOpts"}) {
        if (endpoint.contains(key)) {
            out[key] = *endpoint.if_contains(key);
        }
    }
    if (number_of(endpoint, "GwPriority") != 0) {
        out["GwPriority"] = number_of(endpoint, "GwPriority");
    }
    array aliases;
    for (const std::string& alias : texts_of(endpoint, "Aliases")) {
        // Up to API 1.44 the engine adds the old container's own id.
        if (alias != short_id(text_of(draft.container, "Id"))) {
            aliases.emplace_back(alias);
        }
    }
    if (!aliases.empty()) {
        out["Aliases"] = std::move(aliases);
    }
    // A running container's address was made up by the engine; from this version on nothing else
    // tells a chosen one.
    const object* state = object_of(draft.container, "State");
    const bool running = state != nullptr && truth_of(*state, "Running");
    if (draft.source.version >= no_address_of_its_own && !running && !is_empty(endpoint, "MacAddress")) {
        out["MacAddress"] = text_of(endpoint, "MacAddress");
    }
    return out;
}

void settle_hardware_address(Draft& draft, const std::string& primary) {
    const std::string address(text_of(draft.config, "MacAddress"));
    if (draft.source.version < several_at_create) {
        return;
    }
    draft.config.erase("MacAddress");
    if (!address.empty() && !primary.empty()) {
        object_at(draft.endpoints, primary)["MacAddress"] = address;
    }
}

void settle_links(object& host) {
    if (array_of(host, "Links") == nullptr) {
        return;
    }
    array links;
    for (const std::string& link : texts_of(host, "Links")) {
        // "/target:/name/alias" is what inspect makes of "target:alias".
        std::string_view target = std::string_view(link).substr(0, link.find(':'));
        target.remove_prefix(target.starts_with('/') ? 1 : 0);
        const std::size_t alias = link.find_last_of("/:");
        links.emplace_back(
            std::string(target).append(":").append(link.substr(alias == std::string::npos ? 0 : alias + 1)));
    }
    host["Links"] = std::move(links);
}

} // namespace

void settle_networks(Draft& draft) {
    settle_links(draft.host);
    const object* settings = object_of(draft.container, "NetworkSettings");
    const object* networks = settings == nullptr ? nullptr : object_of(*settings, "Networks");
    if (networks == nullptr || draft.shares_network()) {
        draft.config.erase("MacAddress");
        return;
    }
    const std::string_view mode = text_of(draft.host, "NetworkMode");
    const std::string primary = primary_of(*networks, mode);
    for (const auto& [name, endpoint] : *networks) {
        object asked = endpoint.is_object() ? asked_for(draft, endpoint.get_object()) : object();
        if (name == primary || draft.source.version >= several_at_create) {
            draft.endpoints[name] = std::move(asked);
        } else {
            draft.connect.push_back(
                {.network = std::string(name), .endpoint = boost::json::serialize(asked)});
        }
    }
    settle_hardware_address(draft, primary);
    const bool left_default = is_default(mode) && !primary.empty() && !networks->contains("bridge");
    if (left_default && !draft.source.podman) {
        // It was taken off the default network; NetworkMode must name what it is on.
        draft.host["NetworkMode"] = primary;
    }
}

} // namespace dockwright::engine::recreate
