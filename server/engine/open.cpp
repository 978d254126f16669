#include "engine/open.hpp"
#include "base/message.hpp"
#include "engine/calls/ping.hpp"
#include "engine/on_pool.hpp"
#include "engine/problems.hpp"
#include "engine/ssh_problem.hpp"
#include <algorithm>
#include <utility>

namespace dockwright::engine {
namespace {

using Opened = std::expected<std::shared_ptr<Client>, Problem>;

boost::asio::awaitable<std::expected<Spoken, Problem>> try_endpoint(std::shared_ptr<Client> client,
                                                                    std::string pinned) {
    std::expected<Spoken, Problem> spoken = co_await ping(client, pinned);
    const auto* const ssh = std::get_if<SshAddress>(&client->endpoint().address);
    if (!spoken && ssh != nullptr && spoken.error().kind == ssh_problem_kind::no_client) {
        SshAddress other = *ssh;
        other.client = RemoteClient::podman;
        client->set_address(other);
        const std::expected<Spoken, Problem> again = co_await ping(client, pinned);
        if (again) {
            co_return again;
        }
    }
    co_return spoken;
}

/// A well-known socket is only tried; over SSH the login takes longer than any answer.
Limits limits_for(const Endpoint& endpoint, Limits limits) {
    if (endpoint.source == Source::probe) {
        limits.connect = limits.probe;
        limits.request = limits.probe;
    }
    if (std::holds_alternative<SshAddress>(endpoint.address)) {
        limits.request = std::max(limits.request, limits.login);
    }
    return limits;
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
        const auto client = std::make_shared<Client>(executor, endpoint, limits_for(endpoint, limits), pool);
        std::expected<Spoken, Problem> spoken = co_await try_endpoint(client, plan.pinned_version);
        if (spoken) {
            client->set_spoken(*spoken);
            client->set_limits(limits);
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
