#pragma once
#include "actions/owner.hpp"
#include "actions/progress.hpp"
#include "base/problem.hpp"
#include "engine/client.hpp"
#include <expected>
#include <memory>
#include <optional>
#include <string>

namespace dockwright::actions {

struct StopOptions {
    /// As for find_container.
    std::string container{};
    /// Until it is killed; nothing given: as long as the container itself says.
    std::optional<int> seconds{};
    bool consent = false;
    Person person{};
};

/// For engine::stop_container, so that an engine that doesn't answer is given up: what was asked for, else
/// what the container says, else the engine's own ten seconds. Nothing where it may take for ever.
std::optional<int> stop_seconds(const engine::Container& container, std::optional<int> asked);

/// What became of one container.
struct ContainerChange {
    std::string id{};
    std::string name{};
    /// False where it was so already.
    bool changed = true;
    /// It is gone by that: it was to delete itself when it ends.
    bool removed = false;

    bool operator==(const ContainerChange&) const = default;
};

/// Ends what runs in it. Consent is needed for somebody else's, and for one that deletes itself when it ends.
boost::asio::awaitable<std::expected<ContainerChange, Problem>>
stop(std::shared_ptr<engine::Client> client, StopOptions options, OnProgress progress);

} // namespace dockwright::actions
