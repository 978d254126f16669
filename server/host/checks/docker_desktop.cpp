#include "host/check.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"engine-reachable"};

Finding run(const Facts& facts, const knowledge::Knowledge& /*knowledge*/) {
    if (!facts.engine.reachable) {
        return unknown("The container engine was not asked");
    }
    if (!facts.engine.desktop) {
        return ok("The engine runs on the machine itself");
    }
    if (facts.wsl) {
        return ok("Docker Desktop with WSL2, which hands GPUs through");
    }
    if (facts.reach == Reach::engine && facts.engine.kernel.find("microsoft") != std::string::npos) {
        return ok("Docker Desktop on Windows with WSL2, which hands GPUs through");
    }
    Repair change;
    change.title = "Use the engine of the machine instead";
    change.commands = {"docker context use default"};
    change.explanation = "If docker info then finds no engine, install Docker Engine beside Docker Desktop";
    return {.status = Status::failure,
            .found = "The engine is Docker Desktop, which runs in a virtual machine",
            .needed = "Docker Engine on the machine itself (or Docker Desktop on Windows with WSL2)",
            .why = "Docker Desktop for Linux and macOS can't hand the GPU into its virtual machine",
            .repairs = {std::move(change)}};
}

} // namespace

extern constexpr Check docker_desktop{.id = "docker-desktop",
                                      .title = "Engine is not in a virtual machine",
                                      .place = 130,
                                      .needs = needs,
                                      .run = run};

} // namespace dockwright::host::checks
