#include "host/check.hpp"
#include "host/gpu_ways.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"driver-loaded"};

Finding run(const Facts& facts, const knowledge::Knowledge& /*knowledge*/) {
    if (facts.wsl || is_jetson(facts)) {
        return skipped("This machine has none");
    }
    // Where the driver answers though /proc shows nothing of it, /proc is not the machine's own.
    if (!facts.module.uvm || facts.module.loaded == false) {
        return unknown("Whether nvidia_uvm is loaded could not be seen");
    }
    if (*facts.module.uvm) {
        return ok("nvidia_uvm is loaded");
    }
    Repair load;
    load.title = "Load it and make its device files";
    load.commands = {as_root(facts, "modprobe nvidia-uvm"), as_root(facts, "nvidia-modprobe -u -c=0")};
    load.explanation = "Containers that run already must be made anew afterwards";
    return {.status = Status::failure,
            .found = "The driver's part nvidia_uvm is not loaded (suspend and resume can do that)",
            .needed = "nvidia_uvm, by which GPU and processor share memory",
            .why = "nvidia-smi works without it, but CUDA and so every framework does not: \"CUDA unknown "
                   "error\"",
            .repairs = {std::move(load), restart_machine(facts)}};
}

} // namespace

extern constexpr Check unified_memory{
    .id = "unified-memory", .title = "Module nvidia_uvm", .place = 390, .needs = needs, .run = run};

} // namespace dockwright::host::checks
