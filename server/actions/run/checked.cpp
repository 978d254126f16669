#include "actions/run/checked.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "engine/calls/container_logs.hpp"
#include "engine/calls/inspect_container.hpp"
#include "engine/log_frames.hpp"
#include "engine/problems.hpp"
#include "engine/shell_words.hpp"
#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Client = std::shared_ptr<engine::Client>;
using Done = std::expected<void, Problem>;
constexpr std::size_t most_log = std::size_t{64} << 10U;
constexpr std::size_t most_shown = 1500;

asio::awaitable<std::string> last_lines(Client client, std::string id, bool terminal) {
    auto logs = co_await engine::container_logs(std::move(client), std::move(id), false, "20", "", false);
    if (!logs) {
        co_return std::string();
    }
    auto bytes = co_await engine::rest_of(*logs, most_log);
    std::string text;
    std::vector<engine::LogPiece> pieces;
    engine::LogFrames frames(terminal ? engine::LogFrames::Form::raw : engine::LogFrames::Form::frames);
    if (bytes) {
        frames.feed(*bytes, pieces);
    }
    for (const engine::LogPiece& piece : pieces) {
        text += piece.bytes;
    }
    const std::string_view end = ascii::trimmed(text);
    co_return std::string(end.substr(end.size() > most_shown ? end.size() - most_shown : 0));
}

/// Line breaks stay out of a sentence.
std::string in_one_line(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c == '\n' ? std::string(" / ") : std::string(1, c);
    }
    return printable(out);
}

Problem ended(const PreparedRun& prepared, const engine::ContainerState& state, const std::string& said) {
    std::string what = message("'{}' ended at once with exit code {}",
                               {prepared.plan.name, std::to_string(state.exit_code)});
    what += state.oom_killed ? ", since its memory was at an end" : "";
    what += said.empty() ? "" : ": " + in_one_line(said);
    return Problem({.kind = "container-ended",
                    .message = std::move(what),
                    .next_step = "Mend its command, then run it again"});
}

bool stuck(const PreparedRun& prepared, const engine::Container& container) {
    return !prepared.plan.spec.host_config.device_requests ||
           !container.host_config.device_requests.empty() || !container.host_config.devices.empty();
}

Problem forgotten(const PreparedRun& prepared) {
    return {.kind = "gpu-request-dropped",
            .message = "the engine made the container and left out its request for GPUs",
            .next_step = "Start it with the engine's own program: " +
                         engine::shown_command(run_line(prepared.plan, prepared.options,
                                                        prepared.podman ? "podman" : "docker"))};
}

/// Somebody else may have asked for the same GPUs between our look and the start. The later one gives way.
asio::awaitable<Done> still_alone(Client client, PreparedRun prepared, std::string id) {
    if (prepared.options.gpus.empty() || prepared.options.share_gpus || prepared.plan.gpus.ids.empty()) {
        co_return Done();
    }
    auto claims = co_await running_claims(client, prepared.info.default_runtime, std::move(id));
    if (!claims) {
        co_return std::unexpected(std::move(claims.error()));
    }
    for (const std::string& uuid : prepared.plan.gpus.ids) {
        const auto other = std::ranges::find_if(
            *claims, [&](const GpuClaim& claim) { return std::ranges::count(claim.ids, uuid) != 0; });
        if (other != claims->end()) {
            co_return std::unexpected(
                Problem{.kind = "gpu-taken",
                        .message = message("'{}' was given the same GPU at the same moment",
                                           {printable(other->container)}),
                        .next_step = "Run it again: another GPU may be free"});
        }
    }
    co_return Done();
}

} // namespace

asio::awaitable<Done> check_started(Client client, PreparedRun prepared, std::string id, bool* has_ended) {
    const bool watched = prepared.options.interactive || prepared.options.followed;
    if (prepared.options.settle.count() > 0 && !watched) {
        asio::steady_timer timer(co_await asio::this_coro::executor, prepared.options.settle);
        boost::system::error_code ec;
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ec));
    }
    auto container = co_await engine::inspect_container(client, id);
    if (!container && container.error().kind == engine::problem_kind::no_such_container &&
        prepared.options.remove_at_end) {
        *has_ended = true;
        co_return Done();
    }
    if (!container) {
        co_return std::unexpected(std::move(container.error()));
    }
    if (!stuck(prepared, *container)) {
        co_return std::unexpected(forgotten(prepared));
    }
    if (container->state.status == "exited" || container->state.status == "dead") {
        *has_ended = true;
        if (container->state.exit_code != 0 && !watched) {
            const std::string said = co_await last_lines(client, id, container->config.tty);
            co_return std::unexpected(ended(prepared, container->state, said));
        }
        co_return Done();
    }
    co_return co_await still_alone(client, std::move(prepared), std::move(id));
}

} // namespace dockwright::actions
