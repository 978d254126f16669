#include "host/check.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"engine-reachable"};

Finding run(const Facts& facts, const knowledge::Knowledge& /*knowledge*/) {
    if (!facts.engine.reachable) {
        return unknown("The container engine was not asked");
    }
    if (!facts.engine.rootless || facts.engine.podman) {
        return skipped(facts.engine.podman ? "Podman gives GPUs to rootless containers by CDI"
                                           : "The engine runs as root");
    }
    if (facts.trial.started && facts.trial.cu_init == 0) {
        return ok("The engine is rootless, and a container has used the GPU");
    }
    if (!facts.engine.cdi_devices.empty()) {
        return ok("The engine is rootless and gives GPUs by CDI");
    }
    Repair cgroups;
    cgroups.title = "Let the toolkit leave control groups alone";
    cgroups.commands = {as_root(facts, "nvidia-ctk config --set nvidia-container-cli.no-cgroups --in-place")};
    cgroups.explanation = "It holds for every engine of the machine: containers of an engine that runs as "
                          "root would then not be given the GPU's devices. Where both are used, take CDI";
    Repair cdi = renew_cdi(facts);
    cdi.title = "Use CDI: --device nvidia.com/gpu=all";
    return {.status = Status::warning,
            .found = "The engine is rootless: it runs as you, not as root",
            .needed = "GPUs by CDI, or no-cgroups = true in /etc/nvidia-container-runtime/config.toml",
            .why = "A rootless engine may not change the rights to devices, which --gpus tries by default",
            .repairs = {std::move(cdi), std::move(cgroups)}};
}

} // namespace

extern constexpr Check rootless_engine{.id = "rootless-engine",
                                       .title = "Rootless engine can give GPUs",
                                       .place = 140,
                                       .needs = needs,
                                       .run = run};

} // namespace dockwright::host::checks
