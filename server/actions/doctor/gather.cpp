#include "actions/doctor/gather.hpp"
#include "actions/doctor/machine.hpp"
#include "actions/on_machine.hpp"
#include "actions/owner.hpp"
#include "base/message.hpp"
#include "engine/calls/list_containers.hpp"
#include "engine/calls/system_info.hpp"
#include "engine/calls/version.hpp"
#include "engine/open.hpp"
#include "engine/problems.hpp"
#include "host/engine_facts.hpp"
#include <boost/asio/this_coro.hpp>
#include <utility>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Pool = std::optional<asio::any_io_executor>;

void note_problem(host::EngineFacts& facts, const Problem& problem) {
    facts.reachable = false;
    facts.problem = problem.message;
    facts.problem_kind = problem.kind;
    facts.problem_next_step = problem.next_step;
}

/// `train of ada (pytorch/pytorch:2.8.0)`
std::string described(const engine::ContainerSummary& container) {
    const std::string_view name = container.names.empty() ? container.id : container.names.front();
    const Owner owner = owner_of(container.labels, container.mounts);
    const std::string of =
        owner.by == OwnerBy::unknown ? std::string() : message(" of {}", {owner_words(owner)});
    return message("{}{} ({})",
                   {printable(name.substr(name.starts_with('/') ? 1 : 0)), of, printable(container.image)});
}

/// The person can't have meant that an SSH login fails twice: what ssh itself says ends it.
bool is_of_ssh(const Problem& problem) {
    return problem.kind.starts_with("ssh-") && problem.kind != "ssh-no-engine-client";
}

struct Looked {
    std::shared_ptr<host::Facts> facts;
    std::optional<Problem> problem; ///< the machine could not be asked
};

asio::awaitable<Looked> look(engine::Endpoint endpoint, std::shared_ptr<host::Facts> facts, Pool pool) {
    Looked looked{.facts = facts, .problem = {}};
    if (facts->reach == host::Reach::engine) {
        co_return looked;
    }
    auto seen = co_await machine_facts(std::move(endpoint), *facts, std::move(pool));
    if (seen) {
        *facts = std::move(*seen);
    } else {
        looked.problem = std::move(seen.error());
    }
    co_return looked;
}

} // namespace

asio::awaitable<void> add_engine(std::shared_ptr<engine::Client> client, std::shared_ptr<host::Facts> facts) {
    facts->engine.podman = client->spoken().podman;
    facts->engine.api = to_string(client->spoken().version);
    const auto info = co_await engine::system_info(client);
    if (!info) {
        note_problem(facts->engine, info.error());
        co_return;
    }
    const auto version = co_await engine::version(client);
    facts->engine =
        host::engine_facts(*info, version ? *version : engine::Version(), std::move(facts->engine));
    if (facts->reach == host::Reach::local && is_elsewhere(*info)) {
        facts->reach = host::Reach::engine;
    }
    if (facts->reach == host::Reach::engine) {
        host::add_machine(*info, *facts);
    }
    const auto listed = co_await engine::list_containers(client);
    if (!listed) {
        co_return;
    }
    for (const engine::ContainerSummary& container : *listed) {
        if (container.state == "running" || container.state == "paused") {
            facts->running_containers.push_back(described(container));
        }
    }
}

asio::awaitable<std::expected<Gathered, Problem>>
gather(engine::Choice choice, engine::Environment environment, Pool pool, OnProgress progress) {
    auto plan = engine::plan_endpoints(choice, environment);
    if (!plan) {
        co_return std::unexpected(std::move(plan.error()));
    }
    Gathered out{.facts = {}, .client = nullptr, .endpoint = plan->candidates.front()};
    tell(progress, {.what = "Asking the container engine", .line = {}});
    auto opened = co_await engine::open_engine(co_await asio::this_coro::executor, std::move(*plan),
                                               engine::Limits(), pool);
    const auto facts = std::make_shared<host::Facts>();
    if (opened) {
        out.client = *opened;
        out.endpoint = out.client->endpoint();
    } else if (opened.error().kind == engine::problem_kind::cancelled || is_of_ssh(opened.error())) {
        co_return std::unexpected(std::move(opened.error()));
    } else {
        note_problem(facts->engine, opened.error());
    }
    facts->name = out.endpoint.name;
    facts->reach = reach_of(out.endpoint);
    if (out.client) {
        co_await add_engine(out.client, facts);
    }
    tell(progress, {.what = "Looking at the machine", .line = {}});
    Looked looked = co_await look(out.endpoint, facts, std::move(pool));
    const bool nothing_seen = looked.problem || facts->reach == host::Reach::engine;
    if (!out.client && nothing_seen) {
        co_return std::unexpected(looked.problem ? std::move(*looked.problem) : std::move(opened.error()));
    }
    out.facts = std::move(*facts);
    co_return out;
}

} // namespace dockwright::actions
