#include "engine/recreate/body.hpp"
#include "engine/recreate/draft.hpp"
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

namespace dockwright::engine::recreate {
namespace {

std::expected<Draft, Problem> opened(const Source& source, const Changes& changes) {
    std::expected<object, Problem> container = read_object(source.container, "container");
    if (!container) {
        return std::unexpected(container.error());
    }
    Draft draft(source, changes);
    const object* config = object_of(*container, "Config");
    const object* host = object_of(*container, "HostConfig");
    if (config == nullptr || host == nullptr) {
        return std::unexpected(read_object("[]", "container").error());
    }
    draft.config = *config;
    draft.host = *host;
    draft.container = std::move(*container);
    if (!source.image.empty()) {
        const std::expected<object, Problem> image = read_object(source.image, "image");
        if (!image) {
            return std::unexpected(image.error());
        }
        if (const object* image_config = object_of(*image, "Config")) {
            draft.image_config = *image_config;
        }
    }
    return draft;
}

/// By its name while that means the same image, so that lists go on showing it; else by its id.
std::expected<std::string, Problem> image_of(const Draft& draft) {
    if (!draft.changes.image.empty()) {
        return draft.changes.image;
    }
    const std::string id(text_of(draft.container, "Image"));
    if (draft.source.named_image_id == id && !id.empty()) {
        return std::string(text_of(draft.config, "Image"));
    }
    if (draft.source.image.empty()) {
        return std::unexpected(Problem{
            .kind = "image-gone",
            .message = "The image that the container was made from is no longer on this machine, so it "
                       "can't be made again from it",
            .next_step = "Keep the container's own files: they are saved as a new image, and that one is "
                         "used"});
    }
    return id;
}

/// Sent only where the engine would look for another kind of machine by itself.
std::string platform_of(const Source& source) {
    const std::expected<object, Problem> image = read_object(source.image, "image");
    if (!image || source.version < ApiVersion{1, 41} || source.arch.empty()) {
        return {};
    }
    const std::string os(text_of(*image, "Os"));
    const std::string arch(text_of(*image, "Architecture"));
    const std::string variant(text_of(*image, "Variant"));
    if (os.empty() || arch.empty() || (os == source.os && arch == source.arch)) {
        return {};
    }
    return os + "/" + arch + (variant.empty() ? "" : "/" + variant);
}

std::expected<void, Problem> settle(Draft& draft) {
    settle_hostname(draft);
    // Before the image's share is taken away: it adds variables and ports that must be seen there.
    settle_command(draft);
    settle_image_defaults(draft);
    settle_environment(draft);
    settle_mounts(draft);
    const std::expected<void, Problem> ports = settle_ports(draft);
    if (!ports) {
        return ports;
    }
    settle_networks(draft);
    settle_limits(draft);
    settle_gpus(draft);
    settle_filled_in(draft);
    return {};
}

} // namespace

bool Draft::shares_network() const {
    const std::string_view mode = text_of(host, "NetworkMode");
    return mode == "host" || mode == "none" || mode.starts_with("container:") || mode.starts_with("ns:");
}

std::expected<CreateRequest, Problem> create_request(const Source& source, const Changes& changes) {
    const std::expected<void, Problem> sayable = check(changes);
    if (!sayable) {
        return std::unexpected(sayable.error());
    }
    std::expected<Draft, Problem> draft = opened(source, changes);
    if (!draft) {
        return std::unexpected(draft.error());
    }
    const std::expected<std::string, Problem> image = image_of(*draft);
    if (!image) {
        return std::unexpected(image.error());
    }
    const std::expected<void, Problem> settled = settle(*draft);
    if (!settled) {
        return std::unexpected(settled.error());
    }
    std::string_view name = text_of(draft->container, "Name");
    name.remove_prefix(name.starts_with('/') ? 1 : 0);
    object body = std::move(draft->config);
    body["Image"] = *image;
    body["HostConfig"] = std::move(draft->host);
    if (!draft->endpoints.empty()) {
        object_at(body, "NetworkingConfig")["EndpointsConfig"] = std::move(draft->endpoints);
    }
    return CreateRequest{.name = std::string(name),
                         .platform = changes.image.empty() ? platform_of(source) : "",
                         .body = boost::json::serialize(body),
                         .connect = std::move(draft->connect),
                         .notes = std::move(draft->notes)};
}

} // namespace dockwright::engine::recreate
