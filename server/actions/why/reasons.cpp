#include "actions/why/reasons.hpp"
#include "base/message.hpp"
#include <algorithm>

namespace dockwright::actions {

void add_reason(std::vector<WhyReason>& out, WhyReason reason) {
    if (std::ranges::find(out, reason.cause, &WhyReason::cause) == out.end()) {
        out.push_back(std::move(reason));
    }
}

std::string shown_name(const engine::Container& container) {
    const std::string_view name = container.name;
    return printable(name.substr(name.starts_with('/') ? 1 : 0));
}

std::vector<WhyReason> why_reasons(const Case& seen) {
    std::vector<WhyReason> out;
    add_configuration_reasons(seen, out);
    add_machine_reasons(seen, out);
    add_inside_reasons(seen, out);
    return out;
}

WhyVerdict why_verdict(const Case& seen, const std::vector<WhyReason>& reasons) {
    if (seen.inside && seen.inside->nvidia_smi_exit == 0 && !seen.inside->gpus.empty() &&
        seen.inside->torch_sees_gpu.value_or(true)) {
        const auto stops = [](const WhyReason& reason) {
            return reason.cause == gpu::Cause::capabilities_missing ||
                   reason.cause == gpu::Cause::uvm_missing;
        };
        return std::ranges::any_of(reasons, stops) ? WhyVerdict::fails : WhyVerdict::sees_gpu;
    }
    return reasons.empty() ? WhyVerdict::unknown : WhyVerdict::fails;
}

std::string_view name(WhyVerdict verdict) {
    switch (verdict) {
    case WhyVerdict::sees_gpu: return "sees-gpu";
    case WhyVerdict::fails: return "fails";
    case WhyVerdict::unknown: return "unknown";
    }
    return "unknown";
}

} // namespace dockwright::actions
