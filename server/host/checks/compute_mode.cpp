#include "base/message.hpp"
#include "host/check.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"driver-answers"};

Finding run(const Facts& facts, const knowledge::Knowledge& /*knowledge*/) {
    for (const Gpu& gpu : facts.nvidia.gpus) {
        if (gpu.compute_mode.empty() || gpu.compute_mode == "Default") {
            continue;
        }
        const bool none = gpu.compute_mode == "Prohibited";
        Repair reset;
        reset.title = "Let all programs in";
        reset.commands = {as_root(facts, "nvidia-smi -i " + std::to_string(gpu.index) + " -c DEFAULT")};
        reset.explanation = "On a shared machine somebody may have set this on purpose: ask first";
        return {.status = none && facts.nvidia.gpus.size() == 1 ? Status::failure : Status::warning,
                .found = message("GPU {} is set to compute mode {}",
                                 {std::to_string(gpu.index), printable(gpu.compute_mode)}),
                .needed = "Compute mode Default",
                .why = none
                           ? "No program may use CUDA on it: \"CUDA-capable devices are busy or unavailable\""
                           : "Only one process at a time may use it; a second container fails with \"busy or "
                             "unavailable\"",
                .repairs = {std::move(reset)}};
    }
    return facts.nvidia.gpus.empty() ? unknown("The compute mode could not be seen")
                                     : ok("All programs may use the GPU");
}

} // namespace

extern constexpr Check compute_mode{.id = "compute-mode",
                                    .title = "Several programs may use the GPU",
                                    .place = 420,
                                    .needs = needs,
                                    .run = run};

} // namespace dockwright::host::checks
