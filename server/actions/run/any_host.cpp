#include "actions/run/any_host.hpp"
#include "actions/bytes.hpp"
#include "actions/cancelling.hpp"
#include "actions/on_machine.hpp"
#include "actions/run/ground.hpp"
#include "actions/within.hpp"
#include "base/message.hpp"
#include "engine/calls/system_info.hpp"
#include "engine/gather.hpp"
#include "engine/open.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <charconv>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Looked = std::expected<HostLook, Problem>;

constexpr std::size_t most_gpus = 1024;

/// Free memory of the GPUs that nobody asked for, the most first.
std::vector<std::uint64_t> free_memory(const HostLook& look) {
    std::vector<std::uint64_t> out;
    for (const host::GpuLoad& gpu : look.gpus) {
        if (claimants(gpu, look.claims).empty()) {
            out.push_back(gpu.memory_free.value_or(0));
        }
    }
    std::ranges::sort(out, std::greater());
    return out;
}

std::string why_not(const HostLook& look, std::size_t wanted) {
    const std::string name = printable(look.engine.name);
    if (look.problem) {
        return message("not {}: {}", {name, look.problem->message});
    }
    if (look.gpus.empty()) {
        return message("not {}: no GPU is seen there", {name});
    }
    const auto free = free_memory(look);
    if (free.size() >= wanted) {
        return message("not {}: {} free at most", {name, bytes_text(free[wanted - 1])});
    }
    return free.empty() ? message("not {}: containers have asked for every GPU", {name})
                        : message("not {}: {} of {} GPUs are free",
                                  {name, std::to_string(free.size()), std::to_string(look.gpus.size())});
}

asio::awaitable<Looked> look_at(NamedEngine named, engine::Environment environment,
                                std::chrono::milliseconds limit) {
    HostLook look;
    engine::Limits limits;
    limits.login = std::max(limits.login, limit);
    const auto executor = co_await asio::this_coro::executor;
    auto client = co_await engine::find_engine(executor, std::move(named.choice), std::move(environment),
                                               limits, std::nullopt);
    if (!client) {
        co_return std::unexpected(std::move(client.error()));
    }
    const auto info = co_await engine::system_info(*client);
    if (!info) {
        co_return std::unexpected(info.error());
    }
    if (!reaches_machine((*client)->endpoint(), *info)) {
        co_return std::unexpected(machine_not_reached((*client)->endpoint()));
    }
    look.gpus = co_await gpus_there(*client, *info);
    if (look.gpus.empty()) {
        co_return look;
    }
    std::string runtime = info->default_runtime;
    auto claims = co_await running_claims(*client, std::move(runtime), std::string());
    if (!claims) {
        co_return std::unexpected(std::move(claims.error()));
    }
    look.claims = std::move(*claims);
    co_return look;
}

struct Looking {
    std::vector<HostLook> looks;
    engine::Environment environment;
    std::chrono::milliseconds limit;
};

asio::awaitable<void> look_at_one(std::shared_ptr<Looking> looking, std::size_t index) {
    HostLook& one = looking->looks[index];
    auto work = look_at(one.engine, looking->environment, looking->limit);
    auto answer = co_await within(looking->limit, std::move(work));
    if (answer && *answer) {
        one.gpus = std::move((*answer)->gpus);
        one.claims = std::move((*answer)->claims);
    } else if (answer) {
        one.problem = std::move(answer->error());
    } else {
        const std::string seconds = std::to_string(looking->limit.count() / 1000);
        one.problem = Problem{.kind = engine::problem_kind::timed_out,
                              .message = message("it did not answer within {} s", {seconds}),
                              .next_step = {}};
    }
}

} // namespace

std::size_t gpus_wanted(std::string_view request) {
    constexpr std::string_view free = "free:";
    if (request.starts_with(free)) {
        request.remove_prefix(free.size());
    }
    std::size_t count = 0;
    const char* const end = request.data() + request.size();
    const auto read = std::from_chars(request.data(), end, count);
    return read.ec == std::errc() && read.ptr == end ? std::clamp<std::size_t>(count, 1, most_gpus) : 1;
}

std::expected<HostChoice, Problem> choose_host(std::vector<HostLook> looks, std::size_t wanted) {
    const HostLook* best = nullptr;
    std::uint64_t most = 0;
    for (const HostLook& look : looks) {
        const auto free = look.problem ? std::vector<std::uint64_t>() : free_memory(look);
        if (free.size() >= wanted && (best == nullptr || free[wanted - 1] > most)) {
            best = &look;
            most = free[wanted - 1];
        }
    }
    HostChoice out;
    std::string all;
    for (const HostLook& look : looks) {
        if (&look != best) {
            out.notes.push_back(why_not(look, wanted));
            all += (all.empty() ? "" : "; ") + out.notes.back();
        }
    }
    if (best == nullptr) {
        return std::unexpected(
            Problem{.kind = "no-free-gpu",
                    .message = looks.empty() ? "no machine is known" : "no machine has a free GPU: " + all,
                    .next_step = looks.empty() ? "Add one: dockwright hosts add NAME ssh://USER@HOST"
                                               : "See who uses them: dockwright ps --all-hosts"});
    }
    out.notes.insert(out.notes.begin(), message("on {}: a GPU with {} free, the most of all",
                                                {printable(best->engine.name), bytes_text(most)}));
    out.engine = best->engine;
    return out;
}

asio::awaitable<std::expected<HostChoice, Problem>> any_host(std::vector<NamedEngine> engines,
                                                             engine::Environment environment,
                                                             std::size_t wanted,
                                                             std::chrono::milliseconds limit) {
    const auto looking = std::make_shared<Looking>();
    looking->environment = std::move(environment);
    looking->limit = limit;
    for (NamedEngine& engine : engines) {
        looking->looks.emplace_back().engine = std::move(engine);
    }
    std::function<asio::awaitable<void>(std::size_t)> each = [looking](std::size_t index) {
        return look_at_one(looking, index);
    };
    const std::size_t count = looking->looks.size();
    co_await engine::for_each_bounded(count, count, std::move(each));
    co_return choose_host(std::move(looking->looks), wanted);
}

} // namespace dockwright::actions
