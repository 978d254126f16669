#include "actions/client_program.hpp"
#include <filesystem>
#include <unistd.h>
#include <utility>

namespace dockwright::actions {
namespace {

namespace fs = std::filesystem;

/// A constant: nothing foreign is ever put into it.
constexpr std::string_view best_shell = "command -v bash >/dev/null && exec bash || exec sh";

bool is_program(const fs::path& path) {
    std::error_code ec;
    return fs::is_regular_file(path, ec) && access(path.c_str(), X_OK) == 0;
}

std::string found_in(std::string_view path, std::string_view name) {
    while (!path.empty()) {
        const std::size_t colon = path.find(':');
        const std::string_view folder = path.substr(0, colon);
        path.remove_prefix(colon == std::string_view::npos ? path.size() : colon + 1);
        if (!folder.starts_with('/')) {
            continue;
        }
        const fs::path candidate = fs::path(folder) / name;
        if (is_program(candidate)) {
            return candidate.string();
        }
    }
    return {};
}

std::vector<std::string> shell_arguments(std::vector<std::string> engine, std::string_view id) {
    for (const std::string_view word : {std::string_view("exec"), std::string_view("-it"), id,
                                        std::string_view("/bin/sh"), std::string_view("-c"), best_shell}) {
        engine.emplace_back(word);
    }
    return engine;
}

} // namespace

ClientPrograms find_client_programs(std::string_view path) {
    return {.docker = found_in(path, "docker"), .podman = found_in(path, "podman")};
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
