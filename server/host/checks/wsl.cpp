#include "host/check.hpp"
#include "host/repairs.hpp"
#include <algorithm>

namespace dockwright::host::checks {
namespace {

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    if (!facts.wsl) {
        return skipped("This is not Windows");
    }
    const bool node = std::ranges::find(facts.device_nodes, "/dev/dxg") != facts.device_nodes.end();
    if (!node) {
        Repair update;
        update.title = "In Windows: bring WSL and NVIDIA's driver up to date";
        update.commands = {"wsl.exe --update", "wsl.exe --shutdown"};
        update.disturbs = Disturbs::machine;
        update.explanation = "Then install NVIDIA's newest driver for Windows; wsl.exe --list --verbose must "
                             "show version 2 for this distribution";
        return {.status = Status::failure,
                .found = "WSL without /dev/dxg, the door to the GPU of Windows",
                .needed = "WSL2 and a driver of NVIDIA for Windows that supports it",
                .why = "Without it no program and no container here sees the GPU",
                .repairs = {std::move(update)},
                .fact = fact_of(knowledge, "wsl2")};
    }
    if (!facts.module.installed_version.empty() || facts.module.loaded.value_or(false)) {
        Repair remove;
        remove.title = "Remove the Linux driver from WSL";
        remove.commands = {as_root(facts, "apt-get remove --purge 'nvidia-driver-*' 'libnvidia-compute-*'")};
        remove.explanation = "The driver of Windows stays and is enough";
        return {.status = Status::failure,
                .found = "A Linux driver of NVIDIA is installed inside WSL",
                .needed = "The driver of Windows alone",
                .why = "Its files hide those that Windows brings, and then CUDA finds no GPU",
                .repairs = {std::move(remove)},
                .fact = fact_of(knowledge, "wsl2")};
    }
    return ok("WSL2 with the GPU of Windows");
}

} // namespace

extern constexpr Check wsl{.id = "wsl", .title = "WSL2", .place = 190, .run = run};

} // namespace dockwright::host::checks
