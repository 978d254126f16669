#include "gpu/machine.hpp"

namespace dockwright::gpu::checks {
namespace {

bool lists(std::string_view value, std::string_view word) {
    while (!value.empty()) {
        const auto comma = value.find(',');
        std::string_view one = value.substr(0, comma);
        while (one.starts_with(' ')) {
            one.remove_prefix(1);
        }
        if (one == word) {
            return true;
        }
        value = comma == std::string_view::npos ? std::string_view() : value.substr(comma + 1);
    }
    return false;
}

/// What the command that is started needs besides CUDA; "" if nothing is plain.
std::string_view needed_by_start(const Case& asked) {
    const model::Command* command = started(asked);
    if (command == nullptr) {
        return "";
    }
    if (command->name == "nvidia-smi" || command->name == "nvtop" || command->name == "gpustat") {
        return "utility";
    }
    const std::string_view text = command->span.of(asked.document.text());
    const bool codec = text.contains("nvenc") || text.contains("cuvid") || text.contains("nvdec");
    return command->name == "ffmpeg" && codec ? "video" : "";
}

void run(const Case& asked, Reasons& reasons) {
    const EnvironmentValue* variable = asked.state.variable("NVIDIA_DRIVER_CAPABILITIES");
    const std::optional<bool> hook = asked.host != nullptr ? uses_hook(*asked.host) : std::nullopt;
    if (!asked.meant_for_gpu || variable == nullptr || !variable->value || variable->value->empty() ||
        lists(*variable->value, "all") || hook == false) {
        return; // with CDI the variable is not looked at
    }
    const std::string& value = *variable->value;
    const std::string_view needed = needed_by_start(asked);
    const auto add = [&](Weight weight, std::string_view missing, std::string_view effect) {
        reasons.add(Cause::capabilities_missing, weight, variable->place,
                    "NVIDIA_DRIVER_CAPABILITIES=" + value + " leaves out '" + std::string(missing) +
                        "', so " + std::string(effect),
                    variable_fact(asked, "NVIDIA_DRIVER_CAPABILITIES"));
    };
    if (needed == "video" && !lists(value, "video")) {
        add(Weight::fails, "video", "the GPU's encoder and decoder are not in the container");
    } else if (variable->of_base) {
        return;
    } else if (!lists(value, "compute") && !cuda_users(asked).empty()) {
        add(Weight::fails, "compute", "there is no CUDA in the container");
    } else if (lists(value, "compute") && !lists(value, "utility")) {
        add(needed == "utility" ? Weight::fails : Weight::caveat, "utility",
            "there is no nvidia-smi and no NVML in the container");
    }
}

} // namespace

extern constexpr Check driver_capabilities{.name = "driver_capabilities", .run = run};

} // namespace dockwright::gpu::checks
