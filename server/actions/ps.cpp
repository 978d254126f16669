#include "actions/ps.hpp"
#include "actions/containers.hpp"
#include "actions/within.hpp"
#include "base/message.hpp"
#include "engine/calls/list_containers.hpp"
#include "engine/gather.hpp"
#include "engine/open.hpp"
#include "engine/problems.hpp"
#include "host/cgroup.hpp"
#include <algorithm>
#include <array>
#include <fstream>
#include <pwd.h>
#include <sys/stat.h>
#include <utility>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;

asio::awaitable<std::expected<std::vector<SeenContainer>, Problem>>
see(std::shared_ptr<engine::Client> client, bool all) {
    std::expected<std::vector<engine::ContainerSummary>, Problem> listed;
    if (all) {
        listed = co_await engine::list_containers(client);
    } else {
        listed = co_await engine::list_containers_up(client);
    }
    if (!listed) {
        co_return std::unexpected(std::move(listed.error()));
    }
    co_return co_await inspect_all(client, std::move(*listed));
}

std::vector<std::string> running_with_gpus(const std::vector<SeenContainer>& seen) {
    std::vector<std::string> ids;
    for (const SeenContainer& container : seen) {
        if (container.gpu.access != engine::GpuAccess::no && is_up(container.summary)) {
            ids.push_back(container.summary.id);
        }
    }
    return ids;
}

/// The user of a container's first process. Only where that number surely is this machine's: from within a
/// container, or over SSH, it names somebody else's process.
std::string process_user(const engine::Container& container) {
    const std::string folder = "/proc/" + std::to_string(container.state.pid);
    std::ifstream file(folder + "/cgroup", std::ios::binary);
    std::string text(std::size_t{8} << 10U, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    struct stat facts{};
    if (host::container_of_cgroup(text) != container.id || ::stat(folder.c_str(), &facts) != 0) {
        return {};
    }
    std::array<char, 16384> room{};
    passwd entry{};
    passwd* found = nullptr;
    const bool named =
        ::getpwuid_r(facts.st_uid, &entry, room.data(), room.size(), &found) == 0 && found != nullptr;
    return named ? std::string(found->pw_name) : std::to_string(facts.st_uid);
}

std::string user_of(const SeenContainer& container, const std::vector<HeldMemory>& held, bool local) {
    const auto holder = std::ranges::find_if(
        held, [](const HeldMemory& one) { return !one.user.empty() && one.user != "root"; });
    if (holder != held.end()) {
        return holder->user;
    }
    const bool runs = container.inspected && container.inspected->state.pid > 0;
    return local && runs ? process_user(*container.inspected) : std::string();
}

PsRow row_of(SeenContainer container, const MachineLoad& load, const engine::Endpoint& endpoint,
             const Person& person) {
    const bool local = std::holds_alternative<engine::UnixAddress>(endpoint.address);
    PsRow row{.row = row_of(container, endpoint),
              .created = container.summary.created,
              .ports = container.summary.ports,
              .owner = {},
              .held = held_by(container.summary.id, load)};
    row.owner = owner_of(container.summary.labels, container.summary.mounts);
    if (row.owner.user.empty()) {
        row.owner =
            owner_of(container.summary.labels, container.summary.mounts, user_of(container, row.held, local));
    }
    row.mine = is_mine(row.owner, person);
    return row;
}

void sort(std::vector<PsRow>& rows) {
    std::vector<ContainerRow> order;
    order.reserve(rows.size());
    for (const PsRow& row : rows) {
        order.push_back(row.row);
    }
    sort_rows(order);
    const auto place = [&](const PsRow& row) {
        return std::ranges::find(order, row.row.id, &ContainerRow::id) - order.begin();
    };
    std::ranges::sort(rows, {}, place);
}

asio::awaitable<std::expected<PsList, Problem>> ask(NamedEngine named, engine::Environment environment,
                                                    PsOptions options) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    auto client = co_await engine::find_engine(executor, std::move(named.choice), std::move(environment),
                                               engine::Limits(), std::nullopt);
    if (!client) {
        co_return std::unexpected(std::move(client.error()));
    }
    co_return co_await ps(std::move(*client), std::move(options));
}

Problem too_slow(const NamedEngine& engine, std::chrono::milliseconds limit) {
    return {.kind = engine::problem_kind::timed_out,
            .message = message("{} did not answer within {} s",
                               {printable(engine.name), std::to_string(limit.count() / 1000)}),
            .next_step = message("Try it alone, which waits longer: dockwright hosts test {}",
                                 {printable(engine.name)})};
}

struct Asking {
    std::vector<PsOfEngine> engines;
    engine::Environment environment;
    PsOptions options;
    std::chrono::milliseconds limit;
    std::function<void(const PsOfEngine&)> on_answer;
};

asio::awaitable<void> ask_one(std::shared_ptr<Asking> asking, std::size_t index) {
    PsOfEngine& one = asking->engines[index];
    const auto began = std::chrono::steady_clock::now();
    auto work = ask(one.engine, asking->environment, asking->options);
    auto answer = co_await within(asking->limit, std::move(work));
    one.took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
    one.list = answer ? std::move(*answer) : std::unexpected(too_slow(one.engine, asking->limit));
    if (asking->on_answer) {
        asking->on_answer(one);
    }
}

} // namespace

std::vector<HeldMemory> held_by(std::string_view container, const MachineLoad& load) {
    std::vector<HeldMemory> held;
    for (const host::GpuProcess& process : load.processes) {
        if (process.container != container) {
            continue;
        }
        HeldMemory one{.gpu = {},
                       .uuid = process.gpu_uuid,
                       .pid = process.pid,
                       .process = process.name,
                       .user = process.user,
                       .bytes = process.memory};
        const auto gpu = std::ranges::find(load.loads, process.gpu_uuid, &host::GpuLoad::uuid);
        if (gpu != load.loads.end()) {
            one.gpu = gpu->index;
            one.utilization = gpu->utilization;
        }
        held.push_back(std::move(one));
    }
    return held;
}

asio::awaitable<std::expected<PsList, Problem>> ps(std::shared_ptr<engine::Client> client,
                                                   PsOptions options) {
    auto looked = co_await see(client, options.all);
    if (!looked) {
        co_return std::unexpected(std::move(looked.error()));
    }
    PsList list{.engine = client->endpoint().description(), .load = {}, .rows = {}};
    std::vector<std::string> with_gpus = running_with_gpus(*looked);
    // Not before it is known that they are used: where nothing keeps the driver awake it takes seconds.
    if (options.gpus_anyway || !with_gpus.empty()) {
        list.load = co_await gpu_load(client, std::move(with_gpus), options.gpu_limit);
    }
    const Person person = person_at(client->endpoint(), options.home);
    for (SeenContainer& container : *looked) {
        if (!options.gpu_only || container.gpu.access != engine::GpuAccess::no) {
            list.rows.push_back(row_of(std::move(container), list.load, client->endpoint(), person));
        }
    }
    sort(list.rows);
    co_return list;
}

asio::awaitable<std::vector<PsOfEngine>> ps_of_all(std::vector<NamedEngine> engines,
                                                   engine::Environment environment, PsOptions options,
                                                   std::chrono::milliseconds limit,
                                                   std::function<void(const PsOfEngine&)> on_answer) {
    const auto asking = std::make_shared<Asking>(Asking{.engines = {},
                                                        .environment = std::move(environment),
                                                        .options = std::move(options),
                                                        .limit = limit,
                                                        .on_answer = std::move(on_answer)});
    for (NamedEngine& engine : engines) {
        asking->engines.push_back({.engine = std::move(engine), .list = std::unexpected(Problem())});
    }
    std::function<asio::awaitable<void>(std::size_t)> asked = [asking](std::size_t index) {
        return ask_one(asking, index);
    };
    co_await engine::for_each_bounded(asking->engines.size(), asking->engines.size(), std::move(asked));
    co_return std::move(asking->engines);
}

} // namespace dockwright::actions
