#pragma once
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "engine/hijack.hpp"
#include "engine/objects.gen.hpp"
#include <expected>
#include <memory>
#include <string>
#include <vector>

namespace dockwright::actions {

struct ExecOptions {
    /// As for find_running.
    std::string container{};
    /// The program and its arguments, through no shell.
    std::vector<std::string> words{};
    /// On a terminal of its own in the container.
    bool terminal = false;
    /// Whether it has a standard input.
    bool input = false;
    /// Empty: the container's own.
    std::string user{};
    std::string folder{};
    /// "NAME=value".
    std::vector<std::string> environment{};
    /// Of the terminal in characters; 0: not known.
    unsigned rows = 0;
    unsigned columns = 0;
};

/// A program that runs in a container, and its streams.
struct Exec {
    std::string id{};
    engine::Container container{};
    std::shared_ptr<engine::Hijacked> streams{};
};

/// Starts it. A program that isn't there is told in its streams and by exit code 126 or 127.
boost::asio::awaitable<std::expected<Exec, Problem>> exec(std::shared_ptr<engine::Client> client,
                                                          ExecOptions options);

/// The best shell that the container has, with `sh` as the least: bash where it is there.
std::vector<std::string> shell_words();

} // namespace dockwright::actions
