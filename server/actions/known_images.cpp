#include "actions/known_images.hpp"
#include "engine/calls/inspect_image.hpp"
#include <algorithm>

namespace dockwright::actions {
namespace {

/// More would hardly be a Dockerfile.
constexpr std::size_t most_images = 32;

std::pair<std::string, std::string> split(const std::string& text) {
    const std::size_t equals = std::min(text.find('='), text.size());
    return {text.substr(0, equals), text.substr(std::min(equals + 1, text.size()))};
}

} // namespace

std::vector<std::string> images_of(const model::Document& document) {
    std::vector<std::string> out;
    for (const model::Stage& stage : document.stages()) {
        const model::Image& image = stage.image;
        std::string name(image.name);
        if (!image.is_stage() && !image.is_scratch() && image.known && model::is_valid_reference(name) &&
            std::ranges::find(out, name) == out.end() && out.size() < most_images) {
            out.push_back(std::move(name));
        }
    }
    return out;
}

model::KnownImage known_image(std::string reference, const engine::Image& image) {
    model::KnownImage out{.reference = std::move(reference)};
    const engine::ImageConfig config = image.config.value_or(engine::ImageConfig{});
    std::ranges::transform(config.env, std::back_inserter(out.environment), split);
    for (const auto& [name, value] : config.labels) {
        out.labels.emplace_back(name, value);
    }
    out.user = config.user;
    out.platform = image.os.empty() ? "" : image.os + "/" + image.architecture;
    for (const std::string& word : config.entrypoint) {
        out.entrypoint += (out.entrypoint.empty() ? "" : " ") + word;
    }
    return out;
}

boost::asio::awaitable<std::expected<std::vector<model::KnownImage>, Problem>>
known_images(std::shared_ptr<engine::Client> client, std::vector<std::string> references) {
    std::vector<model::KnownImage> out;
    for (std::string& reference : references) {
        auto image = co_await engine::inspect_image(client, reference);
        if (!image) {
            co_return std::unexpected(std::move(image.error()));
        }
        if (const std::optional<engine::Image>& known = *image) {
            out.push_back(known_image(std::move(reference), *known));
        }
    }
    co_return out;
}

} // namespace dockwright::actions
