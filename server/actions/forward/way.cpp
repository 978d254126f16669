#include "actions/forward/way.hpp"
#include <algorithm>
#include <charconv>
#include <optional>

namespace dockwright::actions {
namespace {

std::uint16_t number(const std::string& text) {
    std::uint16_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// Foreign text becomes an argument of ssh: nothing but an address may pass.
bool is_address(const std::string& text) {
    return !text.empty() && text.size() <= 45 && text.front() != '-' &&
           text.find_first_not_of("0123456789abcdefABCDEF.:") == std::string::npos;
}

bool is_any(const std::string& address) {
    return address.empty() || address == "0.0.0.0" || address == "::";
}

struct Place {
    std::string host;
    std::uint16_t port = 0;
    bool everywhere = false; ///< for other machines too
};

/// As the engine's machine itself gets there.
std::vector<Place> places(const engine::Container& container, std::uint16_t port) {
    std::vector<Place> out;
    if (container.host_config.network_mode == "host") {
        out.push_back({.host = "127.0.0.1", .port = port, .everywhere = true});
        return out;
    }
    const std::optional<engine::NetworkSettings>& settings = container.network_settings;
    if (!settings) {
        return out;
    }
    const auto published = settings->ports.find(std::to_string(port) + "/tcp");
    const std::optional<std::vector<engine::PortBinding>> bindings =
        published == settings->ports.end() ? std::nullopt : published->second;
    if (bindings) {
        for (const engine::PortBinding& binding : *bindings) {
            const bool any = is_any(binding.host_ip);
            const std::string host = any ? "127.0.0.1" : binding.host_ip;
            if (is_address(host) && number(binding.host_port) != 0) {
                out.push_back({.host = host, .port = number(binding.host_port), .everywhere = any});
            }
        }
    }
    for (const auto& [name, network] : settings->networks) {
        if (is_address(network.ip_address)) {
            out.push_back({.host = network.ip_address, .port = port, .everywhere = false});
        }
    }
    return out;
}

} // namespace

std::vector<Way> ways_to(const engine::Container& container, const engine::Endpoint& endpoint,
                         std::uint16_t port) {
    std::vector<Way> out;
    const auto* tcp = std::get_if<engine::TcpAddress>(&endpoint.address);
    const auto* tls = std::get_if<engine::TlsAddress>(&endpoint.address);
    const bool by_ssh = std::holds_alternative<engine::SshAddress>(endpoint.address);
    for (Place& place : places(container, port)) {
        if (endpoint.is_local()) {
            out.push_back({.kind = Way::Kind::direct, .host = std::move(place.host), .port = place.port});
        } else if (by_ssh) {
            out.push_back({.kind = Way::Kind::machine, .host = std::move(place.host), .port = place.port});
        } else if (place.everywhere && (tcp != nullptr || tls != nullptr)) {
            out.push_back({.kind = Way::Kind::direct,
                           .host = tcp != nullptr ? tcp->host : tls->host,
                           .port = place.port});
        }
    }
    out.push_back({.kind = Way::Kind::inside, .port = port});
    return out;
}

} // namespace dockwright::actions
