#pragma once
#include "engine/client.hpp"
#include "engine/pull_progress.hpp"
#include <cstdint>
#include <optional>
#include <string>

/// Whether a pull fits on the engine's disk. Registries tell the sizes of layers as they are sent, packed,
/// and tell them while they come: so the answer grows during the pull.
namespace dockwright::actions {

struct SpaceNeeded {
    /// Bytes that are still to be written for certain: what is still to come, packed. Unpacking takes at
    /// least as much again as it gives back.
    std::uint64_t at_least = 0;
    /// With the layers unpacked, which typically takes two to three times the packed size.
    std::uint64_t probably = 0;

    bool operator==(const SpaceNeeded&) const = default;
};

SpaceNeeded space_needed(const engine::PullProgress& progress);

/// The folder of the engine's images, where this machine's own file system holds it for certain: the
/// address is local and the engine names this machine's host. Else nothing; also if the engine doesn't say.
boost::asio::awaitable<std::optional<std::string>> local_data_root(std::shared_ptr<engine::Client> client);

/// Bytes that its disk has left for others than root. May block: on the client's pool.
boost::asio::awaitable<std::optional<std::uint64_t>> free_space(std::shared_ptr<engine::Client> client,
                                                                std::string folder);

} // namespace dockwright::actions
