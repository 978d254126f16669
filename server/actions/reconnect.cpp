#include "actions/reconnect.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <array>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <string_view>

namespace dockwright::actions {

bool may_come_back(const Problem& problem) {
    using namespace engine::problem_kind;
    constexpr std::array<std::string_view, 6> kinds = {connection_lost, stale_socket,    not_there,
                                                       timed_out,       request_refused, tls_failed};
    return std::ranges::find(kinds, problem.kind) != kinds.end();
}

void Retry::answered() {
    lost_at_.reset();
    pause_ = shortest;
}

bool Retry::lost() {
    const auto now = std::chrono::steady_clock::now();
    lost_at_ = lost_at_.value_or(now);
    return now - *lost_at_ <= patience_;
}

boost::asio::awaitable<void> Retry::wait(boost::asio::any_io_executor executor) {
    boost::asio::steady_timer timer(executor, pause_);
    boost::system::error_code ec;
    co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ec));
    pause_ = std::min(pause_ * 2, longest);
}

} // namespace dockwright::actions
