#include "actions/containers.hpp"
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

/// An engine answers an inspect in about a millisecond; more at once gains nothing and crowds out
/// others that ask it.
constexpr std::size_t inspected_at_once = 4;

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

std::optional<ContainerRow> row(const Listing& listing, std::size_t index, std::string_view runtime) {
    const engine::ContainerSummary& summary = listing.summaries[index];
    const auto& answer = listing.inspected[index];
    if (!answer || (!*answer && answer->error().kind == engine::problem_kind::no_such_container)) {
        return std::nullopt;
    }
    return ContainerRow{
        .id = summary.id,
        .short_id = std::string(engine::short_id(summary.id)),
        .name = name_of(summary),
        .image = summary.image,
        .gpu = *answer ? engine::gpu_use(**answer, runtime)
                       : engine::GpuUse{.access = GpuAccess::unknown, .text = {}},
        .state = summary.state,
        .status = summary.status,
        .engine = listing.client->endpoint().description(),
    };
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

asio::awaitable<std::expected<std::vector<ContainerRow>, Problem>>
containers(std::shared_ptr<engine::Client> client) {
    auto summaries = co_await engine::list_containers(client);
    if (!summaries) {
        co_return std::unexpected(std::move(summaries.error()));
    }
    const auto listing = std::make_shared<Listing>();
    listing->client = client;
    listing->summaries = std::move(*summaries);
    std::erase_if(listing->summaries,
                  [](const auto& summary) { return !engine::is_container_id(summary.id); });
    listing->inspected.resize(listing->summaries.size());
    std::function<asio::awaitable<void>(std::size_t)> inspect = [listing](std::size_t index) {
        return inspect_one(listing, index);
    };
    co_await engine::for_each_bounded(listing->summaries.size(), inspected_at_once, std::move(inspect));
    std::optional<Problem>& failure = listing->failure;
    if (failure) {
        co_return std::unexpected(std::move(*failure));
    }
    const std::string runtime = co_await default_runtime(listing);
    std::vector<ContainerRow> rows;
    for (std::size_t i = 0; i < listing->summaries.size(); ++i) {
        if (std::optional<ContainerRow> one = row(*listing, i, runtime)) {
            rows.push_back(std::move(*one));
        }
    }
    sort_rows(rows);
    co_return rows;
}

} // namespace dockwright::actions
