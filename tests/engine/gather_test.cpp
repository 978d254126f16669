#include "engine/gather.hpp"
#include "support/scripted_engine_run.hpp"
#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>
#include <stdexcept>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using Work = std::function<asio::awaitable<void>(std::size_t)>;

struct Tally {
    std::size_t running = 0;
    std::size_t most = 0;
    std::vector<std::size_t> done;
    std::size_t unwound = 0;
};

/// Counts itself out however it ends.
struct Running {
    Tally& tally;
    explicit Running(Tally& of) : tally(of) { tally.most = std::max(tally.most, ++tally.running); }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() {
        --tally.running;
        ++tally.unwound;
    }
};

asio::awaitable<void> some_turns(Tally* tally, std::size_t index) {
    const Running running(*tally);
    for (std::size_t i = 0; i < 3 + index % 2; ++i) {
        co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
    }
    if (index == 7) {
        throw std::runtime_error("seven");
    }
    tally->done.push_back(index);
}

asio::awaitable<void> for_ever(Tally* tally) {
    const Running running(*tally);
    asio::steady_timer never(co_await asio::this_coro::executor, asio::steady_timer::time_point::max());
    co_await never.async_wait(asio::use_awaitable);
}

/// Takes back what it did when it is cancelled, which takes a moment.
asio::awaitable<void> for_ever_and_clean_up(Tally* tally) {
    const Running running(*tally);
    co_await asio::this_coro::throw_if_cancelled(false);
    asio::steady_timer timer(co_await asio::this_coro::executor, asio::steady_timer::time_point::max());
    co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    timer.expires_after(std::chrono::milliseconds(5));
    co_await timer.async_wait(asio::use_awaitable);
    tally->done.push_back(0);
}

asio::awaitable<bool> gather(Tally* tally, std::size_t count, std::size_t at_once) {
    Work work = [tally](std::size_t index) { return some_turns(tally, index); };
    co_await for_each_bounded(count, at_once, std::move(work));
    co_return true;
}

asio::awaitable<void> gather_for_ever(Tally* tally) {
    Work work = [tally](std::size_t) { return for_ever(tally); };
    co_await for_each_bounded(5, 3, std::move(work));
}

asio::awaitable<void> gather_and_count(Tally* tally, std::size_t* seen) {
    Work work = [tally](std::size_t) { return for_ever_and_clean_up(tally); };
    try {
        co_await for_each_bounded(5, 3, std::move(work));
    } catch (const boost::system::system_error&) {
        *seen = tally->done.size();
        throw;
    }
}

TEST(BoundedWork, DoesAllOfItWithNoMoreAtOnceThanAllowed) {
    for (const std::size_t count : {0U, 1U, 3U, 7U}) {
        asio::io_context loop(1);
        Tally tally;
        EXPECT_TRUE(testing::run_to_end(loop, gather(&tally, count, 3)));
        std::ranges::sort(tally.done);
        ASSERT_EQ(tally.done.size(), count);
        for (std::size_t i = 0; i < count; ++i) {
            EXPECT_EQ(tally.done[i], i);
        }
        EXPECT_EQ(tally.most, std::min<std::size_t>(count, 3));
    }
}

TEST(BoundedWork, ThrowsWhatOneThrowsAfterTheOthersHaveEnded) {
    asio::io_context loop(1);
    Tally tally;
    EXPECT_THROW(testing::run_to_end(loop, gather(&tally, 20, 3)), std::runtime_error);
    EXPECT_EQ(tally.running, 0U);
    EXPECT_LT(tally.done.size(), 11U) << "nothing new is begun after the failure";
}

TEST(BoundedWork, IsAllCancelledTogether) {
    asio::io_context loop(1);
    Tally tally;
    asio::cancellation_signal signal;
    bool threw = false;
    asio::co_spawn(loop, gather_for_ever(&tally),
                   asio::bind_cancellation_slot(signal.slot(), [&threw](const std::exception_ptr& failure) {
                       threw = failure != nullptr;
                   }));
    loop.poll();
    EXPECT_EQ(tally.running, 3U);
    signal.emit(asio::cancellation_type::terminal);
    loop.run();
    EXPECT_TRUE(threw);
    EXPECT_EQ(tally.running, 0U);
    EXPECT_EQ(tally.unwound, 3U);
}

// What the work points to may be the caller's own, and gone with it.
TEST(BoundedWork, ThatIsCancelledEndsBeforeItsCallerGoesOn) {
    asio::io_context loop(1);
    Tally tally;
    std::size_t seen = 0;
    asio::cancellation_signal signal;
    bool threw = false;
    asio::co_spawn(loop, gather_and_count(&tally, &seen),
                   asio::bind_cancellation_slot(signal.slot(), [&threw](const std::exception_ptr& failure) {
                       threw = failure != nullptr;
                   }));
    loop.poll();
    signal.emit(asio::cancellation_type::terminal);
    loop.run();
    EXPECT_TRUE(threw);
    EXPECT_EQ(seen, 3U);
}

} // namespace
} // namespace dockwright::engine
