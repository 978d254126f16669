#include "base/message.hpp"
#include "host/check.hpp"
#include "host/gpu_ways.hpp"
#include "host/repairs.hpp"
#include "host/smi_words.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"driver-installed"};

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    const KernelModule& module = facts.module;
    if (facts.wsl || module.loaded.value_or(false) || words_say_loaded(facts.nvidia).value_or(false)) {
        return ok(facts.wsl ? "Under WSL the driver is that of Windows"
                            : "The running kernel has the module");
    }
    if (!module.installed_version.empty()) {
        return ok(
            message("There is a module {} for the running kernel", {printable(module.installed_version)}));
    }
    if (!module.loaded || !module.disk_asked || facts.nvidia.state != NvidiaSmi::State::failed ||
        is_jetson(facts)) {
        return unknown("Whether there is a module for the running kernel could not be seen");
    }
    Repair rebuild = from_recipe(facts, knowledge, "rebuild-module",
                                 "Build the module for the running kernel", Disturbs::nothing);
    return {.status = Status::failure,
            .found = message("The driver has no module for the running kernel {}", {printable(facts.kernel)}),
            .needed = "A module that was built for exactly this kernel",
            .why = "After an update of the kernel the module must be built anew; until then the GPU is not "
                   "there for any program",
            .repairs = {std::move(rebuild), restart_machine(facts)}};
}

} // namespace

extern constexpr Check kernel_update{.id = "kernel-update",
                                     .title = "Driver fits the running kernel",
                                     .place = 330,
                                     .needs = needs,
                                     .run = run};

} // namespace dockwright::host::checks
