#include "actions/why/why.hpp"
#include "actions/doctor/gather.hpp"
#include "actions/doctor/output_of.hpp"
#include "base/message.hpp"
#include "engine/calls/inspect_container.hpp"
#include "engine/calls/inspect_image.hpp"
#include "engine/problems.hpp"
#include "gpu/cause.hpp"

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;

std::string sentence_of(const Why& why) {
    const std::string name = shown_name(why.seen.container);
    switch (why.verdict) {
    case WhyVerdict::sees_gpu:
        if (const std::optional<Inside>& inside = why.seen.inside) {
            return message("{} sees its GPU: {}", {name, inside->gpus.front()});
        }
        break;
    case WhyVerdict::fails: {
        std::string_view text = gpu::text(why.reasons.front().cause);
        text.remove_suffix(text.ends_with('.') ? 1 : 0);
        return message("{} can't use a GPU: {}", {name, text});
    }
    case WhyVerdict::unknown: break;
    }
    return why.seen.container.state.running
               ? message("Nothing was found that keeps {} from the GPU", {name})
               : message(
                     "Nothing was found that keeps {} from the GPU; it does not run, so nobody looked inside",
                     {name});
}

/// What is inside is a help and no must: an image without a shell has nothing to say.
asio::awaitable<std::optional<Inside>> look_inside(std::shared_ptr<engine::Client> client,
                                                   const engine::Container& container) {
    if (!container.state.running || container.state.paused) {
        co_return std::nullopt;
    }
    std::vector<std::string> argv{"sh", "-c", std::string(inside_script)};
    const OutputLimits limits{.time = std::chrono::minutes(1)};
    const auto printed = co_await output_inside(std::move(client), container.id, std::move(argv), limits);
    co_return printed ? read_inside(printed->text) : std::nullopt;
}

} // namespace

asio::awaitable<std::expected<Why, Problem>> why(engine::Choice choice, engine::Environment environment,
                                                 std::string reference,
                                                 std::optional<asio::any_io_executor> pool,
                                                 OnProgress progress) {
    auto gathered = co_await gather(std::move(choice), std::move(environment), std::move(pool), progress);
    if (!gathered) {
        co_return std::unexpected(std::move(gathered.error()));
    }
    const host::EngineFacts& engine = gathered->facts.engine;
    if (!gathered->client) {
        co_return std::unexpected(
            Problem{.kind = engine::problem_kind::not_there, // which of the kinds, its words say
                    .message = engine.problem,
                    .next_step = engine.problem_next_step});
    }
    auto container = co_await engine::inspect_container(gathered->client, reference);
    if (!container) {
        co_return std::unexpected(std::move(container.error()));
    }
    Why out;
    out.seen.machine = gathered->facts;
    out.seen.gpu = engine::gpu_use(*container, engine.default_runtime);
    std::string image_id = container->image;
    if (auto image = co_await engine::inspect_image(gathered->client, std::move(image_id))) {
        out.seen.image = std::move(*image);
    }
    tell(progress, {.what = "Looking into the container", .line = {}});
    out.seen.container = std::move(*container);
    out.seen.inside = co_await look_inside(gathered->client, out.seen.container);
    out.reasons = why_reasons(out.seen);
    out.verdict = why_verdict(out.seen, out.reasons);
    out.sentence = sentence_of(out);
    co_return out;
}

} // namespace dockwright::actions
