#include "actions/remove.hpp"
#include "actions/cancelling.hpp"
#include "actions/consent.hpp"
#include "actions/find_container.hpp"
#include "actions/somebody_elses.hpp"
#include "base/message.hpp"
#include "engine/calls/remove_container.hpp"
#include "engine/calls/stop_container.hpp"
#include "engine/problems.hpp"

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using engine::Container;

bool is_up(const Container& container) {
    return container.state.running || container.state.paused || container.state.restarting;
}

std::optional<Problem> asks(const Container& container, const OwnFiles& files, const Person& person) {
    std::string what;
    if (is_up(container)) {
        what += " runs, and what runs in it would end";
    }
    if (const auto owner = somebody_elses(container, person)) {
        what += (what.empty() ? " is " : "; it is ") + *owner + "'s";
    }
    const std::string lost = own_files_words(files);
    if (!lost.empty()) {
        what += (what.empty() ? " holds " : "; it holds ") + lost + " that would be gone";
    }
    if (what.empty()) {
        return std::nullopt;
    }
    const std::string name = printable(bare_name(container));
    std::string how = "To remove it all the same: --yes";
    if (!lost.empty()) {
        how = message("To keep its files, commit it first (dockwright commit {} IMAGE). {}", {name, how});
    }
    return needs_consent(message("container '{}'{}", {name, what}), std::move(how));
}

/// One that deletes itself when it ends is gone by its stop.
asio::awaitable<std::expected<void, Problem>> take_away(std::shared_ptr<engine::Client> client,
                                                        Container container, std::optional<int> seconds) {
    const auto is_gone = [](const auto& answer) {
        return !answer && answer.error().kind == engine::problem_kind::no_such_container;
    };
    if (is_up(container)) {
        const std::optional<int> time = stop_seconds(container, seconds);
        const auto stopped = co_await engine::stop_container(client, container.id, time);
        if (!stopped && !is_gone(stopped)) {
            co_return std::unexpected(stopped.error());
        }
    }
    auto removed = co_await engine::remove_container(client, container.id, false);
    const bool by_itself = !removed && container.host_config.auto_remove;
    if (!removed && !is_gone(removed) && !by_itself) {
        if (is_up(container)) {
            removed.error().message +=
                message("; container '{}' was stopped for it", {printable(bare_name(container))});
        }
        co_return std::unexpected(std::move(removed.error()));
    }
    co_return std::expected<void, Problem>();
}

} // namespace

asio::awaitable<std::expected<Removed, Problem>> remove(std::shared_ptr<engine::Client> client,
                                                        StopOptions options, OnProgress progress) {
    co_await take_back_by_myself();
    const auto container = co_await find_container(client, options.container);
    if (!container) {
        co_return std::unexpected(container.error());
    }
    auto files = co_await own_files(client, container->id);
    if (!files) {
        co_return std::unexpected(std::move(files.error()));
    }
    if (!options.consent) {
        if (std::optional<Problem> question = asks(*container, *files, options.person)) {
            co_return std::unexpected(std::move(*question));
        }
    }
    const bool cancelled = co_await was_cancelled();
    if (cancelled) {
        co_return std::unexpected(cancelled_by_person());
    }
    Removed removed{.id = container->id,
                    .name = bare_name(*container),
                    .files = std::move(*files),
                    .was_running = is_up(*container)};
    tell(progress, {.what = message("Removing {}", {printable(removed.name)}), .detail = {}, .line = {}});
    const auto gone = co_await take_away(client, *container, options.seconds);
    if (!gone) {
        co_return std::unexpected(gone.error());
    }
    co_return removed;
}

} // namespace dockwright::actions
