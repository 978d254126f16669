#include "engine/open.hpp"
#include "base/message.hpp"
#include "engine/calls/ping.hpp"
#include "engine/on_pool.hpp"
#include "engine/problems.hpp"
#include <utility>

namespace dockwright::engine {
namespace {

using Opened = std::expected<std::shared_ptr<Client>, Problem>;

boost::asio::awaitable<std::expected<Spoken, Problem>>
try_endpoint(boost::asio::any_io_executor executor, Endpoint endpoint, std::string pinned, Limits limits) {
    if (endpoint.source == Source::probe) {
        limits.connect = limits.probe;
        limits.request = limits.probe;
    }
    const auto client = std::make_shared<Client>(std::move(executor), std::move(endpoint), limits);
    co_return co_await ping(client, std::move(pinned));
}

Problem none_found(Problem first, std::size_t tried) {
    if (tried > 1 && first.kind == problem_kind::not_there) {
        first.message += message(", nor at any of {} other well-known places", {std::to_string(tried - 1)});
    }
    return first;
}

} // namespace

boost::asio::awaitable<Opened> open_engine(boost::asio::any_io_executor executor, Plan plan, Limits limits,
                                           std::optional<boost::asio::any_io_executor> pool) {
    std::optional<Problem> why;
    for (const Endpoint& endpoint : plan.candidates) {
        std::expected<Spoken, Problem> spoken =
            co_await try_endpoint(executor, endpoint, plan.pinned_version, limits);
        if (spoken) {
            auto client = std::make_shared<Client>(executor, endpoint, limits, pool);
            client->set_spoken(*spoken);
            co_return client;
        }
        if (!why ||
            (why->kind == problem_kind::not_there && spoken.error().kind != problem_kind::not_there)) {
            why = std::move(spoken.error());
        }
    }
    if (!why) {
        co_return std::unexpected(Problem{.kind = problem_kind::not_there,
                                          .message = "no container engine is named",
                                          .next_step = "Name an engine's socket in DOCKER_HOST"});
    }
    co_return std::unexpected(none_found(std::move(*why), plan.candidates.size()));
}

boost::asio::awaitable<Opened> find_engine(boost::asio::any_io_executor executor, Choice choice,
                                           Environment environment, Limits limits,
                                           std::optional<boost::asio::any_io_executor> pool) {
    std::function<std::expected<Plan, Problem>()> planning = [choice = std::move(choice),
                                                              environment = std::move(environment)] {
        return plan_endpoints(choice, environment);
    };
    auto plan = co_await on_pool<std::expected<Plan, Problem>>(pool, std::move(planning));
    if (!plan) {
        co_return std::unexpected(std::move(plan.error()));
    }
    co_return co_await open_engine(std::move(executor), std::move(*plan), limits, std::move(pool));
}

} // namespace dockwright::engine
