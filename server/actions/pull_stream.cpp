#include "actions/pull_stream.hpp"
#include "actions/bytes.hpp"
#include "actions/cancelling.hpp"
#include "actions/pull_space.hpp"
#include "base/message.hpp"
#include "engine/calls/pull_image.hpp"
#include "engine/problems.hpp"

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;
using Outcome = std::expected<PullOutcome, Problem>;

constexpr std::chrono::milliseconds between_looks{500};

Problem too_large(const PullStream& pull, const SpaceNeeded& needed, std::uint64_t free) {
    return {.kind = image_problem_kind::disk_full,
            .message = message("'{}' does not fit on the engine's disk: at least {} are still to come, and "
                               "{} is left with {} of free space",
                               {printable(engine::familiar_name(pull.transfer.image)),
                                bytes_text(needed.at_least), printable(pull.data_root), bytes_text(free)}),
            .next_step = "See what takes it and what can go: dockwright df"};
}

/// What is known of the disk while a pull is under way.
struct DiskWatch {
    Clock::time_point next_look{};
    std::string warning;
};

asio::awaitable<std::optional<Problem>> look_at_disk(std::shared_ptr<engine::Client> client,
                                                     const PullStream& pull, const engine::PullProgress& done,
                                                     DiskWatch& watch) {
    const SpaceNeeded needed = space_needed(done);
    const Clock::time_point now = Clock::now();
    if (pull.data_root.empty() || needed.at_least == 0 || now < watch.next_look) {
        co_return std::nullopt;
    }
    watch.next_look = now + between_looks;
    std::string folder = pull.data_root;
    const auto free = co_await free_space(client, std::move(folder));
    if (free && needed.at_least > *free) {
        co_return too_large(pull, needed, *free);
    }
    if (free && needed.probably > *free) {
        watch.warning = message("the disk may get full: unpacked this takes some {}, and {} are free",
                                {bytes_text(needed.probably), bytes_text(*free)});
    }
    co_return std::nullopt;
}

void show(const PullStream& pull, const engine::PullProgress& done, const DiskWatch& watch) {
    std::string detail = layers_text(done);
    if (!watch.warning.empty()) {
        detail += (detail.empty() ? "" : "; ") + watch.warning;
    }
    tell(pull.progress, {.what = pull.what,
                         .fraction = done.layers().empty() ? -1 : done.fraction(),
                         .done = static_cast<std::uint64_t>(done.bytes_done()),
                         .total = static_cast<std::uint64_t>(done.bytes_known()),
                         .detail = std::move(detail)});
}

/// Engines refuse before the stream begins with a status, and the same words.
Problem refused(const PullStream& pull, Problem problem) {
    return problem.kind == engine::problem_kind::request_refused
               ? image_problem(pull.transfer, problem.message)
               : std::move(problem);
}

} // namespace

std::string layers_text(const engine::PullProgress& progress) {
    const std::size_t all = progress.layers().size();
    const std::size_t whole =
        progress.count(engine::LayerState::done) + progress.count(engine::LayerState::present);
    if (all == 0) {
        return {};
    }
    return message("{} of {} {}",
                   {std::to_string(whole), std::to_string(all), all == 1 ? "layer" : "layers"});
}

asio::awaitable<Outcome> pull_stream(std::shared_ptr<engine::Client> client, PullStream pull) {
    const engine::ImageReference& image = pull.transfer.image;
    std::string repository = engine::pull_name(image);
    std::string tag = engine::pull_tag(image);
    std::string platform = pull.transfer.platform;
    std::string auth = pull.transfer.login.header;
    auto stream = co_await engine::pull_image(client, std::move(repository), std::move(tag),
                                              std::move(platform), std::move(auth));
    if (!stream) {
        co_return std::unexpected(refused(pull, std::move(stream.error())));
    }
    const auto messages = std::make_shared<ProgressMessages>(std::move(*stream), pull.silence);
    engine::PullProgress done;
    DiskWatch watch;
    while (true) {
        auto read = co_await next(messages);
        if (!read) {
            co_return std::unexpected(std::move(read.error()));
        }
        const std::optional<std::vector<engine::ProgressMessage>>& messages_now = *read;
        if (!messages_now) {
            break;
        }
        for (const engine::ProgressMessage& each : *messages_now) {
            done.add(each);
        }
        if (done.failed()) {
            co_return std::unexpected(image_problem(pull.transfer, done.error()));
        }
        auto full = co_await look_at_disk(client, pull, done, watch);
        if (full) {
            messages->close();
            co_return std::unexpected(std::move(*full));
        }
        show(pull, done, watch);
    }
    done.end();
    co_return PullOutcome{.digest = done.digest(),
                          .bytes = static_cast<std::uint64_t>(done.bytes_done()),
                          .warning = std::move(watch.warning)};
}

} // namespace dockwright::actions
