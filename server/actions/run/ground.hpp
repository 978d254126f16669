#pragma once
#include "actions/progress.hpp"
#include "actions/run/made_folders.hpp"
#include "actions/run/plan.hpp"
#include "engine/client.hpp"
#include "engine/environment.hpp"
#include <memory>

namespace dockwright::actions {

/// Usual folders on the engine's machine, of the person's list of machines; may be empty.
struct UsualFolders {
    std::string data{};
    std::string results{};
};

/// Those of this engine's machine in the person's file. Reads it: for the pool.
UsualFolders usual_folders(const engine::Endpoint& endpoint, const engine::Environment& environment);

/// How a machine is looked at.
struct GroundLook {
    UsualFolders usual{};
    bool look_only = false;
    /// Learns of the folders that are made.
    std::shared_ptr<MadeFolders> made = std::make_shared<MadeFolders>();
};

/// Looks at the engine and its machine as far as these options need it: who runs there, names, ports,
/// GPUs and who has asked for them, folders. Makes results folders that are missing, as the person,
/// unless `look_only`. Changes nothing else.
boost::asio::awaitable<std::expected<RunGround, Problem>> run_ground(std::shared_ptr<engine::Client> client,
                                                                     RunOptions options, engine::Image image,
                                                                     GroundLook looking);

/// What running containers have asked for, but for the one of this id.
boost::asio::awaitable<std::expected<std::vector<GpuClaim>, Problem>>
running_claims(std::shared_ptr<engine::Client> client, std::string default_runtime, std::string but);

/// The GPUs of the machine of the engine with this info; empty where nobody there can say.
boost::asio::awaitable<std::vector<host::GpuLoad>> gpus_there(std::shared_ptr<engine::Client> client,
                                                              engine::Info info);

/// What `id` prints: "uid=1000(ada) gid=1000(ada) …".
std::optional<RunPerson> read_id(std::string_view text);

} // namespace dockwright::actions
