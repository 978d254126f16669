#pragma once
#include "actions/progress.hpp"
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include <chrono>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace dockwright::actions {

struct EventOptions {
    /// Only of these, each `KEY=VALUE`: type=container, container=NAME, image=…, event=die, label=…
    std::vector<std::string> filters{};
    /// As for logs; empty: from now on.
    std::string since{};
    /// How long a lost engine is waited for.
    std::chrono::milliseconds patience{20000};
};

/// Takes one; false: nobody wants more.
using EventSink = std::function<bool(const engine::Event&)>;

/// What happens on an engine, without end. When the connection is lost the engine is asked again from the
/// last event on, so that none is lost or comes twice; that is told by `progress`, and also where the engine
/// can't say any more what happened meanwhile. Problems: the engine's, `filter-not-understood`,
/// `time-not-understood` and `cancelled`.
boost::asio::awaitable<std::expected<void, Problem>>
events(std::shared_ptr<engine::Client> client, EventOptions options, EventSink sink, OnProgress progress);

} // namespace dockwright::actions
