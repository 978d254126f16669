#include "actions/recreate/facts.hpp"
#include "actions/find_container.hpp"
#include "actions/somebody_elses.hpp"
#include "base/message.hpp"
#include "engine/calls/inspect_image.hpp"
#include "engine/calls/list_containers.hpp"
#include "engine/calls/object_texts.hpp"
#include "engine/calls/system_info.hpp"
#include "engine/problems.hpp"

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Done = std::expected<void, Problem>;

/// As Go calls it, from what the kernel calls it.
std::string_view go_architecture(std::string_view kernel) {
    return kernel == "x86_64" ? "amd64" : kernel == "aarch64" ? "arm64" : kernel;
}

asio::awaitable<Done> ask_images(std::shared_ptr<engine::Client> client,
                                 std::shared_ptr<RecreateFacts> facts) {
    auto image = co_await engine::image_text(client, facts->container.image);
    if (!image) {
        co_return std::unexpected(std::move(image.error()));
    }
    facts->image_text = std::move(*image);
    const auto named = co_await engine::inspect_image(client, facts->container.config.image);
    if (!named) {
        co_return std::unexpected(named.error());
    }
    const std::optional<engine::Image>& found = *named;
    facts->named_image_id = found ? found->id : std::string();
    co_return Done();
}

/// Who lives on its network or volumes is told by an inspect alone; one that vanishes meanwhile lives on
/// nothing.
asio::awaitable<Done> ask_others(std::shared_ptr<engine::Client> client,
                                 std::shared_ptr<RecreateFacts> facts) {
    const auto all = co_await engine::list_containers(client);
    if (!all) {
        co_return std::unexpected(all.error());
    }
    for (const engine::ContainerSummary& summary : *all) {
        if (summary.id == facts->container.id) {
            continue; // nothing lives on itself
        }
        auto text = co_await engine::container_text(client, summary.id);
        if (text) {
            facts->all_texts.push_back(std::move(*text));
        } else if (text.error().kind == engine::problem_kind::request_refused) {
            facts->unseen.push_back(summary.names.empty() ? summary.id.substr(0, 12) : summary.names.front());
        } else if (text.error().kind != engine::problem_kind::no_such_container) {
            co_return std::unexpected(std::move(text.error()));
        }
    }
    co_return Done();
}

asio::awaitable<Done> ask_all(std::shared_ptr<engine::Client> client, std::shared_ptr<RecreateFacts> facts) {
    auto text = co_await engine::container_text(client, facts->container.id);
    if (!text) {
        co_return std::unexpected(std::move(text.error()));
    }
    facts->container_text = std::move(*text);
    auto changes = co_await engine::changes_text(client, facts->container.id);
    if (!changes) {
        co_return std::unexpected(std::move(changes.error()));
    }
    facts->changes_text = std::move(*changes);
    auto info = co_await engine::system_info(client);
    if (!info) {
        co_return std::unexpected(std::move(info.error()));
    }
    facts->info = std::move(*info);
    Done asked = co_await ask_images(client, facts);
    if (asked) {
        asked = co_await ask_others(client, facts);
    }
    co_return asked;
}

} // namespace

engine::recreate::Source RecreateFacts::source() const {
    return {.container = container_text,
            .image = image_text,
            .named_image_id = named_image_id,
            .version = version,
            .podman = podman,
            .default_runtime = info.default_runtime,
            .host_name = info.name,
            .os = info.os_type,
            .arch = std::string(go_architecture(info.architecture))};
}

asio::awaitable<std::expected<std::shared_ptr<const RecreateFacts>, Problem>>
recreate_facts(std::shared_ptr<engine::Client> client, std::string container) {
    const auto facts = std::make_shared<RecreateFacts>();
    auto found = co_await find_container(client, std::move(container));
    if (!found) {
        co_return std::unexpected(std::move(found.error()));
    }
    facts->container = std::move(*found);
    facts->version = client->spoken().version;
    facts->podman = client->spoken().podman;
    const Done asked = co_await ask_all(client, facts);
    if (!asked) {
        co_return std::unexpected(asked.error());
    }
    co_return std::shared_ptr<const RecreateFacts>(facts);
}

std::expected<engine::recreate::Plan, Problem>
plan_of(const RecreateFacts& facts, const engine::recreate::Changes& changes, const Person& person) {
    if (changes == engine::recreate::Changes()) {
        return std::unexpected(
            Problem{.kind = "nothing-to-change",
                    .message = "nothing is to be changed",
                    .next_step = "Say what, such as --port 8888; see dockwright recreate --help"});
    }
    auto made = engine::recreate::plan(facts.source(), facts.changes_text, facts.all_texts, changes);
    if (!made) {
        return made;
    }
    if (!made->refusals.empty()) {
        return std::unexpected(made->refusals.front());
    }
    if (changes.memory == 0 || facts.podman) {
        made->recreate_needed = true; // an update takes 0 for "as before"; podman 4.3 has none
    }
    if (const auto owner = somebody_elses(facts.container, person)) {
        made->warnings.insert(made->warnings.begin(), message("The container is {}'s", {*owner}));
    }
    for (const engine::recreate::Dependant& dependant : made->dependants) {
        made->warnings.push_back(message("The container {} {} and has to be made again as well",
                                         {printable(dependant.name), printable(dependant.how)}));
    }
    for (const std::string& name : facts.unseen) {
        made->warnings.push_back(
            message("The engine doesn't show the container {}, so whether that one needs it isn't known",
                    {printable(name)}));
    }
    return made;
}

} // namespace dockwright::actions
