#include "actions/cancelling.hpp"
#include "engine/problems.hpp"
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/this_coro.hpp>

namespace dockwright::actions {

namespace asio = boost::asio;

asio::awaitable<void> take_back_by_myself() {
    co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
    co_await asio::this_coro::throw_if_cancelled(false);
}

asio::awaitable<bool> was_cancelled() {
    const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
    co_return state.cancelled() != asio::cancellation_type::none;
}

asio::awaitable<void> no_more_interruptions() {
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
}

Problem cancelled_by_person() {
    return {.kind = engine::problem_kind::cancelled, .message = "it was cancelled", .next_step = {}};
}

} // namespace dockwright::actions
