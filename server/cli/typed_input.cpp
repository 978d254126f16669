#include "cli/typed_input.hpp"
#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <thread>
#include <unistd.h>

namespace dockwright::cli {

namespace asio = boost::asio;

struct TypedInput::State {
    explicit State(asio::any_io_executor on) : executor(std::move(on)), arrived(executor) {}

    asio::any_io_executor executor;
    /// Waited for until something arrives; cancelled then.
    asio::steady_timer arrived;
    std::string bytes;
    bool has_arrived = false;
    bool closed = false;
    /// A byte in it asks the thread to read once; its end ends the thread.
    std::array<int, 2> demand{-1, -1};
    std::thread thread;
};

namespace {

constexpr std::size_t piece_size = std::size_t{64} * 1024;

/// Waits for bytes; false if the thread is to end.
bool readable(int descriptor, int demand) {
    std::array<pollfd, 2> waited{
        {{.fd = descriptor, .events = POLLIN, .revents = 0}, {.fd = demand, .events = POLLIN, .revents = 0}}};
    while (::poll(waited.data(), waited.size(), -1) < 0) {
        if (errno != EINTR) {
            return false;
        }
    }
    return waited[1].revents == 0;
}

bool asked(int demand) {
    char byte = 0;
    ssize_t count = 0;
    do {
        count = ::read(demand, &byte, 1);
    } while (count < 0 && errno == EINTR);
    return count == 1;
}

std::string read_once(int descriptor) {
    std::string bytes(piece_size, '\0');
    ssize_t count = 0;
    do {
        count = ::read(descriptor, bytes.data(), bytes.size());
    } while (count < 0 && errno == EINTR);
    bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return bytes;
}

} // namespace

TypedInput::TypedInput(asio::any_io_executor executor, int descriptor)
    : state_(std::make_shared<State>(std::move(executor))) {
    if (::pipe2(state_->demand.data(), O_CLOEXEC) != 0) {
        state_->closed = true;
        return;
    }
    // The thread is joined by the destructor, so a plain pointer outlives it; what it posts holds the state.
    const std::weak_ptr<State> weak = state_;
    state_->thread = std::thread([weak, descriptor, demand = state_->demand[0], executor = state_->executor] {
        while (asked(demand) && readable(descriptor, demand)) {
            std::string bytes = read_once(descriptor);
            asio::post(executor, [weak, bytes = std::move(bytes)]() mutable {
                if (const std::shared_ptr<State> state = weak.lock()) {
                    state->bytes = std::move(bytes);
                    state->has_arrived = true;
                    state->arrived.cancel();
                }
            });
        }
    });
}

void TypedInput::close() {
    state_->closed = true;
    state_->arrived.cancel();
}

TypedInput::~TypedInput() {
    close();
    if (state_->thread.joinable()) {
        ::close(state_->demand[1]);
        state_->thread.join();
        ::close(state_->demand[0]);
    }
}

asio::awaitable<std::string> next(std::shared_ptr<TypedInput> input) {
    const std::shared_ptr<TypedInput::State> state = input->state_;
    const char demand = 'n';
    if (state->closed || ::write(state->demand[1], &demand, 1) != 1) {
        co_return std::string();
    }
    while (!state->has_arrived && !state->closed) {
        state->arrived.expires_at(asio::steady_timer::time_point::max());
        boost::system::error_code ec;
        co_await state->arrived.async_wait(asio::redirect_error(asio::use_awaitable, ec));
        if (ec && !state->has_arrived) {
            state->closed = true;
        }
    }
    state->has_arrived = false;
    co_return std::exchange(state->bytes, {});
}

} // namespace dockwright::cli
