#include "actions/top_gpus.hpp"
#include "actions/on_machine.hpp"
#include "base/message.hpp"
#include "engine/child.hpp"
#include "engine/gather.hpp"
#include "host/machine_program.hpp"
#include "host/nvidia_smi_csv.hpp"
#include "host/nvidia_smi_loop.hpp"
#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;

/// Of a line of history; more than any terminal is wide.
constexpr std::size_t longest_history = 240;
constexpr std::chrono::milliseconds before_another_try{5000};
/// Processes come and go less often than loads change, and cost a program each time.
constexpr std::chrono::milliseconds between_processes{4000};
constexpr std::chrono::milliseconds limit{20000};

asio::awaitable<void> wait(std::chrono::milliseconds time) {
    asio::steady_timer timer(co_await asio::this_coro::executor, time);
    co_await timer.async_wait(asio::use_awaitable);
}

void put(Watching& watching, const std::vector<host::GpuLoad>& loads) {
    TopEngine& into = watching.into();
    into.gpus = with_loads(std::move(into.gpus), loads);
    for (TopGpu& gpu : into.gpus) {
        const auto known = std::ranges::find(watching.load.gpus, gpu.load.uuid, &host::Gpu::uuid);
        if (known != watching.load.gpus.end()) {
            gpu.name = known->name;
        }
    }
    watching.load.loads = loads;
}

/// Who holds memory, and at first which GPUs there are.
asio::awaitable<bool> ask(std::shared_ptr<Watching> watching) {
    MachineLoad load = co_await ask_load(watching->client, limit);
    const bool first = !watching->load.answered;
    watching->into().gpu_problem = load.problem;
    if (!load.answered) {
        co_return false;
    }
    const std::vector<host::GpuLoad> loads = load.loads;
    watching->load = std::move(load);
    if (first) {
        put(*watching, loads);
    }
    co_return true;
}

/// One nvidia-smi for as long as it goes on.
asio::awaitable<void> follow_loads(std::shared_ptr<Watching> watching) {
    const auto executor = co_await asio::this_coro::executor;
    std::vector<std::string> words(host::load_question.begin(), host::load_question.end());
    words.insert(words.end(), {"-lms", std::to_string(watching->options.interval.count())});
    auto call = co_await host::program_at(executor, watching->client->endpoint().address, std::move(words),
                                          watching->client->pool());
    if (!call) {
        watching->into().gpu_problem = std::move(call.error());
        co_return;
    }
    auto started = engine::Child::start(executor, *call);
    if (!started) {
        watching->into().gpu_problem = std::move(started.error());
        co_return;
    }
    const std::shared_ptr<engine::Child> child = std::move(*started);
    host::LoadRounds rounds(watching->load.gpus.size());
    std::array<char, 16384> piece{};
    while (true) {
        const auto [ec, size] = co_await child->stream().async_read_some(asio::buffer(piece),
                                                                         asio::as_tuple(asio::use_awaitable));
        if (ec || size == 0) {
            break;
        }
        for (const auto& loads : rounds.feed(std::string_view(piece.data(), size))) {
            put(*watching, loads);
        }
    }
    const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() == asio::cancellation_type::none && !rounds.words().empty()) {
        watching->into().gpu_problem =
            Problem{.kind = "gpus-not-answering",
                    .message = message("the GPUs don't answer any more: {}", {rounds.words()}),
                    .next_step = "Ask what is wrong: dockwright doctor"};
    }
}

asio::awaitable<void> follow_processes(std::shared_ptr<Watching> watching) {
    while (true) {
        co_await wait(std::max(between_processes, watching->options.interval));
        co_await ask(watching);
    }
}

asio::awaitable<void> keep_loads(std::shared_ptr<Watching> watching) {
    while (true) {
        co_await follow_loads(watching);
        co_await wait(before_another_try);
    }
}

asio::awaitable<void> half(std::shared_ptr<Watching> watching, std::size_t index) {
    return index == 0 ? keep_loads(std::move(watching)) : follow_processes(std::move(watching));
}

} // namespace

std::vector<TopGpu> with_loads(std::vector<TopGpu> gpus, const std::vector<host::GpuLoad>& loads) {
    std::vector<TopGpu> out;
    for (const host::GpuLoad& load : loads) {
        TopGpu one;
        const auto known =
            std::ranges::find_if(gpus, [&](const TopGpu& gpu) { return gpu.load.uuid == load.uuid; });
        if (known != gpus.end()) {
            one = std::move(*known);
        }
        one.load = load;
        if (load.utilization) {
            one.history.push_back(*load.utilization);
        }
        if (one.history.size() > longest_history) {
            one.history.erase(one.history.begin());
        }
        out.push_back(std::move(one));
    }
    return out;
}

asio::awaitable<void> watch_gpus(std::shared_ptr<Watching> watching) {
    constexpr std::chrono::milliseconds soon{50};
    while (!watching->client) {
        co_await wait(soon);
    }
    if (!host::runs_programs(watching->client->endpoint().address)) {
        co_return;
    }
    if (auto elsewhere = co_await look_where(watching->client)) {
        watching->into().gpu_problem = std::move(elsewhere);
        co_return;
    }
    while (!co_await ask(watching)) {
        co_await wait(before_another_try);
    }
    std::function<asio::awaitable<void>(std::size_t)> halves = [watching](std::size_t index) {
        return half(watching, index);
    };
    co_await engine::for_each_bounded(2, 2, std::move(halves));
}

} // namespace dockwright::actions
