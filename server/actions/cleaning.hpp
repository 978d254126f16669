#pragma once
#include "actions/disk.hpp"
#include "actions/progress.hpp"
#include <string_view>

/// What of an engine's disk can go.
namespace dockwright::actions {

/// What is lost for nobody: it can be fetched or made again.
struct CleaningStep {
    enum class Kind : std::uint8_t { container, image, build_cache };
    Kind kind = Kind::image;
    std::string id;
    /// As a person knows it; foreign.
    std::string name;
    /// An image's, all of them; none: it goes by its id.
    std::vector<std::string> names;
    /// Why it can go.
    std::string_view why;
};

/// What only goes when a person names it.
struct Kept {
    /// container, image or volume.
    std::string_view kind;
    std::string name;
    /// Bytes; nothing where that isn't known.
    std::optional<std::uint64_t> size;
    std::string_view why;
};

struct CleaningPlan {
    std::vector<CleaningStep> steps;
    /// The most that is freed; build caches of which parts are used give less.
    std::uint64_t frees = 0;
    std::vector<Kept> kept;
};

/// Offered: images that no container uses and that a registry has, stopped containers that changed no file,
/// idle build cache. Kept unless named: volumes, stopped containers with changes or kept for going back,
/// images that no registry is known to have. Pure.
CleaningPlan cleaning_plan(const DiskUse& use);

struct Cleaned {
    std::vector<std::string> removed;
    /// Sentences: what could not be removed and why.
    std::vector<std::string> failed;
};

/// Does it, looking again at each container before it goes. What has changed meanwhile stays, and is said.
/// What is gone stays gone when it is cancelled: the problem says how far it came.
boost::asio::awaitable<std::expected<Cleaned, Problem>> clean(std::shared_ptr<engine::Client> client,
                                                              CleaningPlan plan, OnProgress progress);

} // namespace dockwright::actions
