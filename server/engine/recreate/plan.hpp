#pragma once
#include "base/problem.hpp"
#include "engine/recreate/body.hpp"
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

/// What a person sees before a container is made again. Pure: nothing here asks or does.
namespace dockwright::engine::recreate {

enum class LayerChangeKind : std::uint8_t { modified, added, deleted };

struct LayerChange {
    LayerChangeKind kind = LayerChangeKind::modified;
    std::string path{};

    bool operator==(const LayerChange&) const = default;
};

/// What differs in the container's own layer from its image: files of mounts, what the engine put
/// there, and folders that only hold other changes are left out.
struct Layer {
    /// Sorted by path, the first thousand.
    std::vector<LayerChange> changes{};
    std::size_t total = 0;
    /// Of `total`, those that aren't caches or temporary files.
    std::size_t lasting = 0;
};

/// A container that lives on this one's network, memory, processes, volumes or name, and breaks.
struct Dependant {
    std::string id{};
    std::string name{};
    /// "uses its network".
    std::string how{};

    bool operator==(const Dependant&) const = default;
};

/// Each text is one sentence in plain words, without a full stop.
struct Plan {
    /// False where the engine can change it all in the living container (limits, restart policy).
    bool recreate_needed = true;
    std::vector<std::string> changed{};
    std::vector<std::string> kept{};
    /// Gone for good once the old container is deleted; of the layer only where it isn't committed.
    std::vector<std::string> lost{};
    std::vector<std::string> warnings{};
    /// Any one of them forbids it.
    std::vector<Problem> refusals{};
    std::vector<Dependant> dependants{};
    Layer layer{};
    /// The layer holds what can't be had again, or the image is gone.
    bool commit_needed = false;
};

/// `changes_json`: the answer of /containers/{id}/changes, "null" included. `all_containers`: the
/// inspect answer of each container of the engine, this one too; what can't be read is passed over.
std::expected<Plan, Problem> plan(const Source& source, std::string_view changes_json,
                                  const std::vector<std::string>& all_containers, const Changes& changes);

} // namespace dockwright::engine::recreate
