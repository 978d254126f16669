#include "base/message.hpp"
#include "host/check.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"driver-answers"};

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    std::size_t divided = 0;
    for (const Gpu& gpu : facts.nvidia.gpus) {
        if (!gpu.mig.value_or(false)) {
            continue;
        }
        ++divided;
        if (gpu.mig_devices.empty()) {
            const std::string index = std::to_string(gpu.index);
            Repair make;
            make.title = "Divide the GPU";
            make.commands = {as_root(facts, "nvidia-smi mig -i " + index + " -lgip"),
                             as_root(facts, "nvidia-smi mig -i " + index + " -cgi PROFILE -C")};
            make.explanation = "The first shows the sizes, one of which takes the place of PROFILE; a CDI "
                               "specification must be written anew afterwards";
            Repair off;
            off.title = "Or switch MIG off, so that the GPU is one whole again";
            off.commands = {as_root(facts, "nvidia-smi -i " + index + " -mig 0")};
            off.disturbs = Disturbs::modules;
            return {.status = facts.nvidia.gpus.size() == 1 ? Status::failure : Status::warning,
                    .found = message("MIG is on for GPU {}, but it has no parts", {index}),
                    .needed = "At least one part, or MIG off",
                    .why = "MIG divides a GPU into parts that are used like small GPUs; while there is none, "
                           "CUDA finds nothing to compute on",
                    .repairs = {std::move(make), std::move(off)},
                    .fact = fact_of(knowledge, "mig-slice")};
        }
    }
    if (divided == 0) {
        return facts.nvidia.gpus.empty() ? unknown("Whether MIG is on could not be seen")
                                         : ok("MIG (a GPU divided into parts) is not used");
    }
    Finding out = ok(message("MIG is on for {} GPU(s): containers get a part each, by its UUID",
                             {std::to_string(divided)}));
    out.fact = fact_of(knowledge, "mig-slice");
    return out;
}

} // namespace

extern constexpr Check mig_instances{
    .id = "mig-instances", .title = "MIG has parts", .place = 410, .needs = needs, .run = run};

} // namespace dockwright::host::checks
