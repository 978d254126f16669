#include "base/message.hpp"
#include "host/check.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"driver-loaded"};

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    if (!facts.fabric_manager_needed) {
        return unknown("Whether the GPUs hang on an NVSwitch could not be seen");
    }
    if (!*facts.fabric_manager_needed) {
        return skipped("The GPUs hang on no NVSwitch");
    }
    const std::string& driver = facts.nvidia.driver.empty() ? facts.module.version : facts.nvidia.driver;
    const std::string& own = facts.fabric_manager_version;
    const bool differs = !own.empty() && !driver.empty() && own != driver;
    if (!facts.fabric_manager_running && !differs) {
        return unknown("Whether Fabric Manager runs could not be seen");
    }
    if (facts.fabric_manager_running.value_or(true) && !differs) {
        return ok("Fabric Manager runs");
    }
    Repair start;
    start.title = "Start it";
    start.commands = {as_root(facts, "systemctl enable --now nvidia-fabricmanager")};
    Finding out{.status = Status::failure,
                .found = differs ? message("Fabric Manager is of version {}, the driver of {}",
                                           {printable(own), printable(driver)})
                                 : "Fabric Manager does not run",
                .needed = "The service Fabric Manager in exactly the driver's version",
                .why = "In this machine the GPUs are joined by NVSwitch, and CUDA waits for the service that "
                       "sets it up: \"system not yet initialized\"",
                .repairs = {from_recipe(facts, knowledge, "install-fabric-manager",
                                        "Install it in the driver's version", Disturbs::nothing)}};
    if (!differs) {
        out.repairs.insert(out.repairs.begin(), std::move(start));
    }
    return out;
}

} // namespace

extern constexpr Check fabric_manager{
    .id = "fabric-manager", .title = "Fabric Manager", .place = 400, .needs = needs, .run = run};

} // namespace dockwright::host::checks
