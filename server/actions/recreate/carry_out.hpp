#pragma once
#include "actions/recreate/facts.hpp"

namespace dockwright::actions {

/// One recreation under way; each step writes how far it got before the next.
struct Recreation {
    std::shared_ptr<engine::Client> client;
    std::shared_ptr<const RecreateFacts> facts;
    RecreateOptions options;
    engine::recreate::Plan plan;
    engine::recreate::Journal journal;
    OnProgress progress;
    std::vector<std::string> warnings;
    /// The journal is on disk: from here on a failure has something to take back.
    bool begun = false;
};

/// From the plan to the new one that was found well; the first step that fails ends it.
boost::asio::awaitable<std::expected<void, Problem>> carry_out(std::shared_ptr<Recreation> work);

} // namespace dockwright::actions
