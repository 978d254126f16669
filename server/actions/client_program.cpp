#include "actions/client_program.hpp"
#include "actions/program_on_path.hpp"
#include <utility>

namespace dockwright::actions {
namespace {

/// A constant: nothing foreign is ever put into it.
constexpr std::string_view best_shell = "command -v bash >/dev/null && exec bash || exec sh";

std::vector<std::string> shell_arguments(std::vector<std::string> engine, std::string_view id) {
    for (const std::string_view word : {std::string_view("exec"), std::string_view("-it"), id,
                                        std::string_view("/bin/sh"), std::string_view("-c"), best_shell}) {
        engine.emplace_back(word);
    }
    return engine;
}

} // namespace

ClientPrograms find_client_programs(std::string_view path) {
    return {.docker = program_on_path(path, "docker"), .podman = program_on_path(path, "podman")};
}

std::expected<Command, Problem> shell_command(const ClientPrograms& programs,
                                              const engine::Endpoint& endpoint, bool podman,
                                              std::string_view id) {
    if (podman && !programs.podman.empty()) {
        return Command{.program = programs.podman,
                       .arguments = shell_arguments({"--remote", "--url", endpoint.host()}, id)};
    }
    // podman answers docker's client, but podman's client is not answered by docker.
    if (!programs.docker.empty()) {
        return Command{.program = programs.docker,
                       .arguments = shell_arguments({"--host", endpoint.host()}, id)};
    }
    return std::unexpected(Problem{
        .kind = "client-program-missing",
        .message = podman ? "neither podman nor docker is on PATH, and a terminal needs one of them"
                          : "docker is not on PATH, and a terminal needs it",
        .next_step =
            podman ? "Install Podman's client (sudo apt install podman), then try again"
                   : "Install Docker's client (sudo apt install docker-cli or docker.io), then try again",
    });
}

} // namespace dockwright::actions
