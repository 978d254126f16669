#pragma once
#include "actions/progress.hpp"
#include "engine/client.hpp"
#include "engine/discovery.hpp"
#include "engine/environment.hpp"
#include "host/facts.hpp"
#include <optional>

namespace dockwright::actions {

/// What was seen of an engine's machine, and the way to the engine for what is tried next.
struct Gathered {
    host::Facts facts;
    std::shared_ptr<engine::Client> client; ///< null: it could not be reached, which facts.engine says
    engine::Endpoint endpoint;
};

/// Looks at the machine: on it where the engine is here, by ssh where its address is SSH, else only through
/// the engine. An engine that doesn't answer is a fact and no problem, since the machine can say why; but
/// where nothing can be asked at all, that is the problem. Changes nothing. Trials are not in it.
boost::asio::awaitable<std::expected<Gathered, Problem>>
gather(engine::Choice choice, engine::Environment environment,
       std::optional<boost::asio::any_io_executor> pool, OnProgress progress);

/// Facts of the engine and of what runs on it; for a client that answers.
boost::asio::awaitable<void> add_engine(std::shared_ptr<engine::Client> client,
                                        std::shared_ptr<host::Facts> facts);

} // namespace dockwright::actions
