#include "engine/deadline.hpp"
#include "engine/transport.hpp"
#include <boost/asio/steady_timer.hpp>

namespace dockwright::engine {

struct Deadline::State {
    boost::asio::steady_timer timer;
    /// Null once the deadline is gone: a handler that was already queued then does nothing.
    Transport* transport = nullptr;
    bool passed = false;
};

Deadline::Deadline(Transport& transport, std::chrono::milliseconds limit)
    : state_(std::make_shared<State>(
          State{.timer = boost::asio::steady_timer(transport.executor(), limit), .transport = &transport})) {
    if (limit == std::chrono::milliseconds(0)) {
        return;
    }
    state_->timer.async_wait([state = state_](const boost::system::error_code& ec) {
        if (!ec && state->transport != nullptr) {
            state->passed = true;
            state->transport->close();
        }
    });
}

Deadline::~Deadline() {
    state_->transport = nullptr;
    state_->timer.cancel();
}

bool Deadline::passed() const {
    return state_->passed;
}

} // namespace dockwright::engine
