#include "gpu/image/stage_walk.hpp"
#include "gpu/machine.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::checks {
namespace {

/// The first command of CMD or ENTRYPOINT, in the stage or in what it builds on, that passes the test.
template <class Test>
const model::Command* find_start(const Case& asked, Test test) {
    const model::Document& document = asked.document;
    for (std::optional<std::uint32_t> at = asked.state.stage; at;) {
        const model::Stage& stage = document.stages()[*at];
        for (const model::Command& command : document.commands(stage)) {
            const model::ShellText& text = document.commands().text_of(command);
            const auto keyword = document.instructions()[text.instruction].keyword;
            const bool starts = keyword == syntax::Keyword::cmd || keyword == syntax::Keyword::entrypoint;
            if (starts && !text.onbuild && test(command)) {
                return &command;
            }
        }
        at = stage.image.stage;
    }
    return nullptr;
}

/// Programs that start several processes, which exchange data through /dev/shm (NCCL, torch).
bool starts_several(const Case& asked, const model::Command& command) {
    constexpr std::array<std::string_view, 4> launchers{"accelerate", "deepspeed", "mpirun", "torchrun"};
    // With one GPU there is one process, and nothing to exchange.
    const bool one_gpu = asked.host != nullptr && asked.host->gpus.size() == 1;
    if (std::ranges::find(launchers, command.name) != launchers.end() && !one_gpu) {
        return true;
    }
    const auto words = arguments_of(asked.document, command);
    for (std::size_t i = 0; i < words.size(); ++i) { // `--num-workers 8`, `--num_workers=4`
        std::string_view word = words[i];
        const bool option = word.starts_with("--num-workers") || word.starts_with("--num_workers") ||
                            word.starts_with("--workers") || word.starts_with("--dataloader_num_workers");
        const auto equals = word.find('=');
        const std::string_view value = equals != std::string_view::npos ? word.substr(equals + 1)
                                       : i + 1 < words.size()           ? std::string_view(words[i + 1])
                                                                        : std::string_view();
        if (option && command.name.starts_with("python") && !value.empty() && value != "0") {
            return true;
        }
    }
    return std::ranges::any_of(words, [](const std::string& word) {
        return word.starts_with("--tensor-parallel-size") || word.starts_with("--nproc") ||
               word == "torch.distributed.launch";
    });
}

/// They answer in one process, or in several that share nothing: no data loader runs behind them.
constexpr std::array<std::string_view, 10> web_servers{"daphne",  "fastapi",       "flask",     "granian",
                                                       "gradio",  "gunicorn",      "hypercorn", "streamlit",
                                                       "uvicorn", "waitress-serve"};

bool is_web_server(std::string_view word) {
    return std::ranges::find(web_servers, word.substr(word.rfind('/') + 1)) != web_servers.end();
}

/// By the service's command, else by the CMD or ENTRYPOINT.
bool serves_pages(const Case& asked, const model::RunPlan& plan) {
    if (!plan.command.empty()) {
        return std::ranges::any_of(web_servers, [&](std::string_view name) {
            const std::size_t at = plan.command.find(name);
            const std::size_t end = at + name.size();
            return at != std::string::npos &&
                   (at == 0 || std::string_view(" \"/").contains(plan.command[at - 1])) &&
                   (end == plan.command.size() || std::string_view(" \"").contains(plan.command[end]));
        });
    }
    return find_start(asked, [&](const model::Command& command) {
               return is_web_server(command.name) ||
                      std::ranges::any_of(arguments_of(asked.document, command), is_web_server);
           }) != nullptr;
}

bool says_torchrun(std::string_view command) {
    return command.contains("torchrun") || command.contains("accelerate launch") ||
           command.contains("deepspeed") || command.contains("--tensor-parallel-size") ||
           command.contains("num-workers") || command.contains("num_workers");
}

void run(const Case& asked, Reasons& reasons) {
    const bool torch = asked.state.find("torch") != nullptr || asked.state.find("vllm") != nullptr;
    if (!asked.meant_for_gpu || !torch) {
        return;
    }
    // Without a machine nobody knows how it is started: a remark. With one, `docker run` is meant.
    const Weight weight = asked.host != nullptr ? Weight::caveat : Weight::note;
    bool enough = false;
    for (const model::RunPlan& plan : asked.surroundings.plans) {
        enough = enough || plan.shm_size.has_value() || plan.host_ipc;
        if (plan.kind == model::RunPlan::Kind::compose && plan.asks_for_gpu && !plan.shm_size &&
            !plan.host_ipc && (says_torchrun(plan.command) || !serves_pages(asked, plan))) {
            reasons.add(Cause::shared_memory, says_torchrun(plan.command) ? weight : Weight::note,
                        {.span = asked.state.base_place.span, .file = plan.path, .line = plan.line},
                        "the service '" + plan.name +
                            "' gives its processes 64 MB of /dev/shm, which PyTorch's workers outgrow (bus "
                            "error): set "
                            "shm_size",
                        principle(asked, "shm"));
            return;
        }
    }
    const model::Command* command =
        enough ? nullptr
               : find_start(asked, [&](const model::Command& one) { return starts_several(asked, one); });
    if (command != nullptr) {
        reasons.add(
            Cause::shared_memory, weight, {.span = command->name_span},
            "several processes exchange data through /dev/shm, of which a container has 64 MB: start it with "
            "--shm-size=8g or --ipc=host",
            principle(asked, "shm"));
    }
}

} // namespace

extern constexpr Check worker_memory{.name = "worker_memory", .run = run};

} // namespace dockwright::gpu::checks
