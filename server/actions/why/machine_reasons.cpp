#include "actions/why/reasons.hpp"
#include "base/message.hpp"
#include "host/doctor.hpp"
#include "host/error_texts.hpp"
#include <algorithm>
#include <array>

/// What the doctor's checks say of the machine, and the error of a start that failed.
namespace dockwright::actions {
namespace {

using gpu::Cause;

struct CauseOf {
    std::string_view check;
    Cause cause;
};

constexpr auto causes = std::to_array<CauseOf>({
    {"gpu-present", Cause::not_supported},          {"gpu-generation", Cause::not_supported},
    {"driver-installed", Cause::driver_not_loaded}, {"driver-loaded", Cause::driver_not_loaded},
    {"nouveau", Cause::driver_not_loaded},          {"secure-boot", Cause::driver_not_loaded},
    {"kernel-update", Cause::driver_not_loaded},    {"driver-mismatch", Cause::driver_library_mismatch},
    {"driver-answers", Cause::gpu_fell_off},        {"gpu-errors", Cause::gpu_fell_off},
    {"unified-memory", Cause::uvm_missing},         {"fabric-manager", Cause::fabric_manager},
    {"mig-instances", Cause::mig_without_instance}, {"compute-mode", Cause::exclusive_mode},
    {"toolkit-installed", Cause::toolkit_missing},  {"engine-gpu-support", Cause::toolkit_missing},
    {"cdi-current", Cause::cdi_spec_stale},         {"driver-cuda", Cause::driver_too_old},
    {"driver-version", Cause::driver_too_old},      {"cgroup-reload", Cause::device_access_lost},
});

std::optional<Cause> cause_of(std::string_view check) {
    const auto found = std::ranges::find(causes, check, &CauseOf::check);
    return found == causes.end() ? std::nullopt : std::optional(found->cause);
}

WhyReason reason_of(const host::Finding& finding, Cause cause) {
    WhyReason out{.cause = cause, .found = finding.found, .repairs = {}};
    for (const host::Repair& repair : finding.repairs) {
        out.repairs.push_back(repair.title);
        out.repairs.insert(out.repairs.end(), repair.commands.begin(), repair.commands.end());
    }
    if (!out.repairs.empty()) {
        out.repairs.emplace_back("What it would end is listed by: dockwright doctor");
    }
    return out;
}

/// What the engine noted when the container could not be started.
void look_at_start(const Case& seen, std::vector<WhyReason>& out) {
    for (const host::KnownError& known : host::recognise_errors(seen.container.state.error)) {
        if (const auto cause = cause_of(known.error->check)) {
            add_reason(out, {.cause = *cause,
                             .found = message("It could not be started: {}",
                                              {printable(std::string_view(seen.container.state.error)
                                                             .substr(known.begin, known.length))}),
                             .repairs = {known.error->repairs.begin(), known.error->repairs.end()}});
        }
    }
}

} // namespace

void add_machine_reasons(const Case& seen, std::vector<WhyReason>& out) {
    look_at_start(seen, out);
    for (const host::Finding& finding : host::examine(seen.machine)) {
        const auto cause = cause_of(finding.check);
        if (finding.status == host::Status::failure && cause) {
            add_reason(out, reason_of(finding, *cause));
        }
    }
}

} // namespace dockwright::actions
