#include "actions/disk.hpp"
#include "actions/image_list.hpp"
#include "actions/pull_space.hpp"
#include "engine/calls/container_changes.hpp"
#include "engine/calls/disk_usage.hpp"
#include "engine/calls/image_history.hpp"
#include "engine/calls/inspect_image.hpp"
#include "engine/calls/list_containers.hpp"
#include "engine/calls/list_images.hpp"
#include "engine/calls/list_volumes.hpp"
#include "engine/calls/system_info.hpp"
#include "engine/gather.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <functional>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using engine::ContainerSummary;

constexpr std::size_t at_once = 4;
constexpr std::string_view rollback_label = "dockwright.rollback";

/// What several calls answered, before it is put together.
struct Told {
    std::vector<engine::ImageSummary> images;
    std::vector<ContainerSummary> containers;
    std::vector<engine::Volume> volumes;
    engine::DiskUsage usage;
    /// Engines with containerd's store, and podman, give a digest also to what was only built here.
    bool digests_tell = false;
};

struct Layers {
    std::vector<std::string> digests;
    std::optional<std::vector<std::uint64_t>> sizes;
};

std::uint64_t bytes(std::int64_t size) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(size, 0));
}

asio::awaitable<bool> do_digests_tell(std::shared_ptr<engine::Client> client) {
    if (client->spoken().podman) {
        co_return false;
    }
    const auto info = co_await engine::system_info(client);
    co_return info&& std::ranges::none_of(info->driver_status, [](const std::vector<std::string>& row) {
        return std::ranges::any_of(row, [](const std::string& cell) { return cell.contains("containerd"); });
    });
}

asio::awaitable<std::expected<Told, Problem>> ask(std::shared_ptr<engine::Client> client) {
    Told told;
    auto usage = co_await engine::disk_usage(client);
    if (!usage) {
        co_return std::unexpected(std::move(usage.error()));
    }
    told.usage = std::move(*usage);
    auto images = co_await engine::list_images(client);
    if (!images) {
        co_return std::unexpected(std::move(images.error()));
    }
    told.images = std::move(*images);
    auto containers = co_await engine::list_containers(client);
    if (!containers) {
        co_return std::unexpected(std::move(containers.error()));
    }
    told.containers = std::move(*containers);
    auto volumes = co_await engine::list_volumes(client);
    if (!volumes) {
        co_return std::unexpected(std::move(volumes.error()));
    }
    told.volumes = std::move(volumes->volumes);
    told.digests_tell = co_await do_digests_tell(client);
    co_return told;
}

asio::awaitable<void> look_at_layers(std::shared_ptr<engine::Client> client, std::string id, Layers* into) {
    std::string reference = id;
    const auto image = co_await engine::inspect_image(client, std::move(reference));
    const std::optional<engine::Image> found = image ? *image : std::nullopt;
    const std::optional<engine::RootFs> root = found ? found->root_fs : std::nullopt;
    if (!root) {
        co_return;
    }
    const auto history = co_await engine::image_history(client, std::move(id));
    if (history) {
        into->digests = root->layers;
        into->sizes = layer_sizes(into->digests, *history);
    }
}

/// An image whose layers aren't known is one layer of its own, so that nothing is promised twice.
void add_image(DiskUse& use, const Told& told, const engine::ImageSummary& summary, const Layers& layers) {
    if (const std::optional<std::vector<std::uint64_t>>& sizes = layers.sizes) {
        use.forest.add(layers.digests, *sizes);
    } else {
        use.forest.add({summary.id}, {bytes(summary.size)});
    }
    const bool has_digest = std::ranges::any_of(
        summary.repo_digests, [](const std::string& digest) { return !digest.starts_with("<none>"); });
    use.images.push_back({.id = summary.id,
                          .names = names_of_image(summary.repo_tags),
                          .size = bytes(summary.size),
                          .used_by = containers_of_image(told.containers, summary.id),
                          .in_registry = told.digests_tell && has_digest});
}

void add_shares(DiskUse& use) {
    for (std::size_t i = 0; i < use.images.size(); ++i) {
        use.images[i].own = use.forest.own(i);
        use.images[i].shared = use.forest.shared(i);
        use.images[i].shares_with = use.forest.shares_with(i);
    }
    use.layers = use.forest.total();
}

std::string name_of(const ContainerSummary& container) {
    const std::string name = container.names.empty() ? container.id.substr(0, 12) : container.names.front();
    return name.substr(name.starts_with('/') ? 1 : 0);
}

DiskContainer container_of(const ContainerSummary& summary, const engine::DiskUsage& usage) {
    const auto sized = std::ranges::find(usage.containers, summary.id, &ContainerSummary::id);
    DiskContainer out{.id = summary.id,
                      .name = name_of(summary),
                      .image = summary.image,
                      .state = summary.state,
                      .own = sized == usage.containers.end() ? 0 : bytes(sized->size_rw),
                      .running =
                          summary.state != "exited" && summary.state != "created" && summary.state != "dead"};
    out.rollback = summary.labels.contains(std::string(rollback_label)) || out.name.contains(".old-");
    return out;
}

asio::awaitable<void> look_for_changes(std::shared_ptr<engine::Client> client, DiskContainer* container) {
    if (container->running || container->own > 0) {
        co_return; // the one is not asked about, the other is known
    }
    std::string id = container->id;
    const auto changes = co_await engine::container_changes(client, std::move(id));
    container->changed = !changes || !changes->empty();
}

DiskVolume volume_of(const engine::Volume& volume, const Told& told) {
    DiskVolume out{.name = volume.name};
    const auto sized = std::ranges::find(told.usage.volumes, volume.name, &engine::Volume::name);
    if (sized != told.usage.volumes.end()) {
        const std::optional<engine::VolumeUsage>& usage = sized->usage_data;
        if (usage && usage->size >= 0) {
            out.size = bytes(usage->size);
        }
    }
    for (const ContainerSummary& each : told.containers) {
        if (std::ranges::find(each.mounts, volume.name, &engine::MountPoint::name) != each.mounts.end()) {
            out.used_by.push_back(name_of(each));
        }
    }
    return out;
}

} // namespace

std::string shown_name(const DiskImage& image) {
    if (!image.names.empty()) {
        return image.names.front();
    }
    return image.id.substr(image.id.starts_with("sha256:") ? 7 : 0, 12);
}

asio::awaitable<std::expected<DiskUse, Problem>> disk_use(std::shared_ptr<engine::Client> client) {
    auto told = co_await ask(client);
    if (!told) {
        co_return std::unexpected(std::move(told.error()));
    }
    DiskUse use;
    std::vector<Layers> layers(told->images.size());
    std::function<asio::awaitable<void>(std::size_t)> look = [&](std::size_t i) {
        return look_at_layers(client, told->images[i].id, &layers[i]);
    };
    co_await engine::for_each_bounded(layers.size(), at_once, std::move(look));
    for (std::size_t i = 0; i < layers.size(); ++i) {
        add_image(use, *told, told->images[i], layers[i]);
    }
    add_shares(use);
    for (const ContainerSummary& each : told->containers) {
        use.containers.push_back(container_of(each, told->usage));
    }
    std::function<asio::awaitable<void>(std::size_t)> look_again = [&](std::size_t i) {
        return look_for_changes(client, &use.containers[i]);
    };
    co_await engine::for_each_bounded(use.containers.size(), at_once, std::move(look_again));
    for (const engine::Volume& each : told->volumes) {
        use.volumes.push_back(volume_of(each, *told));
    }
    for (const engine::BuildCacheItem& each : told->usage.build_cache) {
        use.build_cache += each.shared ? 0 : bytes(each.size);
        use.build_cache_idle += each.shared || each.in_use ? 0 : bytes(each.size);
    }
    const auto root = co_await local_data_root(client);
    if (root) {
        use.data_root = *root;
        std::string folder = *root;
        use.free = co_await free_space(client, std::move(folder));
    }
    co_return use;
}

} // namespace dockwright::actions
