#include "actions/cancelling.hpp"
#include "actions/on_machine.hpp"
#include "actions/pull.hpp"
#include "actions/run/image.hpp"
#include "actions/run/run.hpp"
#include "base/message.hpp"
#include "engine/problems.hpp"
#include "engine/shell_words.hpp"

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;

/// Podman before 5.4 takes a request for GPUs over its API and forgets it.
bool drops_requests(const PreparedRun& prepared) {
    const std::string& version = prepared.info.server_version;
    const unsigned major = static_cast<unsigned>(std::strtoul(version.c_str(), nullptr, 10));
    const std::size_t dot = version.find('.');
    const unsigned minor = dot == std::string::npos
                               ? 0
                               : static_cast<unsigned>(std::strtoul(version.c_str() + dot + 1, nullptr, 10));
    return prepared.podman && major != 0 && (major < 5 || (major == 5 && minor < 4));
}

Problem dropped(const PreparedRun& prepared) {
    return {.kind = "gpu-request-dropped",
            .message = message("podman {} gives no GPUs to containers that are made over its socket (5.4 "
                               "is the first that does)",
                               {printable(prepared.info.server_version)}),
            .next_step = "Start it with podman's own program: " +
                         engine::shown_command(run_line(prepared.plan, prepared.options, "podman"))};
}

/// Of a choice that needs a look at the GPUs, where nobody can look.
Problem not_seen(const engine::Endpoint& endpoint) {
    const Problem why = machine_not_reached(endpoint);
    return {.kind = "gpus-not-seen",
            .message = "which GPU is free can't be seen: " + why.message,
            .next_step = why.next_step + ", or name the GPU: --gpus device=0"};
}

asio::awaitable<std::expected<PreparedRun, Problem>> prepare(std::shared_ptr<engine::Client> client,
                                                             RunOptions options, RunSetting setting,
                                                             std::shared_ptr<MadeFolders> made,
                                                             OnProgress progress) {
    auto image = co_await image_there(client, options.image);
    const bool absent = !image && image.error().kind == engine::problem_kind::image_not_there;
    if (absent && !setting.look_only) {
        PullOptions pulling{
            .image = options.image, .platform = {}, .mirror = {}, .environment = setting.environment};
        auto pulled = co_await pull(client, std::move(pulling), progress);
        if (!pulled) {
            co_return std::unexpected(std::move(pulled.error()));
        }
        image = co_await image_there(client, options.image);
    }
    if (!image && absent && setting.look_only) {
        image = engine::Image(); // what it holds can't be said, and the line holds all the same
    }
    if (!image) {
        co_return std::unexpected(std::move(image.error()));
    }
    tell(progress, {.what = message("Looking at {}", {client->endpoint().description()}), .line = {}});
    GroundLook looking{
        .usual = std::move(setting.usual), .look_only = setting.look_only, .made = std::move(made)};
    auto ground = co_await run_ground(client, options, *image, std::move(looking));
    if (!ground) {
        co_return std::unexpected(std::move(ground.error()));
    }
    PreparedRun prepared{.options = options, .plan = {}, .info = ground->info, .podman = ground->podman};
    const bool reached = reaches_machine(client->endpoint(), ground->info);
    auto plan = plan_run(options, *ground);
    if (!plan) {
        const bool unseen = plan.error().kind == "gpus-not-seen" && !reached;
        co_return std::unexpected(unseen ? not_seen(client->endpoint()) : std::move(plan.error()));
    }
    prepared.plan = std::move(*plan);
    if (!options.gpus.empty() && drops_requests(prepared)) {
        co_return std::unexpected(dropped(prepared));
    }
    if (!options.gpus.empty() && !reached) {
        prepared.plan.notes.push_back(machine_not_reached(client->endpoint()).message +
                                      ", so its GPUs were not looked at");
    }
    if (!options.gpus.empty() && !options.force) {
        host::Facts facts = co_await facts_there(client, ground->info);
        const JudgedImage subject =
            setting.judged ? std::move(*setting.judged) : judged_image(options.image, *image);
        if (auto refusal = refusal_of_judge(subject, facts)) {
            co_return std::unexpected(std::move(*refusal));
        }
    }
    if (co_await was_cancelled()) {
        co_return std::unexpected(cancelled_by_person());
    }
    co_return prepared;
}

} // namespace

asio::awaitable<std::expected<PreparedRun, Problem>> prepare_run(std::shared_ptr<engine::Client> client,
                                                                 RunOptions options, RunSetting setting,
                                                                 OnProgress progress) {
    co_await take_back_by_myself();
    const auto made = std::make_shared<MadeFolders>();
    auto prepared = co_await prepare(client, std::move(options), std::move(setting), made, progress);
    if (!prepared) {
        Problem why = co_await without_folders(client, *made, std::move(prepared.error()));
        co_return std::unexpected(std::move(why));
    }
    prepared->made_folders = std::move(*made);
    co_return prepared;
}

} // namespace dockwright::actions
