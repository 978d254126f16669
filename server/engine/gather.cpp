#include "engine/gather.hpp"
#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <memory>
#include <utility>
#include <vector>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;

/// Shared by the caller and the workers: a loop that is destroyed in the middle may destroy either first.
struct Gathering {
    std::function<asio::awaitable<void>(std::size_t)> work;
    std::size_t count = 0;
    std::size_t next = 0;
    std::size_t running = 0;
    std::exception_ptr failure;
    /// Never expires; cancelled when the last worker has ended.
    asio::steady_timer ended;
    std::vector<std::unique_ptr<asio::cancellation_signal>> signals;
};

asio::awaitable<void> worker(std::shared_ptr<Gathering> gathering) {
    while (gathering->next < gathering->count && !gathering->failure) {
        co_await gathering->work(gathering->next++);
    }
}

void worker_ended(Gathering& gathering, const std::exception_ptr& failure) {
    if (failure && !gathering.failure) {
        gathering.failure = failure;
    }
    if (--gathering.running == 0) {
        gathering.ended.cancel();
    }
}

void start_worker(const std::shared_ptr<Gathering>& gathering) {
    ++gathering->running;
    auto& signal = *gathering->signals.emplace_back(std::make_unique<asio::cancellation_signal>());
    asio::co_spawn(
        gathering->ended.get_executor(), worker(gathering),
        asio::bind_cancellation_slot(signal.slot(), [gathering](const std::exception_ptr& failure) {
            worker_ended(*gathering, failure);
        }));
}

} // namespace

asio::awaitable<void> for_each_bounded(std::size_t count, std::size_t at_once,
                                       std::function<asio::awaitable<void>(std::size_t)> work) {
    asio::steady_timer ended(co_await asio::this_coro::executor, asio::steady_timer::time_point::max());
    const auto gathering = std::make_shared<Gathering>(
        Gathering{.work = std::move(work), .count = count, .ended = std::move(ended), .signals = {}});
    for (std::size_t i = 0; i < std::min(count, at_once); ++i) {
        start_worker(gathering);
    }
    const bool throws = co_await asio::this_coro::throw_if_cancelled();
    co_await asio::this_coro::throw_if_cancelled(false); // not before the workers have ended
    bool cancelled = false;
    while (gathering->running > 0) {
        co_await gathering->ended.async_wait(asio::as_tuple(asio::use_awaitable));
        const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
        if (!cancelled && state.cancelled() != asio::cancellation_type::none) {
            cancelled = true;
            gathering->next = gathering->count;
            for (const auto& signal : gathering->signals) {
                signal->emit(asio::cancellation_type::terminal);
            }
        }
    }
    co_await asio::this_coro::throw_if_cancelled(throws);
    if (cancelled) {
        throw boost::system::system_error(asio::error::operation_aborted);
    }
    if (gathering->failure) {
        std::rethrow_exception(gathering->failure);
    }
}

} // namespace dockwright::engine
