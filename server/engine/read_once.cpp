#include "engine/read_once.hpp"
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>

namespace dockwright::engine {

namespace asio = boost::asio;

asio::awaitable<Transfer> read_once(std::shared_ptr<Transport> transport, asio::mutable_buffer into) {
    const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() != asio::cancellation_type::none) {
        co_return std::unexpected(boost::system::error_code(asio::error::operation_aborted));
    }
    co_return co_await transport->read_some(into);
}

} // namespace dockwright::engine
