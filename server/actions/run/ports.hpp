#pragma once
#include "base/problem.hpp"
#include <cstdint>
#include <expected>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::actions {

/// A port of a container that this machine, or all, can reach.
struct PublishedPort {
    std::uint16_t container = 0;
    std::string protocol = "tcp";
    std::string address = "127.0.0.1";
    std::uint16_t host = 0; ///< 0: not chosen yet
    /// The person named none, so another may be taken where this one is taken.
    bool may_move = false;

    bool operator==(const PublishedPort&) const = default;
};

/// [[ADDRESS:]HOST:]CONTAINER[/udp], as docker's --publish; without an address it is 127.0.0.1, with
/// `public_ports` 0.0.0.0. Problem: `port-not-understood`.
std::expected<std::vector<PublishedPort>, Problem> read_ports(std::span<const std::string> texts,
                                                              bool public_ports);

/// Gives each port that has none a number: the container's own or the next that is not among `taken`.
void choose_ports(std::span<PublishedPort> ports, std::set<std::uint16_t> taken);

} // namespace dockwright::actions
