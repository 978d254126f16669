#include "base/message.hpp"
#include "host/check.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"driver-loaded"};

Finding run(const Facts& facts, const knowledge::Knowledge& /*knowledge*/) {
    const bool said = facts.nvidia.state == NvidiaSmi::State::failed &&
                      facts.nvidia.words.find("version mismatch") != std::string::npos;
    const std::string& loaded = facts.module.version;
    const std::string& on_disk = facts.module.installed_version;
    const bool differs = !loaded.empty() && !on_disk.empty() && loaded != on_disk;
    if (!said && !differs) {
        return loaded.empty() || facts.nvidia.state == NvidiaSmi::State::not_asked
                   ? unknown("The versions of the driver's parts could not be seen")
                   : ok(message("Module and libraries are of {}", {printable(loaded)}));
    }
    Finding out{.status = said ? Status::failure : Status::warning,
                .found = loaded.empty() || on_disk.empty()
                             ? "The loaded module is of another version than the driver's libraries"
                             : message("The loaded module is {}, on the disk is {} by now",
                                       {printable(loaded), printable(on_disk)}),
                .needed = "A restart after the update of the driver",
                .why = said ? "nvidia-smi, CUDA and new containers fail until then"
                            : "New containers fail as soon as the libraries differ from the loaded module",
                .repairs = {restart_machine(facts), reload_modules(facts)}};
    return out;
}

} // namespace

extern constexpr Check driver_mismatch{
    .id = "driver-mismatch", .title = "Driver is of one piece", .place = 350, .needs = needs, .run = run};

} // namespace dockwright::host::checks
