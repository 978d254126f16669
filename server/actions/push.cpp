#include "actions/push.hpp"
#include "actions/cancelling.hpp"
#include "actions/image_problem.hpp"
#include "actions/pull_stream.hpp"
#include "base/message.hpp"
#include "engine/calls/inspect_image.hpp"
#include "engine/calls/push_image.hpp"
#include "engine/calls/remove_image.hpp"
#include "engine/calls/tag_image.hpp"
#include "engine/problems.hpp"

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using engine::ImageReference;
using Pushed = std::expected<PushedImage, Problem>;

std::expected<ImageReference, Problem> target_of(const PushOptions& options) {
    const std::string& name = options.as.empty() ? options.image : options.as;
    auto target = engine::parse_image_reference(name);
    if (!target) {
        return target;
    }
    if (!target->digest.empty()) {
        return std::unexpected(
            Problem{.kind = "push-needs-tag",
                    .message = message("'{}' names a digest, and only tags are pushed", {printable(name)}),
                    .next_step = "Leave out what stands behind the @"});
    }
    if (!target->has_host && target->repository.starts_with("library/")) {
        const std::string shown = printable(engine::familiar_name(*target));
        return std::unexpected(
            Problem{.kind = "push-needs-registry",
                    .message = message("'{}' doesn't say where to: without a registry or a user it means "
                                       "Docker Hub's own images",
                                       {shown}),
                    .next_step = message("Name the place: dockwright push {} --as USER/{} for Docker Hub, or "
                                         "--as REGISTRY/{}",
                                         {printable(options.image), shown, shown})});
    }
    return target;
}

Problem not_there(const std::string& image, const engine::Endpoint& endpoint) {
    return {.kind = engine::problem_kind::image_not_there,
            .message = message("no image '{}' at {}", {printable(image), endpoint.description()}),
            .next_step = "See which there are: dockwright images"};
}

asio::awaitable<std::expected<std::string, Problem>> id_of(std::shared_ptr<engine::Client> client,
                                                           std::string name) {
    const auto image = co_await engine::inspect_image(client, std::move(name));
    if (!image) {
        co_return std::unexpected(image.error());
    }
    const std::optional<engine::Image>& found = *image;
    co_return found ? found->id : std::string();
}

asio::awaitable<std::optional<Problem>> give_name(std::shared_ptr<engine::Client> client, std::string image,
                                                  ImageReference name) {
    std::string repository = engine::pull_name(name);
    std::string tag = name.tag;
    const auto tagged =
        co_await engine::tag_image(client, std::move(image), std::move(repository), std::move(tag));
    co_return tagged ? std::nullopt : std::optional(tagged.error());
}

/// Nothing cancels it. What it can't do is said with the problem that made it necessary.
asio::awaitable<Problem> taken_back(std::shared_ptr<engine::Client> client, ImageReference name,
                                    std::string id_before, Problem why) {
    co_await no_more_interruptions();
    const std::string before = id_before;
    std::optional<Problem> failed;
    if (id_before.empty()) {
        std::string surplus = engine::full_name(name);
        const auto removed = co_await engine::remove_image(client, std::move(surplus));
        failed = removed ? std::nullopt : std::optional(removed.error());
    } else {
        ImageReference again = name;
        failed = co_await give_name(client, std::move(id_before), std::move(again));
    }
    std::string now_named = engine::full_name(name);
    const auto now = co_await id_of(client, std::move(now_named));
    if (failed && (!now || *now != before)) {
        why.message +=
            message("; the name '{}' stays on the image", {printable(engine::familiar_name(name))});
    }
    co_return why;
}

struct PushStream {
    ImageTransfer transfer;
    OnProgress progress;
    std::chrono::milliseconds silence = longest_silence;
};

asio::awaitable<Pushed> push_stream(std::shared_ptr<engine::Client> client, PushStream push) {
    const ImageReference& image = push.transfer.image;
    std::string repository = engine::pull_name(image);
    std::string tag = image.tag;
    std::string auth = push.transfer.login.header;
    auto stream = co_await engine::push_image(client, std::move(repository), std::move(tag), std::move(auth));
    if (!stream) {
        const bool refused = stream.error().kind == engine::problem_kind::request_refused;
        co_return std::unexpected(refused ? image_problem(push.transfer, stream.error().message)
                                          : std::move(stream.error()));
    }
    const auto messages = std::make_shared<ProgressMessages>(std::move(*stream), push.silence);
    const std::string name = engine::familiar_name(image);
    engine::PullProgress done;
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
            co_return std::unexpected(image_problem(push.transfer, done.error()));
        }
        tell(push.progress, {.what = "Pushing " + printable(name),
                             .fraction = done.layers().empty() ? -1 : done.fraction(),
                             .done = static_cast<std::uint64_t>(done.bytes_done()),
                             .total = static_cast<std::uint64_t>(done.bytes_known()),
                             .detail = layers_text(done)});
    }
    co_return PushedImage{
        .name = name, .digest = done.digest(), .bytes = static_cast<std::uint64_t>(done.bytes_done())};
}

} // namespace

asio::awaitable<Pushed> push(std::shared_ptr<engine::Client> client, PushOptions options,
                             OnProgress progress) {
    co_await take_back_by_myself();
    const auto target = target_of(options);
    if (!target) {
        co_return std::unexpected(target.error());
    }
    std::string source = options.as.empty() ? engine::full_name(*target) : options.image;
    const auto id = co_await id_of(client, source);
    if (!id || id->empty()) {
        co_return std::unexpected(id ? not_there(options.image, client->endpoint()) : id.error());
    }
    std::string target_name = engine::full_name(*target);
    const auto before = co_await id_of(client, std::move(target_name));
    if (!before) {
        co_return std::unexpected(before.error());
    }
    PushStream stream{.transfer = {.direction = Transfer::push, .image = *target},
                      .progress = std::move(progress),
                      .silence = options.silence};
    std::string registry = target->registry;
    stream.transfer.login = co_await login_for(client, std::move(options.environment), std::move(registry));
    if (co_await was_cancelled()) {
        co_return std::unexpected(cancelled_by_person());
    }
    const bool renames = *before != *id;
    if (renames) {
        auto failed = co_await give_name(client, *id, *target);
        if (failed) {
            co_return std::unexpected(co_await taken_back(client, *target, *before, std::move(*failed)));
        }
    }
    auto pushed = co_await push_stream(client, std::move(stream));
    if (!pushed && renames) {
        Problem why = std::move(pushed.error());
        co_return std::unexpected(co_await taken_back(client, *target, *before, std::move(why)));
    }
    co_return pushed;
}

} // namespace dockwright::actions
