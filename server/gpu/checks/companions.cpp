#include "gpu/machine.hpp"

namespace dockwright::gpu::checks {
namespace {

void add(Reasons& reasons, const Conflict& conflict) {
    const std::string package =
        conflict.package + (conflict.version.known() ? " " + to_string(conflict.version) : "");
    const std::string partner = conflict.partner + " " + to_string(conflict.partner_version);
    const std::string wants = package + " belongs to " + conflict.partner + conflict.specifier;
    if (conflict.build_fails) {
        reasons.add(Cause::companion_mismatch, Weight::build_fails, conflict.place,
                    wants + ", and " + partner + " is asked for: no install satisfies both", conflict.fact);
    } else if (conflict.replaced) {
        reasons.add(Cause::companion_mismatch, Weight::caveat, conflict.place,
                    wants + ", so installing it replaces " + partner + " by another build", conflict.fact);
    } else {
        reasons.add(Cause::companion_mismatch, Weight::fails, conflict.place,
                    wants + ", and " + partner + " is there: importing it fails", conflict.fact);
    }
}

void run(const Case& asked, Reasons& reasons) {
    for (const ImageState* state : asked.built) {
        for (const Conflict& conflict : state->conflicts) {
            if (asked.meant_for_gpu) {
                add(reasons, conflict);
            }
        }
    }
}

} // namespace

extern constexpr Check companions{.name = "companions", .run = run};

} // namespace dockwright::gpu::checks
