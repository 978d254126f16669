#include "host/check.hpp"
#include "host/gpu_ways.hpp"
#include "host/repairs.hpp"
#include "host/smi_words.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"driver-installed", "nouveau", "secure-boot", "kernel-update"};

Finding run(const Facts& facts, const knowledge::Knowledge& /*knowledge*/) {
    if (facts.wsl || is_jetson(facts) || facts.module.loaded.value_or(false) ||
        facts.nvidia.state == NvidiaSmi::State::answered || words_say_loaded(facts.nvidia).value_or(false)) {
        return ok("The driver is loaded");
    }
    if (!facts.module.loaded && !words_say_loaded(facts.nvidia)) {
        return unknown("Whether the driver is loaded could not be seen");
    }
    Repair load;
    load.title = "Load the driver's module";
    load.commands = {as_root(facts, "modprobe nvidia"), as_root(facts, "dmesg --level=err,warn")};
    load.explanation = "If the first fails, the second shows why";
    return {.status = Status::failure,
            .found = "The driver is installed, but its kernel module is not loaded",
            .needed = "The module nvidia in the kernel",
            .why = "Without it neither the machine nor a container can use the GPU",
            .repairs = {std::move(load), restart_machine(facts)}};
}

} // namespace

extern constexpr Check driver_loaded{
    .id = "driver-loaded", .title = "Driver is loaded", .place = 340, .needs = needs, .run = run};

} // namespace dockwright::host::checks
