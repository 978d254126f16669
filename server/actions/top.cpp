#include "actions/top.hpp"
#include "actions/containers.hpp"
#include "actions/top_gpus.hpp"
#include "engine/calls/container_stats.hpp"
#include "engine/calls/list_containers.hpp"
#include "engine/gather.hpp"
#include "engine/open.hpp"
#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Failure = std::optional<Problem>;

/// More are not asked for their figures in a round; those with GPUs come first.
constexpr std::size_t most_measured = 100;
constexpr std::chrono::milliseconds soonest_retry{2000};

asio::awaitable<void> wait(std::chrono::milliseconds time) {
    asio::steady_timer timer(co_await asio::this_coro::executor, time);
    co_await timer.async_wait(asio::use_awaitable);
}

struct Figures {
    std::optional<engine::StatsSample> earlier;
    std::optional<engine::StatsFigures> shown;
    bool has_rate = false;
};

/// Of one connection to an engine.
struct Round {
    std::shared_ptr<engine::Client> client;
    std::map<std::string, SeenContainer> seen;
    std::map<std::string, Figures> figures;
    std::vector<std::string> order;
};

asio::awaitable<void> measure(std::shared_ptr<Round> round, std::size_t index) {
    std::string id = round->order[index];
    const auto stats = co_await engine::container_stats(round->client, id);
    if (!stats) {
        co_return; // ended meanwhile; a lost engine shows at the next list
    }
    Figures& figures = round->figures[id];
    const engine::StatsSample now = sample_of(*stats);
    figures.shown = engine::stats_figures(figures.earlier.value_or(engine::StatsSample()), now);
    figures.has_rate = figures.earlier.has_value();
    figures.earlier = now;
}

void show(TopEngine& into, const Round& round, const MachineLoad& load, const TopOptions& options) {
    std::vector<ContainerRow> rows;
    rows.reserve(round.seen.size());
    for (const auto& [id, container] : round.seen) {
        rows.push_back(row_of(container, round.client->endpoint()));
    }
    sort_rows(rows);
    into.containers.clear();
    for (ContainerRow& row : rows) {
        const SeenContainer& seen = round.seen.at(row.id);
        if (options.gpu_only && row.gpu.access == engine::GpuAccess::no) {
            continue;
        }
        TopContainer one{.row = row,
                         .owner = owner_of(seen.summary.labels, seen.summary.mounts),
                         .held = held_by(row.id, load)};
        const auto figures = round.figures.find(row.id);
        const std::optional<engine::StatsFigures> shown =
            figures == round.figures.end() ? std::nullopt : figures->second.shown;
        if (shown) {
            one.memory = shown->memory_used;
            one.memory_limit = shown->memory_limit;
            one.cpu_percent = figures->second.has_rate ? std::optional(shown->cpu_percent) : std::nullopt;
        }
        into.containers.push_back(std::move(one));
    }
}

/// The running ones: new ones are inspected, gone ones forgotten.
asio::awaitable<Failure> see(std::shared_ptr<Round> round) {
    auto listed = co_await engine::list_containers_up(round->client);
    if (!listed) {
        co_return std::move(listed.error());
    }
    std::map<std::string, SeenContainer> still;
    std::vector<engine::ContainerSummary> fresh;
    for (engine::ContainerSummary& summary : *listed) {
        if (summary.state != "running" && summary.state != "paused") {
            continue;
        }
        const auto known = round->seen.find(summary.id);
        if (known == round->seen.end()) {
            fresh.push_back(std::move(summary));
        } else {
            SeenContainer& one = still[summary.id] = std::move(known->second);
            one.summary = std::move(summary);
        }
    }
    auto inspected = co_await inspect_all(round->client, std::move(fresh));
    if (!inspected) {
        co_return std::move(inspected.error());
    }
    for (SeenContainer& one : *inspected) {
        std::string id = one.summary.id;
        still.emplace(std::move(id), std::move(one));
    }
    round->seen = std::move(still);
    std::erase_if(round->figures, [&](const auto& entry) { return !round->seen.contains(entry.first); });
    co_return std::nullopt;
}

asio::awaitable<Failure> look(std::shared_ptr<Round> round) {
    if (Failure failure = co_await see(round)) {
        co_return failure;
    }
    std::vector<ContainerRow> rows;
    for (const auto& [id, container] : round->seen) {
        rows.push_back(row_of(container, round->client->endpoint()));
    }
    sort_rows(rows);
    round->order.clear();
    for (const ContainerRow& row : rows) {
        if (round->order.size() < most_measured) {
            round->order.push_back(row.id);
        }
    }
    std::function<asio::awaitable<void>(std::size_t)> measuring = [round](std::size_t index) {
        return measure(round, index);
    };
    co_await engine::for_each_bounded(round->order.size(),
                                      asked_at_once(round->client->endpoint(), round->order.size()),
                                      std::move(measuring));
    co_return std::nullopt;
}

/// Until the engine fails.
asio::awaitable<Problem> follow(std::shared_ptr<Watching> watching, std::shared_ptr<engine::Client> client) {
    const auto round = std::make_shared<Round>();
    round->client = client;
    TopEngine& into = watching->into();
    while (true) {
        if (Failure failure = co_await look(round)) {
            co_return std::move(*failure);
        }
        std::vector<std::string> with_gpus;
        for (const auto& [id, container] : round->seen) {
            if (container.gpu.access != engine::GpuAccess::no) {
                with_gpus.push_back(id);
            }
        }
        MachineLoad load = watching->load;
        watching->load = co_await place_by_engine(client, std::move(load), std::move(with_gpus));
        show(into, *round, watching->load, watching->options);
        into.state = TopState::answered;
        into.problem.reset();
        ++into.rounds;
        // Rates need a second look: that one comes soon.
        constexpr std::chrono::milliseconds soon{700};
        co_await wait(into.rounds == 1 ? std::min(watching->options.interval, soon)
                                       : watching->options.interval);
    }
}

asio::awaitable<void> watch_containers(std::shared_ptr<Watching> watching) {
    while (true) {
        const auto executor = co_await asio::this_coro::executor;
        engine::Choice choice = watching->engine().choice;
        engine::Environment environment = watching->options.environment;
        auto client = co_await engine::find_engine(executor, std::move(choice), std::move(environment),
                                                   engine::Limits(), std::nullopt);
        std::optional<Problem> problem;
        if (client) {
            watching->found(*client);
            problem = co_await follow(watching, *client);
        } else {
            problem = std::move(client.error());
        }
        TopEngine& into = watching->into();
        into.problem = std::move(problem);
        into.state = TopState::failed;
        ++into.rounds;
        co_await wait(std::max(watching->options.interval, soonest_retry));
    }
}

struct All {
    std::vector<std::shared_ptr<Watching>> watchings;
};

/// Two for each engine.
asio::awaitable<void> watch_one(std::shared_ptr<All> all, std::size_t index) {
    std::shared_ptr<Watching> watching = all->watchings[index / 2];
    return index % 2 == 0 ? watch_containers(std::move(watching)) : watch_gpus(std::move(watching));
}

} // namespace

std::string_view name(TopState state) {
    switch (state) {
    case TopState::connecting: return "connecting";
    case TopState::answered: return "answered";
    case TopState::failed: break;
    }
    return "failed";
}

engine::StatsSample sample_of(const engine::Stats& stats) {
    const auto count = [](double value) { return value > 0 ? static_cast<std::uint64_t>(value) : 0; };
    engine::StatsSample out;
    if (stats.cpu_stats) {
        out.cpu_system = count(stats.cpu_stats->system_cpu_usage);
        out.online_cpus =
            stats.cpu_stats->online_cpus > 0 ? static_cast<std::uint64_t>(stats.cpu_stats->online_cpus) : 0;
        if (stats.cpu_stats->cpu_usage) {
            out.cpu_total = count(stats.cpu_stats->cpu_usage->total_usage);
            out.percpu_count = stats.cpu_stats->cpu_usage->percpu_usage.size();
        }
    }
    if (stats.memory_stats) {
        out.memory_usage = count(stats.memory_stats->usage);
        out.memory_limit = count(stats.memory_stats->limit);
        const auto& more = stats.memory_stats->stats;
        if (const auto found = more.find("total_inactive_file"); found != more.end()) {
            out.total_inactive_file = count(found->second);
        }
        if (const auto found = more.find("inactive_file"); found != more.end()) {
            out.inactive_file = count(found->second);
        }
    }
    return out;
}

asio::awaitable<void> watch(std::shared_ptr<TopSnapshot> snapshot, TopOptions options) {
    snapshot->engines.clear();
    const auto all = std::make_shared<All>();
    for (const NamedEngine& engine : options.engines) {
        TopEngine one;
        one.name = engine.name;
        one.host = engine.host;
        snapshot->engines.push_back(std::move(one));
    }
    for (std::size_t i = 0; i < options.engines.size(); ++i) {
        const auto watching = std::make_shared<Watching>();
        watching->snapshot = snapshot;
        watching->index = i;
        watching->options = options;
        all->watchings.push_back(watching);
    }
    std::function<asio::awaitable<void>(std::size_t)> each = [all](std::size_t index) {
        return watch_one(all, index);
    };
    co_await engine::for_each_bounded(2 * all->watchings.size(), 2 * all->watchings.size(), std::move(each));
}

} // namespace dockwright::actions
