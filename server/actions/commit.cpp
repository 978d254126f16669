#include "actions/commit.hpp"
#include "actions/bytes.hpp"
#include "actions/cancelling.hpp"
#include "actions/consent.hpp"
#include "actions/find_container.hpp"
#include "actions/secrets.hpp"
#include "actions/somebody_elses.hpp"
#include "base/message.hpp"
#include "engine/calls/commit_container.hpp"
#include "engine/calls/inspect_image.hpp"
#include "engine/image_reference.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <chrono>
#include <optional>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using engine::Container;

/// What a label may hold without quotes.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text.substr(0, 128)) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        out += letter || std::string_view("_.-@:").find(c) != std::string_view::npos ? c : '_';
    }
    return out;
}

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
    std::string out;
    for (const std::string& text : texts) {
        out.append(out.empty() ? "" : between).append(printable(text));
    }
    return out;
}

std::vector<std::string> warnings_of(const Container& container, const OwnFiles& files,
                                     const Person& person) {
    std::vector<std::string> out;
    const std::string name = printable(bare_name(container));
    if (const auto owner = somebody_elses(container, person)) {
        out.push_back(message("container '{}' is {}'s", {name, *owner}));
    }
    if (!files.elsewhere.empty()) {
        out.push_back("what lies outside of the container is left out: " + joined(files.elsewhere, ", "));
    }
    const std::vector<std::string> variables = secret_variables(container.config.env);
    if (!variables.empty()) {
        out.push_back("whoever gets the image can read the variables that look like secrets: " +
                      joined(variables, ", "));
    }
    const std::vector<std::string> secrets = secret_files(files.layer);
    if (!secrets.empty()) {
        out.push_back("and the files that usually hold keys or passwords: " + joined(secrets, ", "));
    }
    return out;
}

/// After a connection that was lost: the engine may have done it all the same.
asio::awaitable<std::optional<std::string>> made_anyway(std::shared_ptr<engine::Client> client,
                                                        std::string image, std::string before) {
    const auto now = co_await engine::inspect_image(std::move(client), std::move(image));
    const std::optional<engine::Image> found = now ? *now : std::nullopt;
    if (!found || found->id == before) {
        co_return std::nullopt;
    }
    const std::optional<engine::ImageConfig>& config = found->config;
    const bool by_us = config && config->labels.contains("dockwright.committed-at");
    co_return by_us ? std::optional(found->id) : std::nullopt;
}

/// Everything that is known before anything is changed.
struct Beginning {
    Container container{};
    ImageTag tag{};
    /// The id of the image that has the name now; empty where none has.
    std::string before{};
    Committed commit{};
};

asio::awaitable<std::expected<Beginning, Problem>> begin(std::shared_ptr<engine::Client> client,
                                                         CommitOptions options) {
    auto tag = image_tag(options.image);
    if (!tag) {
        co_return std::unexpected(std::move(tag.error()));
    }
    auto container = co_await find_container(client, options.container);
    if (!container) {
        co_return std::unexpected(std::move(container.error()));
    }
    auto files = co_await own_files(client, container->id);
    if (!files) {
        co_return std::unexpected(std::move(files.error()));
    }
    Beginning beginning{.container = std::move(*container), .tag = std::move(*tag)};
    beginning.commit.image = beginning.tag.repository + ":" + beginning.tag.tag;
    beginning.commit.name = bare_name(beginning.container);
    beginning.commit.files = std::move(*files);
    beginning.commit.warnings = warnings_of(beginning.container, beginning.commit.files, options.person);
    const auto before = co_await engine::inspect_image(client, beginning.commit.image);
    if (!before) {
        co_return std::unexpected(before.error());
    }
    if (const std::optional<engine::Image>& named = *before) {
        beginning.before = named->id;
        beginning.commit.warnings.push_back(
            message("the image that is called {} now loses that name", {printable(beginning.commit.image)}));
    }
    co_return beginning;
}

} // namespace

std::expected<ImageTag, Problem> image_tag(std::string_view name) {
    const auto reference = engine::parse_image_reference(name);
    if (!reference) {
        return std::unexpected(reference.error());
    }
    if (!reference->digest.empty()) {
        return std::unexpected(Problem{.kind = "image-name-refused",
                                       .message = "an image that is made now can't have a digest in its name",
                                       .next_step = "Name it as in my-image:1"});
    }
    std::string familiar = engine::familiar_name(*reference);
    return ImageTag{.repository = familiar.substr(0, familiar.size() - reference->tag.size() - 1),
                    .tag = reference->tag};
}

std::string commit_labels(const Container& container, const Person& person, std::int64_t when) {
    std::string out = "LABEL dockwright.committed-from=" + plain(bare_name(container)) +
                      "\nLABEL dockwright.committed-at=" + std::to_string(when) +
                      "\nLABEL dockwright.committed-by=" + plain(owner_value(person));
    if (container.config.labels.contains(std::string(owner_label))) {
        // Containers inherit their image's labels, and the next one may be another person's.
        out += message("\nLABEL {}=\"\"", {owner_label});
    }
    return out;
}

asio::awaitable<std::expected<Committed, Problem>> commit(std::shared_ptr<engine::Client> client,
                                                          CommitOptions options, OnProgress progress) {
    co_await take_back_by_myself();
    const bool consent = options.consent;
    const Person person = options.person;
    auto beginning = co_await begin(client, std::move(options));
    if (!beginning) {
        co_return std::unexpected(std::move(beginning.error()));
    }
    Committed& made = beginning->commit;
    const std::string size =
        bytes_text(static_cast<std::uint64_t>(std::max<std::int64_t>(made.files.size, 0)));
    if (!consent && !made.warnings.empty()) {
        co_return std::unexpected(
            needs_consent(message("{} with {} of the container's own files is not made yet: {}",
                                  {printable(made.image), size, joined(made.warnings, "; ")}),
                          "To make it all the same: --yes"));
    }
    const bool cancelled = co_await was_cancelled();
    if (cancelled) {
        co_return std::unexpected(cancelled_by_person());
    }
    tell(progress,
         {.what = message("Saving {} of {}", {size, printable(made.name)}), .detail = {}, .line = {}});
    const std::int64_t when =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
            .count();
    std::string labels = commit_labels(beginning->container, person, when);
    std::string comment = "dockwright commit of " + plain(made.name);
    const auto image =
        co_await engine::commit_container(client, beginning->container.id, beginning->tag.repository,
                                          beginning->tag.tag, std::move(comment), std::move(labels));
    if (image) {
        made.id = image->id;
        co_return std::move(made);
    }
    co_await no_more_interruptions(); // also after a Ctrl-C: what the engine has done is known only by asking
    const std::optional<std::string> anyway = co_await made_anyway(client, made.image, beginning->before);
    if (anyway) {
        made.id = *anyway;
        co_return std::move(made);
    }
    co_return std::unexpected(image.error());
}

} // namespace dockwright::actions
