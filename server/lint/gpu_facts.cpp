#include "lint/gpu_facts.hpp"

namespace dockwright::lint {

GpuFacts gpu_facts(const model::Document& document, const model::Surroundings& surroundings,
                   const knowledge::Knowledge& knowledge, const std::vector<gpu::Host>& targets) {
    GpuFacts out;
    if (!gpu::concerns_gpu(document, knowledge)) {
        return out;
    }
    out.images = gpu::image_states(document, surroundings, knowledge);
    out.judged.reserve(document.stages().size() * (1 + targets.size()));
    for (const model::Stage& stage : document.stages()) {
        if (!stage.shipped) {
            continue;
        }
        const auto judge = [&](const gpu::Host* host) {
            const gpu::Question question{.document = document,
                                         .surroundings = surroundings,
                                         .knowledge = knowledge,
                                         .host = host,
                                         .stage = stage.index};
            out.judged.push_back({host, gpu::judge(question, out.images)});
        };
        judge(nullptr);
        for (const gpu::Host& host : targets) {
            judge(&host);
        }
    }
    return out;
}

const knowledge::Knowledge& knowledge_of(const Settings& settings) {
    return settings.knowledge != nullptr ? *settings.knowledge : knowledge::built_in();
}

} // namespace dockwright::lint
