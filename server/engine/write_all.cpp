#include "engine/write_all.hpp"
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>

namespace dockwright::engine {

boost::asio::awaitable<boost::system::error_code> write_all(std::shared_ptr<Transport> transport,
                                                            std::string bytes) {
    namespace asio = boost::asio;
    std::size_t written = 0;
    while (written < bytes.size()) {
        // One that was cancelled between two waits begins nothing more: a signal reaches only what waits.
        const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
        if (state.cancelled() != asio::cancellation_type::none) {
            co_return boost::system::error_code(asio::error::operation_aborted);
        }
        const boost::asio::const_buffer rest(bytes.data() + written, bytes.size() - written);
        const Transfer step = co_await transport->write_some(rest);
        if (!step) {
            co_return step.error();
        }
        written += *step;
    }
    co_return boost::system::error_code();
}

} // namespace dockwright::engine
