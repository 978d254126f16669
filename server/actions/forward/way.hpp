#pragma once
#include "engine/endpoint.hpp"
#include "engine/objects.gen.hpp"
#include <cstdint>
#include <string>
#include <vector>

/// How bytes get from here to a port inside a container. Pure.
namespace dockwright::actions {

struct Way {
    enum class Kind : std::uint8_t {
        direct,  ///< a connection from this machine
        machine, ///< a connection from the engine's machine, through ssh -W
        inside,  ///< a program in the container connects, over the engine
    };
    Kind kind = Kind::inside;
    std::string host{}; ///< an address; empty with `inside`
    std::uint16_t port = 0;

    bool operator==(const Way&) const = default;
};

/// The ways to try, the best first; the last one always goes through the container itself.
std::vector<Way> ways_to(const engine::Container& container, const engine::Endpoint& endpoint,
                         std::uint16_t port);

} // namespace dockwright::actions
