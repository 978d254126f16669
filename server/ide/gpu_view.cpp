#include "ide/gpu_view.hpp"

namespace dockwright::ide {

std::vector<const lint::Judged*> GpuView::judged_of(std::uint32_t stage) const {
    std::vector<const lint::Judged*> out;
    for (const lint::Judged& one : judged) {
        if (one.judgement.stage == stage) {
            out.push_back(&one);
        }
    }
    return out;
}

std::vector<const lint::Judged*> GpuView::verdicts_of(std::uint32_t stage) const {
    std::vector<const lint::Judged*> out;
    for (const lint::Judged* one : judged_of(stage)) {
        const gpu::Judgement& judgement = one->judgement;
        if (one->host == nullptr && judgement.verdict >= gpu::Verdict::fails) {
            return {one};
        }
        if (one->host != nullptr && (judgement.meant_for_gpu || judgement.verdict != gpu::Verdict::runs)) {
            out.push_back(one);
        }
    }
    return out;
}

GpuView gpu_view(const model::Document& document, const model::Surroundings& surroundings,
                 const knowledge::Knowledge& knowledge, const std::vector<gpu::Host>& targets) {
    lint::GpuFacts facts = lint::gpu_facts(document, surroundings, knowledge, targets);
    if (facts.images.empty()) {
        facts.images = gpu::image_states(document, surroundings, knowledge);
    }
    return {.document = document,
            .surroundings = surroundings,
            .knowledge = knowledge,
            .targets = targets,
            .images = std::move(facts.images),
            .judged = std::move(facts.judged)};
}

gpu::ImageState base_state(std::string_view image, const model::Surroundings& surroundings,
                           const knowledge::Knowledge& knowledge) {
    const auto document = model::Document::parse("FROM " + std::string(image) + "\n");
    std::vector<gpu::ImageState> states = gpu::image_states(*document, surroundings, knowledge);
    return states.empty() ? gpu::ImageState{} : std::move(states.front());
}

} // namespace dockwright::ide
