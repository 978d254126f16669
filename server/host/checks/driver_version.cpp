#include "base/message.hpp"
#include "host/check.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"driver-loaded"};

using knowledge::Version;

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    const std::string& text = facts.nvidia.driver.empty() ? facts.module.version : facts.nvidia.driver;
    const Version driver = version_of(text);
    if (!driver.known()) {
        return unknown("The driver's version could not be seen");
    }
    if (facts.wsl) {
        return ok(message("Driver {} of Windows", {printable(text)}));
    }
    if (driver >= Version::of("418.81.07")) {
        return ok(message("Driver {}", {printable(text)}));
    }
    return {.status = Status::failure,
            .found = message("Driver {}", {printable(text)}),
            .needed = "418.81.07 or newer; the figure is from NVIDIA's guides up to toolkit 1.13, later ones "
                      "name none",
            .why = "The Container Toolkit was not made for older drivers, and no image with CUDA 10.1 or "
                   "newer runs on them",
            .repairs = {from_recipe(facts, knowledge, "install-driver", "Install a newer driver",
                                    Disturbs::machine)},
            .fact = fact_of(knowledge, "toolkit-min-driver")};
}

} // namespace

extern constexpr Check driver_version{
    .id = "driver-version", .title = "Driver is new enough", .place = 370, .needs = needs, .run = run};

} // namespace dockwright::host::checks
