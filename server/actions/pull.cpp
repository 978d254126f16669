#include "actions/pull.hpp"
#include "actions/cancelling.hpp"
#include "actions/pull_space.hpp"
#include "actions/pull_stream.hpp"
#include "actions/within.hpp"
#include "base/message.hpp"
#include "engine/calls/inspect_image.hpp"
#include "engine/calls/remove_image.hpp"
#include "engine/calls/tag_image.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <chrono>
#include <optional>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using engine::ImageReference;
using Pulled = std::expected<PulledImage, Problem>;
using Image = std::optional<engine::Image>;

constexpr std::chrono::seconds longest_untag{10};

/// What is meant, and under which name it is fetched; the two differ with a mirror.
struct Names {
    ImageReference wanted;
    ImageReference fetched;
};

Problem mirror_problem(std::string message, std::string next_step) {
    return {.kind = "mirror-not-usable", .message = std::move(message), .next_step = std::move(next_step)};
}

std::expected<ImageReference, Problem> through_mirror(const ImageReference& wanted, std::string mirror) {
    while (mirror.ends_with('/')) {
        mirror.pop_back();
    }
    if (wanted.registry != "docker.io" && !mirror.ends_with("/" + wanted.registry)) {
        return std::unexpected(
            mirror_problem(message("mirrors stand for Docker Hub, and '{}' is from {}",
                                   {printable(engine::familiar_name(wanted)), printable(wanted.registry)}),
                           message("Where the mirror has that registry too, write its path: --mirror HOST/{}",
                                   {printable(wanted.registry)})));
    }
    if (wanted.tag.empty()) {
        return std::unexpected(mirror_problem(
            message(
                "'{}' has no tag, and an engine gives no name to an image that a mirror sent by its digest",
                {printable(engine::familiar_name(wanted))}),
            "Name the tag as well, as in python:3.12@sha256:…"));
    }
    std::string name = mirror + "/" + wanted.repository + ":" + wanted.tag;
    name += wanted.digest.empty() ? "" : "@" + wanted.digest;
    auto fetched = engine::parse_image_reference(name);
    if (!fetched || !fetched->has_host) {
        return std::unexpected(mirror_problem(message("'{}' is no mirror's address", {printable(mirror)}),
                                              "Write its host without https://, as in docker.m.daocloud.io"));
    }
    return fetched;
}

std::expected<Names, Problem> names_of(const PullOptions& options) {
    auto wanted = engine::parse_image_reference(options.image);
    if (!wanted) {
        return std::unexpected(std::move(wanted.error()));
    }
    if (options.mirror.empty()) {
        return Names{.wanted = *wanted, .fetched = *wanted};
    }
    auto fetched = through_mirror(*wanted, options.mirror);
    if (!fetched) {
        return std::unexpected(std::move(fetched.error()));
    }
    return Names{.wanted = std::move(*wanted), .fetched = std::move(*fetched)};
}

/// A tag and a digest at once is a name that engines fetch by, and not one that they know it by.
std::string known_as(const ImageReference& image) {
    ImageReference name = image;
    if (!name.digest.empty()) {
        name.tag.clear();
    }
    return engine::full_name(name);
}

asio::awaitable<std::expected<PullOutcome, Problem>> fetch(std::shared_ptr<engine::Client> client,
                                                           PullStream pull) {
    PullStream again = pull;
    auto first = co_await pull_stream(client, std::move(pull));
    const bool cancelled = co_await was_cancelled();
    if (first || cancelled || first.error().kind != engine::problem_kind::connection_lost) {
        co_return first;
    }
    again.what += " (the connection broke off, once more)";
    auto second = co_await pull_stream(client, std::move(again));
    if (!second && second.error().kind == engine::problem_kind::cancelled) {
        co_return second;
    }
    co_return second ? std::move(second) : std::move(first);
}

/// Gives the image the name that was asked for, and takes the mirror's away again if it is new here.
asio::awaitable<std::expected<std::vector<std::string>, Problem>>
take_over(std::shared_ptr<engine::Client> client, Names names, bool keep_mirrors_name) {
    std::vector<std::string> notes;
    std::string from = known_as(names.fetched);
    ImageReference target = names.wanted;
    target.tag.clear();
    target.digest.clear();
    std::string repository = engine::pull_name(target);
    std::string tag = names.wanted.tag;
    std::string image = from;
    auto tagged = co_await engine::tag_image(client, std::move(image), std::move(repository), std::move(tag));
    co_await no_more_interruptions();
    if (!keep_mirrors_name) {
        using Removed = std::expected<std::vector<engine::RemovedImage>, Problem>;
        std::string surplus = from;
        asio::awaitable<Removed> removing = engine::remove_image(client, std::move(surplus));
        // Nothing interrupts it, so it doesn't get the minutes that whole images are given.
        const std::optional<Removed> removed = co_await within<Removed>(longest_untag, std::move(removing));
        if (!removed || !*removed) {
            notes.push_back(message("It also kept the mirror's name, {}: dockwright df --remove image:{}",
                                    {printable(from), printable(from)}));
        }
    }
    if (!tagged) {
        co_return std::unexpected(std::move(tagged.error()));
    }
    co_return notes;
}

struct Prepared {
    PullStream stream;
    /// What had the name before.
    std::string id_before;
    bool had_fetched_name = false;
};

asio::awaitable<std::expected<Prepared, Problem>> prepare(std::shared_ptr<engine::Client> client, Names names,
                                                          PullOptions options, OnProgress progress) {
    std::string name = known_as(names.wanted);
    const auto before = co_await engine::inspect_image(client, std::move(name));
    if (!before) {
        co_return std::unexpected(before.error());
    }
    Prepared out;
    if (const std::optional<engine::Image>& image = *before) {
        out.id_before = image->id;
    }
    out.had_fetched_name = !out.id_before.empty();
    if (!options.mirror.empty()) {
        std::string mirrored = known_as(names.fetched);
        const auto there = co_await engine::inspect_image(client, std::move(mirrored));
        if (!there) {
            co_return std::unexpected(there.error());
        }
        out.had_fetched_name = there->has_value();
    }
    std::string registry = names.fetched.registry;
    out.stream.transfer.image = names.fetched;
    out.stream.transfer.platform = options.platform;
    out.stream.transfer.login =
        co_await login_for(client, std::move(options.environment), std::move(registry));
    const auto root = co_await local_data_root(client);
    out.stream.data_root = root.value_or("");
    out.stream.progress = std::move(progress);
    out.stream.silence = options.silence;
    out.stream.what = "Pulling " + printable(engine::familiar_name(names.fetched));
    co_return out;
}

asio::awaitable<Pulled> described(std::shared_ptr<engine::Client> client, Names names, std::string id_before,
                                  PullOutcome outcome) {
    PulledImage pulled;
    pulled.name = engine::familiar_name(names.wanted);
    pulled.digest = std::move(outcome.digest);
    ImageReference named = names.wanted;
    if (names.wanted != names.fetched) {
        named.digest.clear(); // of a mirror: by its tag alone
    }
    std::string name = known_as(named);
    const auto image = co_await engine::inspect_image(client, std::move(name));
    if (!image) {
        co_return std::unexpected(image.error());
    }
    const std::optional<engine::Image>& found = *image;
    if (!found) {
        co_return std::unexpected(Problem{
            .kind = image_problem_kind::not_pulled,
            .message = message("the pull of '{}' ended without an error, but the engine doesn't have it",
                               {printable(pulled.name)}),
            .next_step = "Try again; the engine's log says more: sudo journalctl -u docker"});
    }
    pulled.id = found->id;
    pulled.size = static_cast<std::uint64_t>(std::max<std::int64_t>(found->size, 0));
    pulled.was_there = pulled.id == id_before && outcome.bytes == 0;
    if (!outcome.warning.empty()) {
        pulled.notes.push_back("While it was pulled " + outcome.warning);
    }
    co_return pulled;
}

} // namespace

asio::awaitable<Pulled> pull(std::shared_ptr<engine::Client> client, PullOptions options,
                             OnProgress progress) {
    co_await take_back_by_myself();
    const auto names = names_of(options);
    if (!names) {
        co_return std::unexpected(names.error());
    }
    const bool mirrored = !options.mirror.empty();
    auto prepared = co_await prepare(client, *names, std::move(options), std::move(progress));
    if (!prepared) {
        co_return std::unexpected(std::move(prepared.error()));
    }
    if (co_await was_cancelled()) {
        co_return std::unexpected(cancelled_by_person());
    }
    auto fetched = co_await fetch(client, std::move(prepared->stream));
    if (!fetched) {
        co_return std::unexpected(std::move(fetched.error()));
    }
    std::vector<std::string> notes;
    if (mirrored) {
        auto taken = co_await take_over(client, *names, prepared->had_fetched_name);
        if (!taken) {
            co_return std::unexpected(std::move(taken.error()));
        }
        notes = std::move(*taken);
    }
    auto pulled = co_await described(client, *names, std::move(prepared->id_before), std::move(*fetched));
    if (pulled) {
        pulled->notes.insert(pulled->notes.end(), notes.begin(), notes.end());
    }
    co_return pulled;
}

} // namespace dockwright::actions
