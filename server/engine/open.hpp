#pragma once
#include "engine/client.hpp"
#include "engine/discovery.hpp"

namespace dockwright::engine {

/// The first endpoint of the plan that answers a ping, as a client ready for calls. Where none
/// does, the problem is the most telling one: a socket that refuses says more than one that isn't
/// there. All but a plan's first are tried with the shorter limit for probes.
boost::asio::awaitable<std::expected<std::shared_ptr<Client>, Problem>>
open_engine(boost::asio::any_io_executor executor, Plan plan, Limits limits,
            std::optional<boost::asio::any_io_executor> pool);

/// Plans and opens. What reads the disk runs on the pool, where there is one.
boost::asio::awaitable<std::expected<std::shared_ptr<Client>, Problem>>
find_engine(boost::asio::any_io_executor executor, Choice choice, Environment environment, Limits limits,
            std::optional<boost::asio::any_io_executor> pool);

} // namespace dockwright::engine
