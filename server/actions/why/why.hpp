#pragma once
#include "actions/progress.hpp"
#include "actions/why/reasons.hpp"
#include "engine/discovery.hpp"
#include "engine/environment.hpp"
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <expected>
#include <optional>

namespace dockwright::actions {

struct Why {
    Case seen;
    std::vector<WhyReason> reasons; ///< the chief one first
    WhyVerdict verdict = WhyVerdict::unknown;
    std::string sentence; ///< all in one, without full stop
};

/// Why a container sees no GPU, or what keeps it from it: its configuration, its machine, and where it runs a
/// look inside, by a program that changes nothing and is given at most a minute. Problems:
/// `no-such-container` and those of the way to the engine.
boost::asio::awaitable<std::expected<Why, Problem>>
why(engine::Choice choice, engine::Environment environment, std::string reference,
    std::optional<boost::asio::any_io_executor> pool, OnProgress progress);

} // namespace dockwright::actions
