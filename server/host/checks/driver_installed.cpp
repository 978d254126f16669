#include "base/message.hpp"
#include "host/check.hpp"
#include "host/gpu_ways.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"gpu-present"};

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    const KernelModule& module = facts.module;
    if (facts.nvidia.state == NvidiaSmi::State::answered || module.loaded.value_or(false) ||
        !module.installed_version.empty()) {
        const std::string& version = !facts.nvidia.driver.empty() ? facts.nvidia.driver
                                     : !module.version.empty()    ? module.version
                                                                  : module.installed_version;
        return ok(message("NVIDIA's driver {}", {printable(version)}));
    }
    if (facts.wsl || is_jetson(facts)) {
        return skipped(facts.wsl ? "Under WSL the driver is that of Windows"
                                 : "On a Jetson the driver is a part of its system");
    }
    if (facts.nvidia.state == NvidiaSmi::State::failed) { // its programs are there; its module is not
        return ok("The driver's programs are installed");
    }
    if (facts.nvidia.state != NvidiaSmi::State::absent) {
        return unknown("Whether NVIDIA's driver is installed could not be seen");
    }
    Finding out{.status = Status::failure,
                .found = "NVIDIA's driver is not installed",
                .needed = "The driver, on the machine itself; an image can't bring it",
                .why = "The GPU can't be used without it, in containers as little as outside",
                .repairs = {from_recipe(facts, knowledge, "install-driver", "Install NVIDIA's driver",
                                        Disturbs::machine)}};
    out.repairs.front().commands.push_back(as_root(facts, "reboot"));
    return out;
}

} // namespace

extern constexpr Check driver_installed{
    .id = "driver-installed", .title = "Driver is installed", .place = 300, .needs = needs, .run = run};

} // namespace dockwright::host::checks
