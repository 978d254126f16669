#include "actions/find_container.hpp"
#include "actions/containers.hpp"
#include "base/message.hpp"
#include "base/nearest.hpp"
#include "engine/calls/inspect_container.hpp"
#include "engine/calls/list_containers.hpp"
#include "engine/problems.hpp"
#include <algorithm>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using engine::Container;
using Found = std::expected<Container, Problem>;

std::string_view name_of(const engine::ContainerSummary& summary) {
    std::string_view name = summary.names.empty() ? std::string_view() : summary.names.front();
    name.remove_prefix(name.starts_with('/') ? 1 : 0);
    return name;
}

/// Engines tell a beginning that fits several ids in words of their own, so it is looked up.
Problem told_better(Problem problem, const std::string& reference,
                    const std::vector<engine::ContainerSummary>& all) {
    std::string fitting;
    std::size_t count = 0;
    std::vector<std::string_view> names;
    for (const engine::ContainerSummary& summary : all) {
        names.push_back(name_of(summary));
        if (summary.id.starts_with(reference)) {
            fitting += (count++ == 0 ? "" : ", ") + printable(name_of(summary));
        }
    }
    if (count > 1) {
        return {.kind = "container-ambiguous",
                .message =
                    message("several containers' ids begin with '{}': {}", {printable(reference), fitting}),
                .next_step = "Name one of them"};
    }
    if (problem.kind == engine::problem_kind::no_such_container) {
        if (const auto near = nearest(reference, names)) {
            problem.next_step =
                message("Did you mean {}? See which there are: dockwright ps", {printable(*near)});
        }
    }
    return problem;
}

bool is_wanted(const ContainerRow& row, Among among) {
    const bool running = row.state == "running";
    switch (among) {
    case Among::all: return true;
    case Among::running: return running;
    case Among::stopped: return !running && row.state != "paused" && row.state != "restarting";
    case Among::running_with_gpu: return running && row.gpu.access != engine::GpuAccess::no;
    }
    return true;
}

} // namespace

std::string bare_name(const Container& container) {
    return container.name.starts_with('/') ? container.name.substr(1) : container.name;
}

asio::awaitable<Found> find_container(std::shared_ptr<engine::Client> client, std::string reference) {
    Found found = co_await engine::inspect_container(client, reference);
    if (found) {
        co_return found;
    }
    const std::string_view kind = found.error().kind;
    if (kind != engine::problem_kind::no_such_container && kind != engine::problem_kind::request_refused) {
        co_return found;
    }
    const auto all = co_await engine::list_containers(client);
    if (!all) {
        co_return found;
    }
    co_return std::unexpected(told_better(std::move(found.error()), reference, *all));
}

asio::awaitable<Found> find_running(std::shared_ptr<engine::Client> client, std::string reference) {
    Found found = co_await find_container(client, std::move(reference));
    if (found && found->state.status != "running") {
        Problem problem = engine::container_not_running("dockwright", bare_name(*found), found->state.status);
        if (found->state.status == "paused") {
            problem.next_step =
                message("Resume it: {} unpause {}",
                        {client->spoken().podman ? "podman" : "docker", printable(bare_name(*found))});
        }
        co_return std::unexpected(std::move(problem));
    }
    co_return found;
}

asio::awaitable<std::expected<std::vector<ContainerRow>, Problem>>
candidates(std::shared_ptr<engine::Client> client, Among among) {
    auto rows = co_await containers(std::move(client));
    if (rows) {
        std::erase_if(*rows, [among](const ContainerRow& row) { return !is_wanted(row, among); });
    }
    co_return rows;
}

} // namespace dockwright::actions
