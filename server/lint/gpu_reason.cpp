#include "lint/gpu_reason.hpp"
#include "gpu/host_text.hpp"
#include "lint/moving_image.hpp"
#include "model/given_arguments.hpp"
#include "model/lowest_stage.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

Severity severity_of(gpu::Weight weight) {
    switch (weight) {
    case gpu::Weight::fails:
    case gpu::Weight::build_fails: return Severity::error;
    case gpu::Weight::caveat: return Severity::warning;
    default: return Severity::info;
    }
}

/// The same reason of several machines.
struct Shared {
    const gpu::Reason* reason = nullptr;
    const Judged* judged = nullptr; ///< the first of them
    std::string machines;
    bool chief = false;
};

bool is_wrong_everywhere(const Facts& facts, const gpu::Reason& reason) {
    return std::ranges::any_of(facts.judged, [&](const Judged& judged) {
        return judged.host == nullptr &&
               std::ranges::any_of(judged.judgement.reasons, [&](const gpu::Reason& other) {
                   return other.cause == reason.cause && other.place.span == reason.place.span;
               });
    });
}

std::vector<Shared> shared_reasons(const Facts& facts, gpu::Cause cause) {
    std::vector<Shared> out;
    for (const Judged& judged : facts.judged) {
        for (const gpu::Reason& reason : judged.judgement.reasons) {
            // What nobody knows is no finding, but on a machine that a person named it is worth a word,
            // unless nothing runs there anyhow.
            const bool idle = reason.weight == gpu::Weight::unknown &&
                              (judged.host == nullptr || judged.judgement.verdict >= gpu::Verdict::fails);
            if (reason.cause != cause || idle ||
                (judged.host != nullptr && is_wrong_everywhere(facts, reason))) {
                continue;
            }
            const std::string machine = judged.host != nullptr ? gpu::describe(*judged.host) : std::string();
            const auto same = std::ranges::find_if(out, [&](const Shared& other) {
                return other.reason->place.span == reason.place.span &&
                       (other.reason->message == reason.message ||
                        (other.judged->host != nullptr && other.reason->weight == reason.weight));
            });
            if (same == out.end()) {
                out.push_back({&reason, &judged, machine, &reason == &judged.judgement.reasons.front()});
            } else if (!machine.empty() && same->machines.find(machine) == std::string::npos) {
                same->machines += (same->machines.empty() ? "" : "; ") + machine;
            }
        }
    }
    return out;
}

/// Of several machines each has its own repairs, so each says for which it is.
std::string for_whom(const Facts& facts, const Judged& judged) {
    const auto machines = std::ranges::count_if(facts.judged, [&](const Judged& other) {
        return other.host != nullptr && other.judgement.stage == judged.judgement.stage;
    });
    return judged.host != nullptr && machines > 1 ? ", for " + gpu::describe(*judged.host) : std::string();
}

void add_repairs(const Facts& facts, const Judged& judged, Reported& reported) {
    const gpu::Question question{.document = facts.document,
                                 .surroundings = facts.surroundings,
                                 .knowledge = facts.knowledge,
                                 .host = judged.host,
                                 .stage = judged.judgement.stage};
    for (const gpu::Repair& repair : gpu::repairs(question, judged.judgement)) {
        if (!repair.edits.empty()) {
            reported.fix(Safety::unsafe, repair.title + for_whom(facts, judged), repair.edits);
        }
    }
}

/// ` (with the BASE of docker-bake.hcl)` where a plan says what the stage's image at the root is: its FROM
/// shows another one.
std::string given_base(const Facts& facts, const Judged& judged) {
    const model::Stage& own = facts.document.stages()[judged.judgement.stage];
    const model::Binding* argument =
        image_argument(facts.document, *model::lowest_stage(facts.document, &own));
    const model::RunPlan* plan =
        argument != nullptr ? model::giver(facts.surroundings, argument->name) : nullptr;
    return plan != nullptr ? message(" (with the {} of {})", {argument->name, plan->path}) : std::string();
}

bool is_about_base(gpu::Cause cause) {
    return cause == gpu::Cause::redundant_cuda || cause == gpu::Cause::base_tag_gone;
}

} // namespace

bool is_judged(const Facts& facts, gpu::Cause cause, Span place) {
    return std::ranges::any_of(facts.judged, [&](const Judged& judged) {
        return std::ranges::any_of(judged.judgement.reasons, [&](const gpu::Reason& reason) {
            const Span its = reason.place.span;
            return reason.cause == cause && reason.weight != gpu::Weight::unknown && its.begin < place.end &&
                   place.begin < its.end;
        });
    });
}

void report_cause(const Facts& facts, Report& report, gpu::Cause cause) {
    for (const Shared& shared : shared_reasons(facts, cause)) {
        const gpu::Reason& reason = *shared.reason;
        std::string where;
        if (!reason.place.file.empty()) {
            where = std::string(reason.place.file) + ":" + std::to_string(reason.place.line) + ": ";
        }
        const std::string whom = shared.machines.empty() ? "" : " [" + shared.machines + "]";
        const std::string given = is_about_base(cause) ? given_base(facts, *shared.judged) : "";
        Reported reported = report.at(reason.place.span, "{}{}{}{}", where, reason.message, given, whom);
        reported.severity(severity_of(reason.weight));
        if (facts.gpu_repairs && shared.chief && reason.weight >= gpu::Weight::fails) {
            add_repairs(facts, *shared.judged, reported);
        }
    }
}

} // namespace dockwright::lint
