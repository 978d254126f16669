#include "actions/recreate/carry_out.hpp"
#include "actions/cancelling.hpp"
#include "actions/commit.hpp"
#include "actions/find_container.hpp"
#include "actions/recreate/health.hpp"
#include "actions/recreate/journal_file.hpp"
#include "actions/recreate/take_back.hpp"
#include "actions/stop.hpp"
#include "base/message.hpp"
#include "engine/calls/commit_container.hpp"
#include "engine/calls/connect_network.hpp"
#include "engine/calls/create_container.hpp"
#include "engine/calls/inspect_container.hpp"
#include "engine/calls/remove_container.hpp"
#include "engine/calls/rename_container.hpp"
#include "engine/calls/start_container.hpp"
#include "engine/calls/stop_container.hpp"
#include "engine/calls/unpause_container.hpp"
#include "engine/calls/update_container.hpp"
#include "engine/recreate/own_layer.hpp"
#include <array>
#include <ctime>
#include <utility>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
namespace recreate = engine::recreate;
using Done = std::expected<void, Problem>;
using Work = std::shared_ptr<Recreation>;
using recreate::Stage;

template <typename T>
Done done(const std::expected<T, Problem>& answer) {
    return answer ? Done() : std::unexpected(answer.error());
}

/// A stage that could not be written is not reached: what is taken back goes by what a resumption would see.
Done reached(const Work& work, Stage stage) {
    const Stage before = std::exchange(work->journal.stage, stage);
    Done written = write_journal(work->options.journals, work->journal);
    work->journal.stage = written ? stage : before;
    work->begun = work->begun || written;
    return written;
}

/// Names an image that nobody else has: kept-train:20261126-130501.
ImageTag kept_image(const recreate::Journal& journal) {
    std::string repository = "kept";
    for (const char c : journal.name) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (upper || plain) {
            repository += repository == "kept" ? "-" : "";
            repository += upper ? static_cast<char>(c - 'A' + 'a') : c;
        } else if (repository.back() != '-') {
            repository += '-';
        }
    }
    while (repository.ends_with('-')) {
        repository.pop_back();
    }
    return {.repository = repository, .tag = journal.retired_name.substr(journal.name.size() + 5)};
}

/// Makes it under its temporary name, and connects it.
asio::awaitable<std::expected<std::string, Problem>> create_new(Work work, std::string image) {
    recreate::Changes changes = work->options.changes;
    changes.image = std::move(image);
    const auto request = recreate::create_request(work->facts->source(), changes);
    if (!request) {
        co_return std::unexpected(request.error());
    }
    auto created = co_await engine::create_container(work->client, work->journal.temporary_name,
                                                     request->platform, request->body);
    if (!created) {
        co_return std::unexpected(std::move(created.error()));
    }
    for (const recreate::NetworkConnection& connection : request->connect) {
        std::string body = recreate::connect_body(created->id, connection);
        const auto connected =
            co_await engine::connect_network(work->client, connection.network, std::move(body));
        if (!connected) {
            co_return std::unexpected(connected.error());
        }
    }
    co_return created->id;
}

/// What the engine refuses of the new options is seen while all still runs.
asio::awaitable<Done> try_create(Work work) {
    if (work->facts->image_text.empty()) {
        co_return Done();
    }
    const auto created = co_await create_new(work, std::string());
    if (!created) {
        co_return std::unexpected(created.error());
    }
    co_return done(co_await engine::remove_container(work->client, *created, true));
}

asio::awaitable<Done> stop_old(Work work) {
    const engine::Container& old = work->facts->container;
    if (work->journal.paused) {
        const auto resumed = co_await engine::unpause_container(work->client, old.id);
        if (!resumed) {
            co_return done(resumed);
        }
    }
    const std::optional<int> seconds = stop_seconds(old, std::nullopt);
    co_return done(co_await engine::stop_container(work->client, old.id, seconds));
}

asio::awaitable<Done> commit_old(Work work) {
    const ImageTag tag = kept_image(work->journal);
    work->journal.committed_image = tag.repository + ":" + tag.tag;
    Done written = reached(work, Stage::planned);
    if (!written) {
        co_return written;
    }
    const Done tried = co_await try_create(work);
    if (!tried) {
        co_return tried;
    }
    const Done stopped = co_await stop_old(work);
    if (!stopped) {
        co_return stopped;
    }
    std::string labels = commit_labels(work->facts->container, work->options.person, std::time(nullptr));
    std::string comment = "kept by dockwright recreate";
    const auto image = co_await engine::commit_container(work->client, work->journal.old_id, tag.repository,
                                                         tag.tag, std::move(comment), std::move(labels));
    co_return image ? reached(work, Stage::committed) : done(image);
}

asio::awaitable<Done> keep_files(Work work) {
    if (!work->plan.commit_needed || !work->options.changes.image.empty()) {
        co_return Done();
    }
    co_return co_await commit_old(work);
}

asio::awaitable<Done> create(Work work) {
    auto created = co_await create_new(work, work->journal.committed_image);
    if (!created) {
        co_return std::unexpected(std::move(created.error()));
    }
    work->journal.new_id = std::move(*created);
    co_return reached(work, Stage::created);
}

asio::awaitable<Done> stop(Work work) {
    const bool stopped_for_commit = !work->journal.committed_image.empty();
    if (work->journal.ran && !stopped_for_commit) {
        const Done stopped = co_await stop_old(work);
        if (!stopped) {
            co_return stopped;
        }
    }
    co_return reached(work, Stage::stopped);
}

asio::awaitable<Done> leave_unattended(Work work) {
    const std::string& policy = work->journal.policy.name;
    if (work->client->spoken().podman) {
        // It can't change a policy (4.3), and starts what has ended at the machine's next start alone.
        if (policy == "always") {
            work->warnings.emplace_back(
                "The old one keeps its restart policy, so podman may start it with the "
                "machine: remove it before that, by --drop-old");
        }
    } else if (!policy.empty() && policy != "no") {
        engine::ContainerUpdate update{.restart_policy = engine::RestartPolicy{.name = "no"}};
        const auto updated =
            co_await engine::update_container(work->client, work->journal.old_id, std::move(update));
        if (!updated) {
            co_return done(updated);
        }
    }
    co_return reached(work, Stage::unattended);
}

asio::awaitable<Done> rename_old(Work work) {
    const auto renamed =
        co_await engine::rename_container(work->client, work->journal.old_id, work->journal.retired_name);
    co_return renamed ? reached(work, Stage::old_renamed) : done(renamed);
}

asio::awaitable<Done> rename_new(Work work) {
    const auto renamed =
        co_await engine::rename_container(work->client, work->journal.new_id, work->journal.name);
    co_return renamed ? reached(work, Stage::new_renamed) : done(renamed);
}

asio::awaitable<Done> start(Work work) {
    if (work->journal.ran) {
        const auto started = co_await engine::start_container(work->client, work->journal.new_id);
        if (!started) {
            co_return done(started);
        }
    }
    co_return reached(work, Stage::started);
}

/// Engines leave out what they don't know, so what was asked for is looked up.
asio::awaitable<Done> check_gpus(Work work) {
    const auto& gpus = work->options.changes.gpus;
    if (!gpus || gpus->empty()) {
        co_return Done();
    }
    const auto made = co_await engine::inspect_container(work->client, work->journal.new_id);
    if (!made) {
        co_return done(made);
    }
    if (made->host_config.device_requests.empty()) {
        co_return std::unexpected(
            Problem{.kind = "gpus-left-out",
                    .message = "the engine made the container without the GPUs that were asked for",
                    .next_step = "This engine can't give GPUs by its API; see dockwright doctor"});
    }
    if (!work->journal.ran) {
        co_return Done();
    }
    auto seen = co_await sees_gpus(work->client, work->journal.new_id);
    if (!seen) {
        co_return done(seen);
    }
    work->warnings.insert(work->warnings.end(), seen->begin(), seen->end());
    co_return Done();
}

asio::awaitable<Done> prove(Work work) {
    if (work->journal.ran) {
        const HealthLimits limits{.settle = work->options.settle, .health = work->options.health};
        const Done well = co_await until_well(work->client, work->journal.new_id, limits);
        if (!well) {
            co_return well;
        }
    }
    const Done gpus = co_await check_gpus(work);
    co_return gpus ? reached(work, Stage::proven) : gpus;
}

asio::awaitable<Done> write_plan(Work work) {
    co_return reached(work, Stage::planned);
}

struct Part {
    asio::awaitable<Done> (*run)(Work);
    std::string_view what;
};

constexpr std::array<Part, 9> parts = {{{write_plan, "Preparing {}"},
                                        {keep_files, "Saving the files of {}"},
                                        {create, "Making {} anew"},
                                        {stop, "Stopping {}"},
                                        {leave_unattended, "Stopping {}"},
                                        {rename_old, "Giving {} its name"},
                                        {rename_new, "Giving {} its name"},
                                        {start, "Starting {}"},
                                        {prove, "Looking whether {} is well"}}};

} // namespace

asio::awaitable<Done> carry_out(Work work) {
    for (const Part& part : parts) {
        const bool cancelled = co_await was_cancelled();
        if (cancelled) {
            co_return std::unexpected(cancelled_by_person());
        }
        Progress now;
        now.what = message(part.what, {printable(work->journal.name)});
        tell(work->progress, now);
        const Done passed = co_await part.run(work);
        if (!passed) {
            co_return passed;
        }
    }
    co_return Done();
}

} // namespace dockwright::actions
