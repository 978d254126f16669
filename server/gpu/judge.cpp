#include "gpu/judge.hpp"
#include "gpu/check.hpp"
#include "gpu/machine.hpp"
#include "gpu/purpose.hpp"
#include <algorithm>
#include <cstdint>
#include <functional>
#include <set>
#include <tuple>

namespace dockwright::gpu {
namespace {

/// COPY and RUN --mount take files out of other stages.
template <class Use>
void each_source(const model::Document& document, const model::Stage& stage, Use use) {
    for (const model::Instruction& instruction : document.instructions(stage)) {
        const auto name = [&](std::string_view from) {
            if (const model::Stage* source = document.stage_from(from, stage.index)) {
                use(source->index);
            }
        };
        for (const syntax::Flag& flag : document.flags(instruction)) {
            if (flag.name == "from") {
                name(flag.value);
            }
            for (const syntax::MountOption& option : document.syntax().options_of(flag)) {
                if (option.key == "from") {
                    name(option.value);
                }
            }
        }
    }
}

/// The stages whose instructions a build of this stage runs: itself, what it builds on and what it
/// copies from, in order.
std::vector<const ImageState*> built_with(const model::Document& document,
                                          const std::vector<ImageState>& states, std::uint32_t stage) {
    std::vector<const ImageState*> out;
    std::set<std::uint32_t, std::greater<>> needed{stage};
    // A stage takes only from earlier ones, which come behind it in this order.
    for (const std::uint32_t next : needed) {
        const model::Stage& here = document.stages()[next];
        if (here.image.stage) {
            needed.insert(*here.image.stage);
        }
        each_source(document, here, [&](std::uint32_t source) { needed.insert(source); });
        out.push_back(&states[next]);
    }
    std::ranges::reverse(out);
    return out;
}

/// Of equally grave reasons the one comes first that a person meets first: the order of the causes, but
/// for a stated condition, which stops the container before its libraries are loaded, and for a Python
/// that refuses pip, before that looks for a wheel.
int rank(Cause cause) {
    switch (cause) {
    case Cause::require_cuda_unsatisfied: return 2 * static_cast<int>(Cause::compat_package_refused) - 1;
    case Cause::externally_managed_python:
    case Cause::wrong_platform: return -1;
    default: return 2 * static_cast<int>(cause);
    }
}

Verdict verdict_of(const std::vector<Reason>& reasons) {
    Weight worst = Weight::note;
    for (const Reason& reason : reasons) {
        worst = std::max(worst, reason.weight);
    }
    switch (worst) {
    case Weight::note: return Verdict::runs;
    case Weight::caveat: return Verdict::runs_with_caveat;
    case Weight::unknown: return Verdict::unknown;
    case Weight::fails: return Verdict::fails;
    case Weight::build_fails: return Verdict::build_fails;
    }
    return Verdict::unknown;
}

/// Boards for Jetson have Arm processors, whoever forgot to say so.
std::string platform_of(const Host& host, const knowledge::Knowledge& knowledge) {
    const std::vector<Device> all = devices(host, knowledge);
    const bool boards = !all.empty() && std::ranges::all_of(all, [](const Device& device) {
        return device.architecture != nullptr && device.architecture->tegra;
    });
    return host.platform.empty() && boards ? "linux/arm64" : host.platform;
}

/// One finding for one fact: what another one makes pointless goes.
void leave_what_matters(Judgement& out) {
    // Of several packages that fail for one cause at one place the first says it.
    const auto same = [](const Reason& a, const Reason& b) {
        return a.cause == b.cause && a.weight == b.weight && a.place.span == b.place.span &&
               a.place.line == b.place.line;
    };
    out.reasons.erase(std::unique(out.reasons.begin(), out.reasons.end(), same), out.reasons.end());
    out.verdict = verdict_of(out.reasons);
    const auto weighs = [](const Reason& reason, Weight weight) { return reason.weight == weight; };
    if (out.verdict == Verdict::build_fails) { // how an image would run that can't be built is no matter yet
        std::erase_if(out.reasons, [&](const Reason& reason) {
            return weighs(reason, Weight::caveat) || weighs(reason, Weight::unknown);
        });
    } else if (out.verdict == Verdict::fails) { // and what nobody knows, where something known stops it
        std::erase_if(out.reasons, [&](const Reason& reason) { return weighs(reason, Weight::unknown); });
    }
    const bool elsewhere = std::ranges::any_of(out.reasons, [&](const Reason& reason) {
        return reason.cause == Cause::wrong_platform && weighs(reason, Weight::fails);
    });
    if (elsewhere) { // it is made for other GPUs, so it has no code for these
        std::erase_if(out.reasons, [](const Reason& reason) {
            return reason.cause == Cause::arch_not_compiled || reason.cause == Cause::arch_dropped;
        });
    }
}

} // namespace

Judgement judge(const Question& question, const std::vector<ImageState>& states) {
    Judgement out;
    if (states.empty()) {
        return out;
    }
    const auto last = static_cast<std::uint32_t>(states.size() - 1);
    out.stage = std::min(question.stage.value_or(last), last);
    // What pip chooses differs on arm64, and states are made for amd64 unless somebody asked otherwise.
    const std::string platform =
        question.host != nullptr ? platform_of(*question.host, question.knowledge) : "";
    if (platform.starts_with("linux/arm64") && states.front().platform.empty()) {
        return judge(question,
                     image_states(question.document, question.surroundings, question.knowledge, platform));
    }
    const ImageState& state = states[out.stage];
    const auto built = built_with(question.document, states, out.stage);
    Case asked{.document = question.document,
               .surroundings = question.surroundings,
               .knowledge = question.knowledge,
               .state = state,
               .built = built,
               .host = question.host,
               .meant_for_gpu = meant_for_gpu(state, question.surroundings)};
    // Who asks about a GPU means one, and the installer took the processor's build by itself.
    const bool unasked = question.host != nullptr && !question.host->gpus.empty() &&
                         std::ranges::any_of(state.installed, &Installed::cpu_unasked);
    asked.meant_for_gpu = asked.meant_for_gpu || unasked || starts_on_gpu(asked);
    out.meant_for_gpu = asked.meant_for_gpu;
    Reasons reasons(out.reasons);
    for (const Check* check : checks::all()) {
        if (question.host != nullptr || !check->needs_host) {
            check->run(asked, reasons);
        }
    }
    std::ranges::sort(out.reasons, [](const Reason& a, const Reason& b) {
        return std::tuple(b.weight, rank(a.cause), a.place.span, a.place.line, a.message) <
               std::tuple(a.weight, rank(b.cause), b.place.span, b.place.line, b.message);
    });
    leave_what_matters(out);
    return out;
}

Judgement judge(const Question& question) {
    return judge(question, image_states(question.document, question.surroundings, question.knowledge));
}

} // namespace dockwright::gpu
