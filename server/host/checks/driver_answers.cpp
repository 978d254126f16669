#include "base/message.hpp"
#include "host/check.hpp"
#include "host/error_texts.hpp"
#include "host/gpu_ways.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"driver-loaded", "driver-mismatch"};

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    if (is_jetson(facts)) {
        return skipped("On a Jetson there need not be an nvidia-smi");
    }
    if (facts.nvidia.state == NvidiaSmi::State::answered && facts.nvidia.gpus.empty()) {
        return {.status = Status::failure,
                .found = "nvidia-smi answers, but names no GPU",
                .needed = "At least one GPU",
                .why = "The driver does not serve the GPU that is in the machine",
                .repairs = {restart_machine(facts)}};
    }
    const std::size_t models = facts.module.models.size();
    if (facts.nvidia.state == NvidiaSmi::State::answered && models > facts.nvidia.gpus.size()) {
        return {.status = Status::failure,
                .found = message("nvidia-smi names {} GPUs, the kernel knows {}",
                                 {std::to_string(facts.nvidia.gpus.size()), std::to_string(models)}),
                .needed = "All GPUs",
                .why = "A GPU was lost while the machine ran; programs on it fail or hang",
                .repairs = {restart_machine(facts)}};
    }
    if (facts.nvidia.state == NvidiaSmi::State::answered) {
        return ok(message("nvidia-smi names {} GPU(s)", {std::to_string(facts.nvidia.gpus.size())}));
    }
    if (facts.nvidia.state == NvidiaSmi::State::absent) {
        return warning("The driver is loaded, but there is no nvidia-smi",
                       "What the GPU does can't be seen; the driver's package of programs (nvidia-utils) "
                       "has it");
    }
    if (facts.nvidia.state != NvidiaSmi::State::failed) {
        return unknown("The driver was not asked");
    }
    const std::string words = printable(facts.nvidia.words);
    Finding out{.status = Status::failure,
                .found = words.empty() ? "nvidia-smi fails" : message("nvidia-smi fails: {}", {words}),
                .needed = "An answer that names the GPUs",
                .why = "What nvidia-smi can't reach no container can use",
                .repairs = {reload_modules(facts), restart_machine(facts)}};
    if (const auto known = recognise_errors(facts.nvidia.words, knowledge); !known.empty()) {
        out.why = known.front().error->cause;
        out.fact = known.front().error->fact;
        while (out.why.ends_with('.')) {
            out.why.pop_back();
        }
    }
    return out;
}

} // namespace

extern constexpr Check driver_answers{
    .id = "driver-answers", .title = "Driver answers", .place = 360, .needs = needs, .run = run};

} // namespace dockwright::host::checks
