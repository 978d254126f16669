#pragma once
#include "engine/transport.hpp"
#include <memory>
#include <string>

namespace dockwright::engine {

/// Writes all of it; the error of the system if that fails, `operation_aborted` where this was cancelled.
boost::asio::awaitable<boost::system::error_code> write_all(std::shared_ptr<Transport> transport,
                                                            std::string bytes);

} // namespace dockwright::engine
