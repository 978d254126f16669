#pragma once
#include "actions/image_problem.hpp"
#include "actions/pull.hpp"
#include "engine/pull_progress.hpp"

namespace dockwright::actions {

/// One request for one image, as it is fetched: no mirror and no second try in it.
struct PullStream {
    ImageTransfer transfer;
    OnProgress progress;
    std::chrono::milliseconds silence = longest_silence;
    /// Empty: the disk isn't known.
    std::string data_root;
    /// What is done, for a person.
    std::string what;
};

struct PullOutcome {
    std::string digest;
    /// Bytes that were fetched.
    std::uint64_t bytes = 0;
    /// Of the disk; empty if there is room.
    std::string warning;
};

/// Until the engine has it.
boost::asio::awaitable<std::expected<PullOutcome, Problem>>
pull_stream(std::shared_ptr<engine::Client> client, PullStream pull);

/// "2 of 5 layers"; empty before the engine has named any.
std::string layers_text(const engine::PullProgress& progress);

} // namespace dockwright::actions
