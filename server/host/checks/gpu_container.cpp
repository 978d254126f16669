#include "base/message.hpp"
#include "host/check.hpp"
#include "host/error_texts.hpp"
#include <algorithm>

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {
    "engine-reachable", "docker-desktop",  "snap-engine",       "disk-space",         "gpu-present",
    "driver-loaded",    "driver-mismatch", "driver-answers",    "unified-memory",     "fabric-manager",
    "mig-instances",    "compute-mode",    "toolkit-installed", "engine-gpu-support", "cdi-current"};

/// CUDA's error numbers as errors.yaml names what is behind them.
std::string_view error_of(int cu_init) {
    switch (cu_init) {
    case 100: return "no-cuda-gpus";
    case 802: return "system-not-initialized";
    case 803: return "driver-combination";
    case 804: return "forward-compatibility";
    case 999: return "cuda-unknown-error";
    case 35: return "driver-insufficient";
    case 46: return "devices-busy";
    default: return "";
    }
}

const knowledge::ErrorText* known_error(const GpuTrial& trial, const knowledge::Knowledge& knowledge) {
    if (trial.started && trial.cu_init.value_or(0) != 0) {
        const auto found =
            std::ranges::find(knowledge.errors, error_of(*trial.cu_init), &knowledge::ErrorText::id);
        return found == knowledge.errors.end() ? nullptr : &*found;
    }
    const auto found = recognise_errors(trial.words, knowledge);
    return found.empty() ? nullptr : found.front().error;
}

/// What the error text means becomes the reason, and what helps the repairs.
void explain(const GpuTrial& trial, const knowledge::Knowledge& knowledge, Finding& out) {
    const knowledge::ErrorText* error = known_error(trial, knowledge);
    if (error == nullptr) {
        out.no_repair = "The error is not one that is known here; its words are all that there is";
        return;
    }
    out.why = error->cause.substr(0, error->cause.find_last_not_of('.') + 1);
    out.fact = error->fact;
    for (const std::string_view text : error->repairs) {
        Repair repair;
        repair.title = text.substr(0, text.find_last_not_of('.') + 1);
        out.repairs.push_back(std::move(repair));
    }
}

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    const GpuTrial& trial = facts.trial;
    if (!trial.tried) {
        return unknown(trial.why_not.empty() ? "No container was tried" : printable(trial.why_not));
    }
    if (trial.started && trial.cu_init == 0 && trial.nvidia_smi_exit.value_or(0) == 0) {
        return ok(message("{} saw {} GPU(s), and CUDA started in it",
                          {printable(trial.image), std::to_string(trial.gpus.size())}));
    }
    Finding out{.status = Status::failure,
                .needed = "A container in which nvidia-smi answers and CUDA starts",
                .why = "This is what every program on the GPU does first"};
    if (!trial.started) {
        out.found =
            message("A container with a GPU does not start: {}", {telling_part(trial.words, knowledge)});
    } else if (trial.cu_init.value_or(0) != 0) {
        out.found =
            message("nvidia-smi {} in a container, but CUDA can't start there (cuInit gives {})",
                    {trial.nvidia_smi_exit == 0 ? "answers" : "fails", std::to_string(*trial.cu_init)});
    } else if (trial.nvidia_smi_exit.value_or(0) == 0 && trial.libcuda == false) {
        out.found = "nvidia-smi answers in a container, but the driver's library for CUDA is not there";
        out.needed = "libcuda.so.1 in the container, which the toolkit puts there";
        out.why = "Programs find no GPU without it. The toolkit gives it to containers that may compute";
        out.repairs = {{.title = "Ask for it: -e NVIDIA_DRIVER_CAPABILITIES=compute,utility"},
                       {.title = "If it is missing on the machine too, install the driver's libraries for "
                                 "computing (such as libnvidia-compute), not only nvidia-smi"}};
        return out;
    } else if (trial.nvidia_smi_exit.value_or(0) != 0) {
        out.found = message("nvidia-smi fails in a container: {}", {telling_part(trial.words, knowledge)});
    } else {
        return warning(message("{} saw {} GPU(s); whether CUDA starts in it was not tried",
                               {printable(trial.image), std::to_string(trial.gpus.size())}),
                       "nvidia-smi can answer where CUDA can't start");
    }
    explain(trial, knowledge, out);
    return out;
}

} // namespace

extern constexpr Check gpu_container{.id = "gpu-container",
                                     .title = "A container that uses the GPU",
                                     .place = 600,
                                     .needs = needs,
                                     .run = run};

} // namespace dockwright::host::checks
