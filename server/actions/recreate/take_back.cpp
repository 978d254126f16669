#include "actions/recreate/take_back.hpp"
#include "actions/recreate/journal_file.hpp"
#include "base/message.hpp"
#include "engine/calls/list_containers.hpp"
#include "engine/calls/pause_container.hpp"
#include "engine/calls/remove_container.hpp"
#include "engine/calls/remove_image.hpp"
#include "engine/calls/rename_container.hpp"
#include "engine/calls/start_container.hpp"
#include "engine/calls/stop_container.hpp"
#include "engine/calls/update_container.hpp"
#include "engine/problems.hpp"
#include <algorithm>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
namespace recreate = engine::recreate;
using Done = std::expected<void, Problem>;

template <typename T>
Done done(const std::expected<T, Problem>& answer) {
    return answer ? Done() : std::unexpected(answer.error());
}

asio::awaitable<Done> set_policy(std::shared_ptr<engine::Client> client, std::string id,
                                 recreate::RestartPolicy policy) {
    if (client->spoken().podman) {
        co_return Done(); // which could not change it either
    }
    engine::ContainerUpdate update{.restart_policy = policy_of(policy)};
    co_return done(co_await engine::update_container(std::move(client), std::move(id), std::move(update)));
}

/// Gone or in use already is well.
asio::awaitable<Done> drop_image(std::shared_ptr<engine::Client> client, std::string image) {
    const auto removed = co_await engine::remove_image(std::move(client), std::move(image));
    const bool well = removed || removed.error().kind == engine::problem_kind::request_refused ||
                      removed.error().kind == engine::problem_kind::image_not_there;
    co_return well ? Done() : std::unexpected(removed.error());
}

asio::awaitable<Done> remove(std::shared_ptr<engine::Client> client, std::string id) {
    const auto removed = co_await engine::remove_container(std::move(client), std::move(id), true);
    const bool gone = !removed && removed.error().kind == engine::problem_kind::no_such_container;
    co_return removed || gone ? Done() : std::unexpected(removed.error());
}

asio::awaitable<Done> perform(std::shared_ptr<engine::Client> client, recreate::Step step,
                              recreate::RestartPolicy policy) {
    constexpr int stop_time = 10;
    switch (step.action) {
    case recreate::Action::stop:
        co_return done(co_await engine::stop_container(client, step.container, stop_time));
    case recreate::Action::start: co_return done(co_await engine::start_container(client, step.container));
    case recreate::Action::pause: co_return done(co_await engine::pause_container(client, step.container));
    case recreate::Action::remove: co_return co_await remove(client, step.container);
    case recreate::Action::rename:
        co_return done(co_await engine::rename_container(client, step.container, step.argument));
    case recreate::Action::forbid_start: {
        recreate::RestartPolicy none{.name = "no"};
        co_return co_await set_policy(client, step.container, std::move(none));
    }
    case recreate::Action::restore:
        if (policy.name.empty() || policy.name == "no") { // none was taken away; old podmans can't set any
            co_return Done();
        }
        co_return co_await set_policy(client, step.container, std::move(policy));
    case recreate::Action::remove_image: co_return co_await drop_image(client, step.argument);
    }
    co_return Done();
}

bool both_gone(const recreate::Journal& journal, const std::vector<recreate::Present>& all) {
    return std::ranges::none_of(all, [&](const recreate::Present& one) {
        return one.id == journal.old_id || one.id == journal.new_id || one.name == journal.temporary_name;
    });
}

} // namespace

engine::RestartPolicy policy_of(const recreate::RestartPolicy& policy) {
    return {.name = policy.name.empty() ? "no" : policy.name, .maximum_retry_count = policy.maximum_retries};
}

asio::awaitable<std::expected<std::vector<recreate::Present>, Problem>>
present(std::shared_ptr<engine::Client> client) {
    const auto all = co_await engine::list_containers(std::move(client));
    if (!all) {
        co_return std::unexpected(all.error());
    }
    std::vector<recreate::Present> out;
    for (const engine::ContainerSummary& summary : *all) {
        std::string name = summary.names.empty() ? std::string() : summary.names.front();
        // A link gives a container further names, with a slash in them.
        for (const std::string& other : summary.names) {
            name = other.find('/', 1) == std::string::npos ? other : name;
        }
        out.push_back({.id = summary.id,
                       .name = name.starts_with('/') ? name.substr(1) : name,
                       .state = summary.state});
    }
    co_return out;
}

asio::awaitable<std::expected<recreate::Resumption, Problem>>
settle_journal(std::shared_ptr<engine::Client> client, recreate::Journal journal, std::string folder) {
    const auto all = co_await present(client);
    if (!all) {
        co_return std::unexpected(all.error());
    }
    recreate::Resumption resumption = recreate::resume(journal, *all);
    if (resumption.outcome == recreate::Outcome::stuck) {
        co_return std::unexpected(Problem{.kind = both_gone(journal, *all) ? recreate_gone : "recreate-stuck",
                                          .message = printable(resumption.why),
                                          .next_step = "See: dockwright ps"});
    }
    for (const recreate::Step& step : resumption.steps) {
        const Done performed = co_await perform(client, step, journal.policy);
        if (!performed) {
            co_return std::unexpected(performed.error());
        }
    }
    forget_journal(folder, journal);
    co_return resumption;
}

} // namespace dockwright::actions
