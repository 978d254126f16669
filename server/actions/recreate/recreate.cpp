#include "actions/recreate/recreate.hpp"
#include "actions/cancelling.hpp"
#include "actions/consent.hpp"
#include "actions/find_container.hpp"
#include "actions/recreate/carry_out.hpp"
#include "actions/recreate/journal_file.hpp"
#include "actions/recreate/take_back.hpp"
#include "actions/recreate/unfinished.hpp"
#include "base/message.hpp"
#include "engine/calls/update_container.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <array>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <ctime>
#include <random>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
namespace recreate_parts = engine::recreate;
using Outcome = std::expected<Recreated, Problem>;

std::string time_words() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), "%Y%m%d-%H%M%S", &parts);
    return {text.data(), size};
}

std::string four_digits() {
    constexpr std::string_view digits = "0123456789abcdef";
    std::random_device random;
    std::string out;
    for (int n = 0; n < 4; ++n) {
        out += digits[random() % digits.size()];
    }
    return out;
}

recreate_parts::Journal journal_of(const engine::Container& container, const engine::Endpoint& endpoint) {
    const std::string name = bare_name(container);
    recreate_parts::Journal journal{.engine = endpoint.host(),
                                    .old_id = container.id,
                                    .name = name,
                                    .temporary_name = name + ".new-" + four_digits(),
                                    .retired_name = name + ".old-" + time_words(),
                                    .ran = container.state.running || container.state.restarting,
                                    .paused = container.state.paused};
    if (container.host_config.restart_policy) {
        journal.policy = {.name = container.host_config.restart_policy->name,
                          .maximum_retries = container.host_config.restart_policy->maximum_retry_count};
    }
    return journal;
}

/// What an engine can change in a container that lives.
asio::awaitable<Outcome> update(std::shared_ptr<Recreation> work) {
    const recreate_parts::Changes& changes = work->options.changes;
    engine::ContainerUpdate update{.memory = changes.memory};
    if (changes.restart_policy) {
        update.restart_policy = policy_of(*changes.restart_policy);
    }
    engine::ContainerUpdate first = update;
    auto updated = co_await engine::update_container(work->client, work->journal.old_id, std::move(first));
    if (!updated && changes.memory && updated.error().kind == engine::problem_kind::request_refused) {
        // The limit of memory and swap has to grow with it; docker's default is the double.
        update.memory_swap = *changes.memory * 2;
        updated = co_await engine::update_container(work->client, work->journal.old_id, std::move(update));
    }
    if (!updated) {
        co_return std::unexpected(updated.error());
    }
    Recreated out{.name = work->journal.name, .old_id = work->journal.old_id, .plan = work->plan};
    out.warnings = updated->warnings;
    co_return out;
}

asio::awaitable<std::expected<void, Problem>> names_are_free(std::shared_ptr<Recreation> work) {
    const auto all = co_await present(work->client);
    if (!all) {
        co_return std::unexpected(all.error());
    }
    for (const recreate_parts::Present& one : *all) {
        if (one.name == work->journal.temporary_name || one.name == work->journal.retired_name) {
            co_return std::unexpected(
                Problem{.kind = engine::problem_kind::name_taken,
                        .message = message("there is a container {} already", {one.name}),
                        .next_step = "Try again in a moment"});
        }
    }
    co_return std::expected<void, Problem>();
}

/// A connection that was lost once is no reason to leave things half done.
asio::awaitable<Problem> taken_back(std::shared_ptr<Recreation> work, Problem reason) {
    co_await no_more_interruptions();
    constexpr int tries = 3;
    asio::steady_timer timer(work->client->executor());
    for (int n = 0; n < tries; ++n) {
        const auto settled = co_await settle_journal(work->client, work->journal, work->options.journals);
        if (settled) {
            reason.message += message("; the container {} is as it was", {printable(work->journal.name)});
            co_return reason;
        }
        timer.expires_after(work->options.between_tries);
        boost::system::error_code ec;
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ec));
    }
    reason.message +=
        message("; taking back what was begun with {} failed as well", {printable(work->journal.name)});
    reason.next_step = "When the engine answers again, finish or undo it: dockwright recreate --resume";
    co_return reason;
}

asio::awaitable<Outcome> replace(std::shared_ptr<Recreation> work) {
    const auto free = co_await names_are_free(work);
    if (!free) {
        co_return std::unexpected(free.error());
    }
    const auto carried = co_await carry_out(work);
    if (!carried) {
        Problem reason = carried.error();
        if (work->begun) {
            reason = co_await taken_back(work, std::move(reason));
        }
        co_return std::unexpected(std::move(reason));
    }
    forget_journal(work->options.journals, work->journal);
    if (work->journal.paused) {
        work->warnings.emplace_back("It was paused; the new one runs");
    }
    co_return Recreated{.name = work->journal.name,
                        .old_id = work->journal.old_id,
                        .new_id = work->journal.new_id,
                        .retired_name = work->journal.retired_name,
                        .plan = work->plan,
                        .warnings = work->warnings};
}

} // namespace

asio::awaitable<std::expected<recreate_parts::Plan, Problem>>
recreate_plan(std::shared_ptr<engine::Client> client, RecreateOptions options) {
    const auto finished = co_await nothing_unfinished(client, options.journals);
    if (!finished) {
        co_return std::unexpected(finished.error());
    }
    const auto facts = co_await recreate_facts(client, options.container);
    if (!facts) {
        co_return std::unexpected(facts.error());
    }
    co_return plan_of(**facts, options.changes, options.person);
}

asio::awaitable<Outcome> recreate(std::shared_ptr<engine::Client> client, RecreateOptions options,
                                  OnProgress progress) {
    co_await take_back_by_myself();
    const auto finished = co_await nothing_unfinished(client, options.journals);
    if (!finished) {
        co_return std::unexpected(finished.error());
    }
    const auto facts = co_await recreate_facts(client, options.container);
    if (!facts) {
        co_return std::unexpected(facts.error());
    }
    auto made = plan_of(**facts, options.changes, options.person);
    if (!made) {
        co_return std::unexpected(std::move(made.error()));
    }
    const std::string name = printable(bare_name((*facts)->container));
    if (!options.consent) {
        co_return std::unexpected(needs_consent(
            message(made->recreate_needed ? "container '{}' would be stopped and made anew as the plan says"
                                          : "container '{}' would be changed as the plan says",
                    {name}),
            "To do it: --yes"));
    }
    const bool cancelled = co_await was_cancelled();
    if (cancelled) {
        co_return std::unexpected(cancelled_by_person());
    }
    const std::shared_ptr<Recreation> work(
        new Recreation{.client = client,
                       .facts = *facts,
                       .options = std::move(options),
                       .plan = std::move(*made),
                       .journal = journal_of((*facts)->container, client->endpoint()),
                       .progress = std::move(progress),
                       .warnings = {}});
    if (!work->plan.recreate_needed) {
        co_return co_await update(work);
    }
    co_return co_await replace(work);
}

} // namespace dockwright::actions
