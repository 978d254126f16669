#pragma once
#include "base/problem.hpp"
#include "engine/endpoint.hpp"
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::actions {

/// The engines' own command line clients that were found: absolute paths, empty where there is
/// none. A terminal runs one of them, since only they bring a whole terminal (sizes, signals).
struct ClientPrograms {
    std::string docker;
    std::string podman;

    bool operator==(const ClientPrograms&) const = default;
};

/// Looks through PATH as a shell does, but passes over relative entries: a workspace's own folder
/// must not name the program. Reads the disk and may block: call it on a pool.
ClientPrograms find_client_programs(std::string_view path);

/// A program and its arguments, handed over as they are: nothing here goes through a shell.
struct Command {
    std::string program;
    std::vector<std::string> arguments;

    bool operator==(const Command&) const = default;
};

/// A shell in the container, on a terminal. The container's id must satisfy is_container_id. The
/// problem is `client-program-missing`.
std::expected<Command, Problem> shell_command(const ClientPrograms& programs,
                                              const engine::Endpoint& endpoint, bool podman,
                                              std::string_view id);

} // namespace dockwright::actions
