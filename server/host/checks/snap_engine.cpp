#include "host/check.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"engine-reachable"};

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    if (!facts.engine.snap) {
        return unknown("Whether the engine is a snap could not be seen");
    }
    if (!*facts.engine.snap) {
        return ok("The engine is no snap");
    }
    Repair remove;
    remove.title = "Take Docker's packages instead of the snap";
    remove.commands = {as_root(facts, "snap remove --purge docker")};
    const Repair install = from_recipe(facts, knowledge, "install-engine", "", Disturbs::engine);
    remove.commands.insert(remove.commands.end(), install.commands.begin(), install.commands.end());
    remove.disturbs = Disturbs::engine;
    remove.explanation = "Images, containers and volumes of the snap are deleted with it: save what you need "
                         "first (docker save, docker commit, docker cp)";
    const bool works = facts.trial.started && facts.trial.cu_init == 0;
    return {.status = works ? Status::warning : Status::failure,
            .found = "Docker is installed as a snap",
            .needed = "Docker from the distribution's or from Docker's own packages",
            .why = "A snap is shut in: it does not see the machine's NVIDIA driver and Container Toolkit, "
                   "and only some folders under your home",
            .repairs = {std::move(remove)}};
}

} // namespace

extern constexpr Check snap_engine{
    .id = "snap-engine", .title = "Engine is no snap", .place = 120, .needs = needs, .run = run};

} // namespace dockwright::host::checks
