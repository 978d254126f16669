#include "gpu/machine.hpp"
#include "gpu/stage_walk.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::checks {
namespace {

/// Programs that start several processes, which exchange data through /dev/shm (NCCL, torch).
const model::Command* starts_several(const Case& asked) {
    const model::Document& document = asked.document;
    constexpr std::array<std::string_view, 4> launchers{"accelerate", "deepspeed", "mpirun", "torchrun"};
    for (const model::Command& command : document.commands().all) {
        const model::ShellText& text = document.commands().text_of(command);
        const auto keyword = document.instructions()[text.instruction].keyword;
        const bool starts = keyword == syntax::Keyword::cmd || keyword == syntax::Keyword::entrypoint;
        if (!starts || text.onbuild) {
            continue;
        }
        if (std::ranges::find(launchers, command.name) != launchers.end()) {
            return &command;
        }
        const auto words = arguments_of(document, command);
        const bool parallel = std::ranges::any_of(words, [](const std::string& word) {
            return word.starts_with("--tensor-parallel-size") || word.starts_with("--nproc") ||
                   word == "torch.distributed.launch";
        });
        if (parallel) {
            return &command;
        }
    }
    return nullptr;
}

void run(const Case& asked, Reasons& reasons) {
    if (!asked.meant_for_gpu) {
        return;
    }
    for (const model::RunPlan& plan : asked.surroundings.plans) {
        if (plan.kind == model::RunPlan::Kind::compose && plan.asks_for_gpu && !plan.shm_size &&
            !plan.host_ipc && asked.state.find("torch") != nullptr) {
            reasons.add(Cause::shared_memory, Weight::note,
                        {.span = asked.state.base_place.span, .file = plan.path, .line = plan.line},
                        "the service '" + plan.name +
                            "' gives its processes 64 MB of /dev/shm, which PyTorch's data loaders outgrow "
                            "(bus error): set shm_size",
                        principle(asked, "shm"));
            return;
        }
    }
    const model::Command* command = starts_several(asked);
    const bool planned = std::ranges::any_of(asked.surroundings.plans, [](const model::RunPlan& plan) {
        return plan.shm_size.has_value() || plan.host_ipc;
    });
    if (command != nullptr && !planned) {
        reasons.add(
            Cause::shared_memory, Weight::note, {.span = command->name_span},
            "several processes exchange data through /dev/shm, of which a container has 64 MB: start it with "
            "--shm-size=8g or --ipc=host",
            principle(asked, "shm"));
    }
}

} // namespace

extern constexpr Check worker_memory{.name = "worker_memory", .run = run};

} // namespace dockwright::gpu::checks
