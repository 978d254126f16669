#include "lint/gpu_stages.hpp"
#include "lint/pairs.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Variables for finding faults, which cost speed while they are set.
struct Brake {
    std::string_view name;
    std::string_view effect; ///< behind "with it"
};
constexpr Brake brakes[] = {
    {"CUDA_LAUNCH_BLOCKING", "each kernel waits for the one before, which costs a large part of the speed"},
    {"CUDA_CACHE_DISABLE", "code that is compiled at the first start is compiled at every start"},
    {"CUDA_FORCE_PTX_JIT", "all code is compiled at the first start, for minutes"},
    {"NCCL_P2P_DISABLE", "GPUs exchange their data by way of the processor, also where they are connected"},
    {"NCCL_SHM_DISABLE", "processes of one machine exchange their data over the network"},
    {"PYTORCH_NO_CUDA_MEMORY_CACHING", "each tensor is allocated by the driver, which is many times slower"},
};

void check(const Facts& facts, Report& report) {
    for (const Variable& variable : variables_of(facts.document)) {
        const auto* brake = std::ranges::find(brakes, variable.name, &Brake::name);
        const model::Stage* stage = facts.document.stage_of(*variable.instruction);
        if (brake == std::end(brakes) || stage == nullptr || !stage->shipped || !variable.value ||
            !is_true(*variable.value)) {
            continue;
        }
        Reported found = report.at(variable.name_span, "{} is meant for finding a fault: with it, {}",
                                   brake->name, brake->effect);
        if (auto edit = without_pair(facts.document, *variable.instruction, variable.pair)) {
            found.fix(Safety::unsafe, message("Remove {}", {brake->name}), {*std::move(edit)});
        }
    }
}

constexpr Example examples[] = {
    {.title = "left over from a search",
     .bad = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime
       | ENV CUDA_LAUNCH_BLOCKING=1
       ~     ^^^^^^^^^^^^^^^^^^^^ CUDA_LAUNCH_BLOCKING is meant for finding a fault: with it, each kernel waits for the one before, which costs a large part of the speed
       | ENV APP=/app NCCL_P2P_DISABLE=1
       ~              ^^^^^^^^^^^^^^^^ NCCL_P2P_DISABLE is meant for finding a fault: with it, GPUs exchange their data by way of the processor, also where they are connected
     )",
     .good = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime
       | ENV CUDA_LAUNCH_BLOCKING=0
       | RUN CUDA_LAUNCH_BLOCKING=1 pytest
     )"},
};

} // namespace

extern constexpr Rule slowed_gpu{
    .id = "slowed-gpu",
    .title = "A variable for finding faults that slows every start",
    .why =
        "CUDA, NCCL and PyTorch have variables that make an error appear where it happens or go round a "
        "broken "
        "connection. What is set in the image holds for each container, on machines that have no such fault "
        "as well. Whoever looks for one sets it with `docker run -e`.",
    .group = Group::gpu,
    .severity = Severity::warning,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
