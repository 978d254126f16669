#pragma once
#include "engine/transport.hpp"
#include <boost/asio/buffer.hpp>
#include <memory>

namespace dockwright::engine {

/// Reads what is there. A cancellation that came since the last wait of this coroutine ends it at once: a
/// signal reaches only what waits when it is given, so that one between two waits would be lost.
boost::asio::awaitable<Transfer> read_once(std::shared_ptr<Transport> transport,
                                           boost::asio::mutable_buffer into);

} // namespace dockwright::engine
