#pragma once
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "engine/recreate/plan.hpp"
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <vector>

namespace dockwright::actions {

/// What lies in a container itself, and goes with it.
struct OwnFiles {
    /// Bytes of its own layer, as the engine counts them.
    std::int64_t size = 0;
    engine::recreate::Layer layer{};
    /// What lies outside of it: "/data (the volume datasets)", "/work (the folder /home/ada/work)".
    /// Printable.
    std::vector<std::string> elsewhere{};
};

/// Two requests that are slow where there are many files.
boost::asio::awaitable<std::expected<OwnFiles, Problem>> own_files(std::shared_ptr<engine::Client> client,
                                                                   std::string id);

/// "1.4 GB in 310 changed files"; empty where there are none that last.
std::string own_files_words(const OwnFiles& files);

} // namespace dockwright::actions
