#include "engine/client.hpp"
#include "engine/connect.hpp"
#include "engine/exchange.hpp"
#include <utility>

namespace dockwright::engine {
namespace {

/// As many as requests run at once; more would only be closed by the engine.
constexpr std::size_t most_idle = 8;

/// May be sent again when it is unknown whether the engine has seen it.
bool is_harmless(Method method) {
    return method == Method::get || method == Method::head;
}

} // namespace

Client::Client(boost::asio::any_io_executor executor, Endpoint endpoint, Limits limits,
               std::optional<boost::asio::any_io_executor> pool)
    : executor_(std::move(executor)), endpoint_(std::move(endpoint)), limits_(limits),
      pool_(std::move(pool)) {}

boost::asio::awaitable<std::expected<Response, Problem>> send(std::shared_ptr<Client> client,
                                                              Request request) {
    while (true) {
        std::shared_ptr<Transport> transport;
        // What isn't harmless never risks a connection that the engine may be closing just now.
        const bool reused = !client->idle_.empty() && is_harmless(request.method);
        if (reused) {
            transport = std::move(client->idle_.back());
            client->idle_.pop_back();
        } else {
            auto fresh = co_await connect(client->executor_, client->endpoint_, client->limits_.connect,
                                          client->pool_);
            if (!fresh) {
                co_return std::unexpected(std::move(fresh.error()));
            }
            transport = std::move(*fresh);
        }
        Exchange done = co_await exchange(transport, client->endpoint_, request, client->limits_);
        if (reused && done.unanswered) {
            continue;
        }
        if (done.result && done.result->keep_alive && client->idle_.size() < most_idle) {
            client->idle_.push_back(std::move(transport));
        }
        co_return std::move(done.result);
    }
}

} // namespace dockwright::engine
