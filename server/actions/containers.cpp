#include "actions/containers.hpp"
#include "actions/gpu_load.hpp"
#include "engine/calls/inspect_container.hpp"
#include "engine/calls/list_containers.hpp"
#include "engine/calls/system_info.hpp"
#include "engine/container_id.hpp"
#include "engine/gather.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using engine::Container;
using engine::GpuAccess;

/// What is gathered; shared with the inspections, which may outlive a cancelled caller by a moment.
struct Listing {
    std::shared_ptr<engine::Client> client;
    std::vector<engine::ContainerSummary> summaries;
    /// By the summaries' index.
    std::vector<std::optional<std::expected<Container, Problem>>> inspected;
    /// A failure that isn't about one container: the engine is gone.
    std::optional<Problem> failure;
};

asio::awaitable<void> inspect_one(std::shared_ptr<Listing> listing, std::size_t index) {
    if (listing->failure) {
        co_return;
    }
    auto answer = co_await engine::inspect_container(listing->client, listing->summaries[index].id);
    if (!answer && answer.error().kind != engine::problem_kind::no_such_container &&
        answer.error().kind != engine::problem_kind::request_refused) {
        listing->failure = answer.error();
    }
    listing->inspected[index] = std::move(answer);
}

asio::awaitable<std::string> default_runtime(std::shared_ptr<Listing> listing) {
    const bool needed = std::ranges::any_of(listing->inspected, [](const auto& answer) {
        return answer && *answer && engine::needs_default_runtime(**answer);
    });
    if (!needed) {
        co_return std::string();
    }
    auto info = co_await engine::system_info(listing->client);
    co_return info ? std::move(info->default_runtime) : std::string();
}

std::string name_of(const engine::ContainerSummary& summary) {
    if (summary.names.empty()) {
        return {};
    }
    const std::string& name = summary.names.front();
    return name.starts_with('/') ? name.substr(1) : name;
}

bool is_gone(const std::expected<Container, Problem>& answer) {
    return !answer && answer.error().kind == engine::problem_kind::no_such_container;
}

int rank(GpuAccess access) {
    switch (access) {
    case GpuAccess::yes: return 0;
    case GpuAccess::maybe: return 1;
    case GpuAccess::unknown: return 2;
    case GpuAccess::no: return 3;
    }
    return 3;
}

int rank(std::string_view state) {
    return state == "running" ? 0 : state == "paused" || state == "restarting" ? 1 : 2;
}

} // namespace

void sort_rows(std::vector<ContainerRow>& rows) {
    std::ranges::sort(rows, [](const ContainerRow& a, const ContainerRow& b) {
        return std::tuple(rank(a.gpu.access), rank(a.state), std::string_view(a.name),
                          std::string_view(a.id)) < std::tuple(rank(b.gpu.access), rank(b.state),
                                                               std::string_view(b.name),
                                                               std::string_view(b.id));
    });
}

ContainerRow row_of(const SeenContainer& container, const engine::Endpoint& endpoint) {
    const engine::ContainerSummary& summary = container.summary;
    return {
        .id = summary.id,
        .short_id = std::string(engine::short_id(summary.id)),
        .name = name_of(summary),
        .image = summary.image,
        .gpu = container.gpu,
        .state = summary.state,
        .status = summary.status,
        .engine = endpoint.description(),
    };
}

asio::awaitable<std::expected<std::vector<SeenContainer>, Problem>>
inspect_all(std::shared_ptr<engine::Client> client, std::vector<engine::ContainerSummary> summaries) {
    const auto listing = std::make_shared<Listing>();
    listing->client = client;
    listing->summaries = std::move(summaries);
    std::erase_if(listing->summaries,
                  [](const auto& summary) { return !engine::is_container_id(summary.id); });
    listing->inspected.resize(listing->summaries.size());
    std::function<asio::awaitable<void>(std::size_t)> inspect = [listing](std::size_t index) {
        return inspect_one(listing, index);
    };
    co_await engine::for_each_bounded(listing->summaries.size(),
                                      asked_at_once(client->endpoint(), listing->summaries.size()),
                                      std::move(inspect));
    if (std::optional<Problem>& failure = listing->failure) {
        co_return std::unexpected(std::move(*failure));
    }
    const std::string runtime = co_await default_runtime(listing);
    std::vector<SeenContainer> seen;
    for (std::size_t i = 0; i < listing->summaries.size(); ++i) {
        auto& answer = listing->inspected[i];
        if (!answer || is_gone(*answer)) {
            continue;
        }
        SeenContainer one{.summary = std::move(listing->summaries[i]),
                          .inspected = {},
                          .gpu = {.access = GpuAccess::unknown, .text = {}}};
        if (*answer) {
            one.gpu = engine::gpu_use(**answer, runtime);
            one.inspected = std::move(**answer);
        }
        seen.push_back(std::move(one));
    }
    co_return seen;
}

asio::awaitable<std::expected<std::vector<ContainerRow>, Problem>>
containers(std::shared_ptr<engine::Client> client) {
    auto summaries = co_await engine::list_containers(client);
    if (!summaries) {
        co_return std::unexpected(std::move(summaries.error()));
    }
    std::vector<engine::ContainerSummary> listed = std::move(*summaries);
    const auto seen = co_await inspect_all(client, std::move(listed));
    if (!seen) {
        co_return std::unexpected(seen.error());
    }
    std::vector<ContainerRow> rows;
    rows.reserve(seen->size());
    for (const SeenContainer& container : *seen) {
        rows.push_back(row_of(container, client->endpoint()));
    }
    sort_rows(rows);
    co_return rows;
}

} // namespace dockwright::actions
