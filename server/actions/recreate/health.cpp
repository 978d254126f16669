#include "actions/recreate/health.hpp"
#include "actions/cancelling.hpp"
#include "actions/exec.hpp"
#include "actions/find_container.hpp"
#include "actions/within.hpp"
#include "base/message.hpp"
#include "engine/calls/container_logs.hpp"
#include "engine/calls/inspect_container.hpp"
#include "engine/calls/inspect_exec.hpp"
#include "engine/log_lines.hpp"
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Done = std::expected<void, Problem>;
using Clock = std::chrono::steady_clock;

asio::awaitable<void> pause(std::chrono::milliseconds time, asio::any_io_executor executor) {
    asio::steady_timer timer(executor, time);
    boost::system::error_code ec;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ec));
}

/// The last line that it printed; empty where that can't be told.
asio::awaitable<std::string> last_words(std::shared_ptr<engine::Client> client, engine::Container container) {
    constexpr std::size_t most = std::size_t{64} * 1024;
    const auto stream = co_await engine::container_logs(client, container.id, false, "3", "", false);
    if (!stream) {
        co_return std::string();
    }
    const auto bytes = co_await engine::rest_of(*stream, most);
    if (!bytes) {
        co_return std::string();
    }
    engine::LogFrames frames(container.config.tty ? engine::LogFrames::Form::raw
                                                  : engine::LogFrames::Form::frames);
    std::vector<engine::LogPiece> pieces;
    frames.feed(*bytes, pieces);
    engine::LogLines joined;
    std::vector<engine::LogLine> lines;
    for (const engine::LogPiece& piece : pieces) {
        joined.add(piece, lines);
    }
    joined.finish(lines);
    std::string last;
    for (const engine::LogLine& line : lines) {
        last = line.text.empty() ? last : line.text;
    }
    co_return printable(std::string_view(last).substr(0, 300));
}

asio::awaitable<Problem> not_well(std::shared_ptr<engine::Client> client, engine::Container container,
                                  std::string why) {
    const std::string words = co_await last_words(std::move(client), container);
    if (!words.empty()) {
        why += message("; the last that it printed: {}", {words});
    }
    co_return Problem{
        .kind = "container-not-well", .message = message("the new container {}", {why}), .next_step = {}};
}

/// What the state says: well, not well (why), or not yet.
struct Look {
    bool well = false;
    std::string why{};
};

Look look(const engine::Container& container, Clock::duration since, HealthLimits limits) {
    const engine::ContainerState& state = container.state;
    if (!state.running || state.restarting || container.restart_count > 0) {
        return {.why = message("ended with exit code {}", {std::to_string(state.exit_code)})};
    }
    const bool checked = state.health && !state.health->status.empty() && state.health->status != "none";
    if (!checked) {
        return {.well = since >= limits.settle};
    }
    if (state.health->status == "unhealthy") {
        return {.why = "runs, but its health check says unhealthy"};
    }
    if (state.health->status == "healthy") {
        return {.well = true};
    }
    return {.why = since >= limits.health ? "runs, but its health check has not said healthy in time" : ""};
}

asio::awaitable<std::expected<std::int64_t, Problem>> run_quietly(std::shared_ptr<engine::Client> client,
                                                                  ExecOptions options) {
    const auto exec = co_await actions::exec(client, std::move(options));
    if (!exec) {
        co_return std::unexpected(exec.error());
    }
    while (true) {
        const auto bytes = co_await read(exec->streams);
        if (!bytes) {
            co_return std::unexpected(bytes.error());
        }
        if (bytes->empty()) {
            break;
        }
    }
    constexpr int tries = 100;
    for (int n = 0; n < tries; ++n) {
        const auto state = co_await engine::inspect_exec(client, exec->id);
        if (!state) {
            co_return std::unexpected(state.error());
        }
        const std::optional<std::int64_t>& exit_code = state->exit_code;
        if (!state->running && exit_code) {
            co_return *exit_code;
        }
        co_await pause(std::chrono::milliseconds(50), client->executor());
    }
    co_return 0;
}

} // namespace

asio::awaitable<Done> until_well(std::shared_ptr<engine::Client> client, std::string id,
                                 HealthLimits limits) {
    const Clock::time_point began = Clock::now();
    while (true) {
        const auto container = co_await engine::inspect_container(client, id);
        if (!container) {
            co_return std::unexpected(container.error());
        }
        const Look seen = look(*container, Clock::now() - began, limits);
        if (seen.well) {
            co_return Done();
        }
        if (!seen.why.empty()) {
            co_return std::unexpected(co_await not_well(client, *container, seen.why));
        }
        const bool cancelled = co_await was_cancelled();
        if (cancelled) {
            co_return std::unexpected(cancelled_by_person());
        }
        co_await pause(std::chrono::milliseconds(200), client->executor());
    }
}

asio::awaitable<std::expected<std::vector<std::string>, Problem>>
sees_gpus(std::shared_ptr<engine::Client> client, std::string id) {
    constexpr std::int64_t cannot_run = 126;
    constexpr std::int64_t not_found = 127;
    ExecOptions options{.container = std::move(id), .words = {"nvidia-smi", "-L"}};
    const auto code = co_await run_quietly(client, std::move(options));
    std::vector<std::string> warnings;
    if (!code) {
        co_return std::unexpected(code.error());
    }
    if (*code == cannot_run || *code == not_found) {
        warnings.emplace_back("Whether it sees its GPUs was not checked: there is no nvidia-smi in it");
    } else if (*code != 0) {
        co_return std::unexpected(
            Problem{.kind = "gpus-not-there",
                    .message = message("the new container runs, but nvidia-smi in it fails with exit code {}",
                                       {std::to_string(*code)}),
                    .next_step = "See what is wrong with this machine's GPUs: dockwright doctor"});
    }
    co_return warnings;
}

} // namespace dockwright::actions
