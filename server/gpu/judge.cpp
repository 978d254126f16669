#include "gpu/judge.hpp"
#include "gpu/check.hpp"
#include <algorithm>
#include <tuple>

namespace dockwright::gpu {
namespace {

/// COPY and RUN --mount take files out of another stage.
bool copies_from(const model::Document& document, const model::Stage& stage, std::uint32_t other) {
    for (const model::Instruction& instruction : document.instructions(stage)) {
        for (const syntax::Flag& flag : document.flags(instruction)) {
            std::string_view name = flag.name == "from" ? flag.value : std::string_view();
            if (flag.name == "mount") {
                const auto from = flag.value.find("from=");
                name = from == std::string_view::npos ? name : flag.value.substr(from + 5);
                name = name.substr(0, name.find(','));
            }
            const model::Stage* named = name.empty() ? nullptr : document.stage_named(name, stage.index);
            if ((named != nullptr && named->index == other) ||
                (!name.empty() && name == std::to_string(other))) {
                return true;
            }
        }
    }
    return false;
}

/// The stages whose instructions a build of this stage runs: itself, what it builds on and what it
/// copies from, in order.
std::vector<const ImageState*> built_with(const model::Document& document,
                                          const std::vector<ImageState>& states, std::uint32_t stage) {
    std::vector<bool> needed(states.size(), false);
    needed[stage] = true;
    for (std::uint32_t i = stage + 1; i-- > 0;) {
        if (!needed[i]) {
            continue;
        }
        const model::Stage& here = document.stages()[i];
        if (here.image.stage) {
            needed[*here.image.stage] = true;
        }
        for (const model::Stage& other : document.stages().first(i)) {
            needed[other.index] = needed[other.index] || copies_from(document, here, other.index);
        }
    }
    std::vector<const ImageState*> out;
    for (std::uint32_t i = 0; i <= stage; ++i) {
        if (needed[i]) {
            out.push_back(&states[i]);
        }
    }
    return out;
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

} // namespace

Judgement judge(const Question& question, const std::vector<ImageState>& states) {
    Judgement out;
    if (states.empty()) {
        return out;
    }
    const auto last = static_cast<std::uint32_t>(states.size() - 1);
    out.stage = std::min(question.stage.value_or(last), last);
    const ImageState& state = states[out.stage];
    const auto built = built_with(question.document, states, out.stage);
    out.meant_for_gpu = meant_for_gpu(state, question.surroundings);
    const Case asked{.document = question.document,
                     .surroundings = question.surroundings,
                     .knowledge = question.knowledge,
                     .state = state,
                     .built = built,
                     .host = question.host,
                     .meant_for_gpu = out.meant_for_gpu};
    Reasons reasons(out.reasons);
    for (const Check* check : checks::all()) {
        if (question.host != nullptr || !check->needs_host) {
            check->run(asked, reasons);
        }
    }
    std::ranges::sort(out.reasons, [](const Reason& a, const Reason& b) {
        return std::tuple(b.weight, a.cause, a.place.span, a.place.line, a.message) <
               std::tuple(a.weight, b.cause, b.place.span, b.place.line, b.message);
    });
    out.verdict = verdict_of(out.reasons);
    return out;
}

Judgement judge(const Question& question) {
    return judge(question, image_states(question.document, question.surroundings, question.knowledge));
}

} // namespace dockwright::gpu
