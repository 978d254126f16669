#include "actions/image_list.hpp"
#include "engine/calls/inspect_image.hpp"
#include "engine/calls/list_containers.hpp"
#include "engine/calls/list_images.hpp"
#include "engine/gather.hpp"
#include <algorithm>
#include <functional>
#include <tuple>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;

constexpr std::size_t at_once = 4;

/// Podman leaves the algorithm out in places.
std::string_view without_algorithm(std::string_view id) {
    return id.substr(id.starts_with("sha256:") ? 7 : 0);
}

asio::awaitable<void> look_for_gpu(std::shared_ptr<engine::Client> client, ImageRow* row) {
    std::string id = row->id;
    const auto image = co_await engine::inspect_image(client, std::move(id));
    const std::optional<engine::Image> found = image ? *image : std::nullopt;
    const std::optional<engine::ImageConfig> config = found ? found->config : std::nullopt;
    if (config) {
        row->gpu = gpu_of_image(*config);
    }
}

std::string_view value_of(const std::vector<std::string>& environment, std::string_view name) {
    for (const std::string& each : environment) {
        if (each.size() > name.size() && each.starts_with(name) && each[name.size()] == '=') {
            return std::string_view(each).substr(name.size() + 1);
        }
    }
    return {};
}

} // namespace

std::string gpu_of_image(const engine::ImageConfig& config) {
    const std::string_view version = value_of(config.env, "CUDA_VERSION");
    if (!version.empty() && version.size() < 32) {
        return "CUDA " + std::string(version);
    }
    const std::string_view devices = value_of(config.env, "NVIDIA_VISIBLE_DEVICES");
    return devices.empty() || devices == "void" ? "" : "NVIDIA";
}

std::vector<std::string> names_of_image(const std::vector<std::string>& tags) {
    std::vector<std::string> names;
    std::ranges::copy_if(tags, std::back_inserter(names),
                         [](const std::string& tag) { return !tag.starts_with("<none>"); });
    return names;
}

std::vector<std::string> containers_of_image(const std::vector<engine::ContainerSummary>& containers,
                                             std::string_view id) {
    std::vector<std::string> names;
    for (const engine::ContainerSummary& each : containers) {
        if (without_algorithm(each.image_id) == without_algorithm(id)) {
            const std::string name = each.names.empty() ? each.id.substr(0, 12) : each.names.front();
            names.push_back(name.substr(name.starts_with('/') ? 1 : 0));
        }
    }
    std::ranges::sort(names);
    return names;
}

asio::awaitable<std::expected<std::vector<ImageRow>, Problem>>
image_list(std::shared_ptr<engine::Client> client) {
    const auto listed = co_await engine::list_images(client);
    if (!listed) {
        co_return std::unexpected(listed.error());
    }
    const auto containers = co_await engine::list_containers(client);
    if (!containers) {
        co_return std::unexpected(containers.error());
    }
    std::vector<ImageRow> rows;
    rows.reserve(listed->size());
    for (const engine::ImageSummary& each : *listed) {
        rows.push_back({.id = each.id,
                        .names = names_of_image(each.repo_tags),
                        .created = each.created,
                        .size = static_cast<std::uint64_t>(std::max<std::int64_t>(each.size, 0)),
                        .used_by = containers_of_image(*containers, each.id)});
    }
    std::function<asio::awaitable<void>(std::size_t)> look = [&](std::size_t i) {
        return look_for_gpu(client, &rows[i]);
    };
    co_await engine::for_each_bounded(rows.size(), at_once, std::move(look));
    std::ranges::sort(rows, [](const ImageRow& a, const ImageRow& b) {
        return std::tie(b.created, a.id) < std::tie(a.created, b.id);
    });
    co_return rows;
}

} // namespace dockwright::actions
