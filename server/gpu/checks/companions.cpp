#include "gpu/image/resolve.hpp"
#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"

namespace dockwright::gpu::checks {
namespace {

void add(const Case& asked, Reasons& reasons, const Conflict& conflict) {
    const auto* asking = knowledge::package(asked.knowledge, conflict.package);
    const bool pure = asking != nullptr && asking->pure;
    const std::string package =
        conflict.package + (conflict.version.known() ? " " + to_string(conflict.version) : "");
    const std::string partner = conflict.partner + " " + to_string(conflict.partner_version) +
                                (conflict.partner_unpinned ? ", if it is the newest that is known," : "");
    const std::string wants = package + (conflict.unpinned ? ", the newest, since nothing pins it," : "") +
                              " belongs to " + conflict.partner + conflict.specifier;
    if (conflict.package.empty()) {
        reasons.add(Cause::companion_mismatch, Weight::build_fails, conflict.place,
                    partner + " is asked for, and the constraints of this install say " + conflict.partner +
                        conflict.specifier + ": no install satisfies both",
                    {"pip documentation, constraints files", knowledge::Confidence::verified});
    } else if (!conflict.shared.empty()) {
        reasons.add(Cause::companion_mismatch, Weight::build_fails, conflict.place,
                    package + " asks for " + conflict.shared + conflict.specifier + ", and " + partner +
                        " for " + conflict.shared + conflict.shared_specifier +
                        ": no install satisfies both; give each an install of its own",
                    conflict.fact);
    } else if (conflict.build_fails && !knowledge::local_part(conflict.specifier).empty() &&
               knowledge::satisfies(conflict.partner_version, without_local(conflict.specifier)) == true) {
        reasons.add(Cause::companion_mismatch, Weight::build_fails, conflict.place,
                    package + " asks for " + conflict.partner + conflict.specifier +
                        ", a build that is not on PyPI: take its next patch",
                    conflict.fact);
    } else if (conflict.build_fails) {
        reasons.add(Cause::companion_mismatch, Weight::build_fails, conflict.place,
                    wants + ", and " + partner + " is asked for: no install satisfies both", conflict.fact);
    } else if (conflict.replaced) {
        reasons.add(Cause::companion_mismatch, Weight::caveat, conflict.place,
                    wants + ", so installing it replaces " + partner + " by another build", conflict.fact);
    } else if (pure) {
        reasons.add(Cause::companion_mismatch, Weight::note, conflict.place,
                    wants + ", and " + partner + " is there: pip warns, and whether it works is not known",
                    conflict.fact);
    } else if (const Version wanted = pinned(conflict.specifier);
               wanted.known() && conflict.partner == "torch" &&
               wanted.cut(2) == conflict.partner_version.cut(2) &&
               knowledge::local_part(conflict.specifier).empty()) {
        // Patches of torch keep its interface (AUTOMATIC1111/stable-diffusion-webui issue 10494).
        reasons.add(Cause::companion_mismatch, Weight::note, conflict.place,
                    wants + ", and " + partner + " is there, another patch of it: that mostly works",
                    conflict.fact);
    } else if (conflict.unpinned || conflict.partner_unpinned) {
        reasons.add(Cause::companion_mismatch, Weight::caveat, conflict.place,
                    wants + ", and " + partner + " is there: importing it would fail; pin both",
                    conflict.fact);
    } else {
        reasons.add(Cause::companion_mismatch, Weight::fails, conflict.place,
                    wants + ", and " + partner + " is there: importing it fails", conflict.fact);
    }
}

/// torchvision compares its CUDA with that of torch when it is imported.
void other_cuda(const Case& asked, Reasons& reasons) {
    const Installed* torch = asked.state.find("torch");
    const Installed* vision = asked.state.find("torchvision");
    const bool known = torch != nullptr && vision != nullptr && torch->variant != nullptr &&
                       vision->variant != nullptr && torch->variant->cuda.known() &&
                       vision->variant->cuda.known() && torch->home == vision->home;
    if (known && torch->variant->cuda.major() != vision->variant->cuda.major() && !vision->of_base) {
        const bool guessed = is_guess(*torch) || is_guess(*vision);
        reasons.add(Cause::wheel_cuda_mismatch, guessed ? Weight::caveat : Weight::fails, vision->place,
                    describe(*vision) + " is built for CUDA " + to_string(vision->variant->cuda) + ", and " +
                        describe(*torch) + " for " + to_string(torch->variant->cuda) +
                        ": importing torchvision stops; install both from one index",
                    vision->variant->fact);
    }
}

void run(const Case& asked, Reasons& reasons) {
    if (asked.meant_for_gpu) {
        other_cuda(asked, reasons);
    }
    for (const ImageState* state : asked.built) {
        for (const Conflict& conflict : state->conflicts) {
            if (asked.meant_for_gpu) {
                add(asked, reasons, conflict);
            }
        }
    }
}

} // namespace

extern constexpr Check companions{.name = "companions", .run = run};

} // namespace dockwright::gpu::checks
