#pragma once
#include "actions/run/ground.hpp"

/// Private to actions/run/: the engine's machine's folders and this machine's ports.
namespace dockwright::actions {

/// The mounts of `--data` and `--results` with the paths that they have on the machine of the engine with
/// this info. Data that isn't there is a problem; results are made, as the person, unless `look_only`.
/// Where the machine can't be asked, results are a named volume.
boost::asio::awaitable<std::expected<std::vector<Mount>, Problem>>
machine_folders(std::shared_ptr<engine::Client> client, RunOptions options, engine::Info info,
                GroundLook looking);

/// Tries to listen: ports that are taken here are added to `taken`; one that the person chose is a problem,
/// `port-taken`.
std::optional<Problem> try_ports(std::span<const PublishedPort> ports, std::set<std::uint16_t>& taken);

} // namespace dockwright::actions
