#include "actions/cancelling.hpp"
#include "actions/owner.hpp"
#include "actions/run/checked.hpp"
#include "actions/run/take_away.hpp"
#include "base/message.hpp"
#include "engine/calls/attach_container.hpp"
#include "engine/calls/create_container.hpp"
#include "engine/calls/create_volume.hpp"
#include "engine/calls/inspect_container.hpp"
#include "engine/calls/kill_container.hpp"
#include "engine/calls/put_archive.hpp"
#include "engine/calls/start_container.hpp"
#include "engine/objects_json.gen.hpp"
#include "engine/problems.hpp"
#include "engine/tar.hpp"
#include <algorithm>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Client = std::shared_ptr<engine::Client>;
using Done = std::expected<void, Problem>;
constexpr int most_port_tries = 20;

asio::awaitable<Done> make_volumes(Client client, RunPlan plan, std::string owner) {
    for (std::string& name : plan.volumes) {
        engine::VolumeSpec spec{.name = std::move(name),
                                .labels =
                                    std::map<std::string, std::string>{{std::string(owner_label), owner}}};
        auto made = co_await engine::create_volume(client, std::move(spec));
        if (!made) {
            co_return std::unexpected(std::move(made.error()));
        }
    }
    co_return Done();
}

std::string folders_archive(const RunPlan& plan) {
    std::string out;
    std::vector<std::string> made;
    for (const std::string& folder : plan.own_folders) {
        out += engine::tar_header({.name = folder.substr(1) + "/",
                                   .type = engine::TarType::folder,
                                   .target = {},
                                   .mode = 0755,
                                   .uid = plan.uid,
                                   .gid = plan.gid});
    }
    return out + engine::tar_end();
}

/// All at once, then the end.
asio::awaitable<std::expected<std::string, Problem>> all_of(std::shared_ptr<std::string> bytes) {
    co_return std::exchange(*bytes, std::string());
}

/// Homes and volumes would be root's, and the person couldn't write there.
asio::awaitable<Done> give_folders(Client client, std::string id, RunPlan plan) {
    if (plan.own_folders.empty()) {
        co_return Done();
    }
    auto bytes = std::make_shared<std::string>(folders_archive(plan));
    engine::BodySource source = [bytes] { return all_of(bytes); };
    auto answer = co_await engine::put_archive(client, std::move(id), "/", std::move(source));
    if (!answer) {
        co_return std::unexpected(std::move(answer.error()));
    }
    co_return Done();
}

bool port_was_taken(const Problem& problem) {
    return problem.message.find("port is already allocated") != std::string::npos ||
           problem.message.find("address already in use") != std::string::npos;
}

/// Only where each of them may move: which one the engine means is in its words alone.
bool move_ports(RunPlan& plan) {
    const bool can = !plan.ports.empty() && std::ranges::all_of(plan.ports, [](const PublishedPort& port) {
        return port.may_move && port.host < 65535;
    });
    for (PublishedPort& port : plan.ports) {
        port.host = can ? static_cast<std::uint16_t>(port.host + 1) : port.host;
    }
    set_ports(plan);
    return can;
}

/// Engines that lack the right themselves (in a container, without root) can't give it either.
bool drop_limits(RunPlan& plan, const Problem& problem) {
    if (!plan.spec.host_config.ulimits || problem.message.find("setting rlimit") == std::string::npos) {
        return false;
    }
    plan.spec.host_config.ulimits = std::nullopt;
    plan.notes.emplace_back("the engine may not raise limits (memlock, stack), so the usual ones hold; large "
                            "trainings over several GPUs may need them");
    return true;
}

/// Podman's init is a package of its own, which many machines lack. Without it, a program that doesn't
/// listen to the stop signal is waited for to the end.
bool drop_init(RunPlan& plan, const Problem& problem) {
    if (!plan.spec.host_config.init || (problem.message.find("catatonit") == std::string::npos &&
                                        problem.message.find("init binary") == std::string::npos)) {
        return false;
    }
    plan.spec.host_config.init = std::nullopt;
    plan.spec.stop_timeout = 20;
    plan.notes.emplace_back("podman has no init program there (package catatonit), so processes that are "
                            "left over inside are not cleaned up");
    return true;
}

/// What one attempt has come to, for taking it back.
struct Attempt {
    std::string id;
    std::shared_ptr<engine::Hijacked> terminal;
    bool ended = false;
    /// Could not be removed again, as far as anybody knows.
    bool left = false;
};

asio::awaitable<Done> attempt(Client client, PreparedRun prepared, std::shared_ptr<Attempt> into,
                              OnProgress progress) {
    std::string body;
    encode(body, prepared.plan.spec);
    auto made = co_await engine::create_container(client, prepared.plan.name, std::string(), std::move(body));
    if (!made) {
        co_return std::unexpected(std::move(made.error()));
    }
    into->id = made->id;
    Done given = co_await give_folders(client, made->id, prepared.plan);
    if (!given) {
        co_return given;
    }
    const bool interactive = prepared.options.interactive;
    // What removes itself may be gone with its logs before anybody asks for them.
    if (interactive || (prepared.options.followed && prepared.options.remove_at_end)) {
        auto terminal = co_await engine::attach_container(client, made->id, interactive, false);
        if (!terminal) {
            co_return std::unexpected(std::move(terminal.error()));
        }
        into->terminal = std::move(*terminal);
    }
    if (co_await was_cancelled()) {
        co_return std::unexpected(cancelled_by_person());
    }
    tell(progress, {.what = message("Starting {}", {prepared.plan.name}), .line = {}});
    auto started = co_await engine::start_container(client, made->id);
    if (!started) {
        co_return std::unexpected(std::move(started.error()));
    }
    Done checked = co_await check_started(client, prepared, made->id, &into->ended);
    if (checked && co_await was_cancelled()) {
        co_return std::unexpected(cancelled_by_person());
    }
    co_return checked;
}

/// The engine may have made it though its answer got lost: then it has our name and nobody has started it.
/// The problem is that nobody can tell.
asio::awaitable<std::expected<std::string, Problem>> lost_container(Client client, PreparedRun prepared) {
    auto found = co_await engine::inspect_container(std::move(client), prepared.plan.name);
    if (!found && found.error().kind != engine::problem_kind::no_such_container) {
        co_return std::unexpected(std::move(found.error()));
    }
    const auto label = [](const auto& labels) {
        const auto found_label = labels.find(std::string(owner_label));
        return found_label == labels.end() ? std::string() : found_label->second;
    };
    const auto& wished = prepared.plan.spec.labels;
    const bool ours =
        found && wished && found->state.status == "created" && label(found->config.labels) == label(*wished);
    co_return ours ? found->id : std::string();
}

asio::awaitable<Problem> taken_back(Client client, PreparedRun prepared, std::shared_ptr<Attempt> made,
                                    Problem why) {
    co_await no_more_interruptions();
    std::string id = made->id;
    if (id.empty() && !was_refused(why)) {
        auto lost = co_await lost_container(client, prepared);
        if (!lost) {
            made->left = true;
            co_return with_leftover(std::move(why), prepared.plan.name);
        }
        id = std::move(*lost);
    }
    if (!id.empty()) {
        // Podman would first wait for it to stop.
        static_cast<void>(co_await engine::kill_container(client, id, "SIGKILL"));
        const Done gone = co_await take_away(client, id);
        if (!gone) {
            made->left = true;
            co_return with_leftover(std::move(why), prepared.plan.name);
        }
    }
    co_return why;
}

/// `left` learns whether a container may be left.
asio::awaitable<std::expected<StartedRun, Problem>> start(Client client, PreparedRun prepared,
                                                          OnProgress progress, bool* left) {
    Done volumes = co_await make_volumes(client, prepared.plan, prepared.options.owner);
    if (!volumes) {
        co_return std::unexpected(std::move(volumes.error()));
    }
    for (int tries = 0;; ++tries) {
        if (co_await was_cancelled()) {
            co_return std::unexpected(cancelled_by_person());
        }
        const auto made = std::make_shared<Attempt>();
        Done done = co_await attempt(client, prepared, made, progress);
        if (done) {
            co_return StartedRun{.id = made->id,
                                 .plan = std::move(prepared.plan),
                                 .ended = made->ended,
                                 .terminal = made->terminal};
        }
        const bool cancelled = co_await was_cancelled(); // taking back forgets it
        Problem why = co_await taken_back(client, prepared, made, std::move(done.error()));
        *left = *left || made->left;
        co_await take_back_by_myself();
        if (cancelled) {
            co_return std::unexpected(std::move(why));
        }
        const bool again = drop_limits(prepared.plan, why) || drop_init(prepared.plan, why) ||
                           (port_was_taken(why) && tries < most_port_tries && move_ports(prepared.plan));
        if (!again) {
            co_return std::unexpected(std::move(why));
        }
    }
}

} // namespace

asio::awaitable<std::expected<StartedRun, Problem>> start_run(Client client, PreparedRun prepared,
                                                              OnProgress progress) {
    co_await take_back_by_myself();
    MadeFolders folders = std::move(prepared.made_folders);
    bool left = false;
    auto started = co_await start(client, std::move(prepared), std::move(progress), &left);
    if (!started && !left) { // one that may be left may write to them
        Problem why = co_await without_folders(client, std::move(folders), std::move(started.error()));
        co_return std::unexpected(std::move(why));
    }
    co_return started;
}

} // namespace dockwright::actions
