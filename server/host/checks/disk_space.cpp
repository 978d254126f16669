#include "base/message.hpp"
#include "host/check.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"engine-reachable"};

constexpr std::uint64_t least = 1ULL << 30U;
constexpr std::uint64_t comfortable = 20ULL << 30U;

Finding run(const Facts& facts, const knowledge::Knowledge& /*knowledge*/) {
    if (!facts.engine.disk_free) {
        return unknown("How much room the engine's disk has could not be seen");
    }
    const std::uint64_t free = *facts.engine.disk_free;
    const std::string found =
        message("{} GiB free on the disk of the engine's images ({})",
                {std::to_string(free >> 30U),
                 facts.engine.data_root.empty() ? "its data root" : printable(facts.engine.data_root)});
    if (free >= comfortable) {
        return ok(found);
    }
    Repair look;
    look.title = "See what takes the room, then delete images that nobody uses";
    look.commands = {"docker system df", "docker image prune", "docker builder prune"};
    look.explanation = "image prune deletes only images without a name that no container uses; volumes and "
                       "stopped containers are left alone";
    Repair move;
    move.title = "Let the engine keep its images on a larger disk";
    move.explanation =
        "Set \"data-root\" in daemon.json to a folder of that disk, after its files were copied "
        "there while the engine was stopped";
    return {.status = free < least ? Status::failure : Status::warning,
            .found = found,
            .needed = "1 GiB at least; images with CUDA and PyTorch take 5 to 20 GiB each",
            .why = "A pull or a build that fills the disk fails, and running containers fail with it",
            .repairs = {std::move(look), std::move(move)}};
}

} // namespace

extern constexpr Check disk_space{
    .id = "disk-space", .title = "Room for images", .place = 160, .needs = needs, .run = run};

} // namespace dockwright::host::checks
