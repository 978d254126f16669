#pragma once
#include "actions/image_layers.hpp"
#include "base/problem.hpp"
#include "engine/client.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::actions {

/// All sizes are bytes, all names foreign.
struct DiskImage {
    std::string id;
    std::vector<std::string> names;
    std::uint64_t size = 0;
    /// Of layers that no other image has; what goes if it alone goes.
    std::uint64_t own = 0;
    std::uint64_t shared = 0;
    /// Indices into DiskUse::images.
    std::set<std::size_t> shares_with;
    /// Names of containers.
    std::vector<std::string> used_by;
    /// A registry has it, as far as the engine knows for certain: only then it can be pulled again.
    bool in_registry = false;
};

struct DiskContainer {
    std::string id;
    std::string name;
    std::string image;
    std::string state;
    /// Of its own layer.
    std::uint64_t own = 0;
    bool running = false;
    /// Kept so that a changed container can be undone.
    bool rollback = false;
    /// Whether files differ from the image's; asked of stopped ones alone. Unknown counts as changed.
    bool changed = true;
};

struct DiskVolume {
    std::string name;
    /// Nothing where its driver can't say.
    std::optional<std::uint64_t> size;
    std::vector<std::string> used_by;
};

struct DiskUse {
    std::vector<DiskImage> images;
    std::vector<DiskContainer> containers;
    std::vector<DiskVolume> volumes;
    /// Of all layers, each once.
    std::uint64_t layers = 0;
    std::uint64_t build_cache = 0;
    /// Of the cache that no build uses now.
    std::uint64_t build_cache_idle = 0;
    LayerForest forest;
    /// Where this machine's own disk holds it: its folder and what is left.
    std::string data_root;
    std::optional<std::uint64_t> free;
};

/// What takes the disk of an engine. Slow where there are many images or large volumes; changes nothing.
boost::asio::awaitable<std::expected<DiskUse, Problem>> disk_use(std::shared_ptr<engine::Client> client);

/// "toy:1", or the beginning of the id of one without a name.
std::string shown_name(const DiskImage& image);

} // namespace dockwright::actions
