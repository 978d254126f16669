#include "rpc/connection.hpp"
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <poll.h>

namespace asio = boost::asio;

namespace dockwright::rpc {
namespace {

constexpr std::size_t chunk_size = 64U << 10U;
/// With this much unwritten, nothing more is read until the peer has taken some.
constexpr std::size_t queue_limit = 64U << 20U;
constexpr std::size_t kept_capacity = 1U << 20U;
constexpr auto tuple_awaitable = asio::as_tuple(asio::use_awaitable);

} // namespace

Connection::Connection(asio::io_context& context, int input, int output, Events events)
    : context_(context), input_(context, input), output_(context, output),
      written_(context, asio::steady_timer::time_point::max()), events_(std::move(events)),
      chunk_(chunk_size) {}

void Connection::start() {
    asio::co_spawn(context_, read(), asio::detached);
}

void Connection::send(std::string_view body) {
    if (deaf_) {
        return;
    }
    queue_.reserve(queue_.size() + body.size() + 64);
    queue_.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n").append(body);
    if (!writer_runs_) {
        writer_runs_ = true;
        asio::co_spawn(context_, write(), asio::detached);
    }
}

void Connection::close(std::move_only_function<void()> done) {
    closing_ = true;
    boost::system::error_code ignored;
    input_.cancel(ignored);
    asio::co_spawn(context_, finish(std::move(done)), asio::detached);
}

void Connection::end(std::string_view why) {
    if (!ended_ && !closing_) {
        ended_ = true;
        events_.ended(why);
    }
}

bool Connection::more_waits() {
    pollfd waiting{.fd = input_.native_handle(), .events = POLLIN, .revents = 0};
    return ::poll(&waiting, 1, 0) > 0 && (waiting.revents & POLLIN) != 0 && (waiting.revents & POLLHUP) == 0;
}

void Connection::hand_out() {
    while (!closing_ && !ended_) {
        const auto body = splitter_.next();
        if (!body) {
            end(describe(body.error()));
            return;
        }
        const std::optional<std::string_view>& whole = *body;
        if (!whole) {
            return;
        }
        events_.message(*whole);
    }
}

asio::awaitable<void> Connection::read() {
    while (!closing_ && !ended_) {
        co_await wait_for_room();
        const auto buffer = asio::buffer(chunk_);
        const auto [ec, size] = co_await input_.async_read_some(buffer, tuple_awaitable);
        if (closing_) {
            co_return;
        }
        if (ec) {
            const bool cut = splitter_.inside_message();
            end(ec != asio::error::eof ? ec.message() : cut ? "the input ended inside a message" : "");
            co_return;
        }
        splitter_.feed({chunk_.data(), size});
        hand_out();
        if (!closing_ && !ended_ && !more_waits()) {
            events_.idle();
        }
    }
}

asio::awaitable<void> Connection::write() {
    while (!queue_.empty()) {
        writing_.clear();
        if (writing_.capacity() > kept_capacity) {
            writing_.shrink_to_fit();
        }
        writing_.swap(queue_);
        const auto buffer = asio::buffer(writing_);
        const auto [ec, size] = co_await asio::async_write(output_, buffer, tuple_awaitable);
        written_.cancel();
        if (ec) {
            deaf_ = true;
            queue_.clear();
            end(ec.message());
            break;
        }
    }
    writer_runs_ = false;
    written_.cancel();
}

asio::awaitable<void> Connection::wait_for_room() {
    while (queue_.size() > queue_limit && !ended_ && !closing_) {
        co_await written_.async_wait(tuple_awaitable);
    }
}

asio::awaitable<void> Connection::finish(std::move_only_function<void()> done) {
    asio::steady_timer patience(context_, std::chrono::seconds(1));
    while (writer_runs_ && patience.expiry() > asio::steady_timer::clock_type::now()) {
        written_.expires_at(patience.expiry());
        co_await written_.async_wait(tuple_awaitable);
    }
    done();
}

} // namespace dockwright::rpc
