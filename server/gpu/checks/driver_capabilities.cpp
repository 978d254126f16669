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

void run(const Case& asked, Reasons& reasons) {
    const EnvironmentValue* variable = asked.state.variable("NVIDIA_DRIVER_CAPABILITIES");
    if (!asked.meant_for_gpu || variable == nullptr || !variable->value || variable->of_base ||
        variable->value->empty() || lists(*variable->value, "all")) {
        return;
    }
    const std::optional<bool> hook = asked.host != nullptr ? uses_hook(*asked.host) : std::nullopt;
    if (hook == false) {
        return; // with CDI the variable is not looked at
    }
    const bool compute = lists(*variable->value, "compute");
    const bool utility = lists(*variable->value, "utility");
    if (compute && utility) {
        return;
    }
    std::string message = "NVIDIA_DRIVER_CAPABILITIES=" + *variable->value;
    message += compute ? " leaves out 'utility', so there is no nvidia-smi and no NVML in the container"
                       : " leaves out 'compute', so there is no CUDA in the container";
    const Weight weight = compute ? Weight::caveat : Weight::fails;
    reasons.add(Cause::capabilities_missing, weight, variable->place, std::move(message),
                principle(asked, "driver-capabilities"));
}

} // namespace

extern constexpr Check driver_capabilities{.name = "driver_capabilities", .run = run};

} // namespace dockwright::gpu::checks
