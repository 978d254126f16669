#include "actions/cleaning.hpp"
#include "actions/cancelling.hpp"
#include "base/message.hpp"
#include "engine/calls/container_changes.hpp"
#include "engine/calls/inspect_container.hpp"
#include "engine/calls/prune.hpp"
#include "engine/calls/remove_container.hpp"
#include "engine/calls/remove_image.hpp"
#include "engine/problems.hpp"

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Kind = CleaningStep::Kind;
/// A sentence where it stays.
using Stays = std::optional<std::string>;

void plan_image(CleaningPlan& plan, const DiskImage& image, std::set<std::size_t>& going, std::size_t index) {
    if (!image.used_by.empty()) {
        return;
    }
    if (!image.in_registry) {
        plan.kept.push_back({.kind = "image",
                             .name = shown_name(image),
                             .size = image.own,
                             .why = "no registry is known to have it"});
        return;
    }
    plan.steps.push_back({.kind = Kind::image,
                          .id = image.id,
                          .name = shown_name(image),
                          .names = image.names,
                          .why = "no container uses it, and it can be pulled again"});
    going.insert(index);
}

void plan_container(CleaningPlan& plan, const DiskContainer& container) {
    if (container.running) {
        return;
    }
    const std::string_view kept = container.rollback  ? "kept for going back"
                                  : container.changed ? "files were changed in it"
                                                      : "";
    if (!kept.empty()) {
        plan.kept.push_back(
            {.kind = "container", .name = container.name, .size = container.own, .why = kept});
        return;
    }
    plan.steps.push_back({.kind = Kind::container,
                          .id = container.id,
                          .name = container.name,
                          .names = {},
                          .why = "it doesn't run and changed no file"});
    plan.frees += container.own;
}

asio::awaitable<Stays> remove_stopped(std::shared_ptr<engine::Client> client, CleaningStep step) {
    std::string id = step.id;
    const auto container = co_await engine::inspect_container(client, std::move(id));
    if (!container) {
        co_return container.error().message;
    }
    if (container->state.running) {
        co_return message("container '{}' runs again", {printable(step.name)});
    }
    id = step.id;
    const auto changes = co_await engine::container_changes(client, std::move(id));
    if (!changes || !changes->empty()) {
        co_return changes ? message("files were changed in container '{}' meanwhile", {printable(step.name)})
                          : changes.error().message;
    }
    id = step.id;
    const auto removed = co_await engine::remove_container(client, std::move(id), false);
    co_return removed ? Stays() : Stays(removed.error().message);
}

asio::awaitable<Stays> remove_names(std::shared_ptr<engine::Client> client, CleaningStep step) {
    if (step.names.empty()) {
        step.names.push_back(step.id);
    }
    for (const std::string& each : step.names) {
        std::string name = each;
        const auto removed = co_await engine::remove_image(client, std::move(name));
        if (!removed) {
            co_return removed.error().message;
        }
    }
    co_return std::nullopt;
}

asio::awaitable<Stays> prune_cache(std::shared_ptr<engine::Client> client) {
    std::string kind = "build";
    std::string filters;
    const auto pruned = co_await engine::prune(client, std::move(kind), std::move(filters));
    co_return pruned ? Stays() : Stays(pruned.error().message);
}

asio::awaitable<Stays> take(std::shared_ptr<engine::Client> client, CleaningStep step) {
    switch (step.kind) {
    case Kind::container: co_return co_await remove_stopped(client, std::move(step));
    case Kind::image: co_return co_await remove_names(client, std::move(step));
    case Kind::build_cache: break;
    }
    co_return co_await prune_cache(client);
}

} // namespace

CleaningPlan cleaning_plan(const DiskUse& use) {
    CleaningPlan plan;
    for (const DiskContainer& each : use.containers) {
        plan_container(plan, each);
    }
    std::set<std::size_t> going;
    for (std::size_t i = 0; i < use.images.size(); ++i) {
        plan_image(plan, use.images[i], going, i);
    }
    plan.frees += use.forest.freed(going);
    if (use.build_cache_idle > 0) {
        plan.steps.push_back({.kind = Kind::build_cache,
                              .id = {},
                              .name = "build cache",
                              .names = {},
                              .why = "no build uses it now; the next one takes longer"});
        plan.frees += use.build_cache_idle;
    }
    for (const DiskVolume& each : use.volumes) {
        plan.kept.push_back(
            {.kind = "volume",
             .name = each.name,
             .size = each.size,
             .why = each.used_by.empty() ? "volumes hold data; no container uses it" : "volumes hold data"});
    }
    return plan;
}

asio::awaitable<std::expected<Cleaned, Problem>> clean(std::shared_ptr<engine::Client> client,
                                                       CleaningPlan plan, OnProgress progress) {
    co_await take_back_by_myself();
    Cleaned cleaned;
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        if (co_await was_cancelled()) {
            break;
        }
        CleaningStep step = plan.steps[i];
        const std::string name = step.name;
        tell(progress, {.what = "Removing what can go",
                        .fraction = static_cast<double>(i) / static_cast<double>(plan.steps.size()),
                        .detail = printable(name)});
        auto stays = co_await take(client, std::move(step));
        if (stays) {
            cleaned.failed.push_back(std::move(*stays));
        } else {
            cleaned.removed.push_back(name);
        }
    }
    if (co_await was_cancelled()) {
        co_return std::unexpected(Problem{
            .kind = engine::problem_kind::cancelled,
            .message = message("it was cancelled when {} of {} were removed",
                               {std::to_string(cleaned.removed.size()), std::to_string(plan.steps.size())}),
            .next_step = "See what is left: dockwright df"});
    }
    co_return cleaned;
}

} // namespace dockwright::actions
