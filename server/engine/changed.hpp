#pragma once
#include "base/problem.hpp"
#include "engine/client.hpp"
#include <cstdint>

namespace dockwright::engine {

/// What became of a request that changes something.
enum class Changed : std::uint8_t {
    yes,
    unchanged, ///< it was so already (status 304)
};

/// Sends a request whose answer has no body of interest. `reference` as for `checked`.
boost::asio::awaitable<std::expected<Changed, Problem>> change(std::shared_ptr<Client> client,
                                                               Request request, std::string reference);

} // namespace dockwright::engine
