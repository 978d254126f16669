#include "ide/target_fit.hpp"
#include "base/message.hpp"

namespace dockwright::ide {

TargetFit target_fit(const GpuView& view, const model::Document& tried,
                     const std::vector<gpu::ImageState>& states, std::uint32_t stage) {
    TargetFit out;
    for (const gpu::Host& host : view.targets) {
        const gpu::Question question{.document = tried,
                                     .surroundings = view.surroundings,
                                     .knowledge = view.knowledge,
                                     .host = &host,
                                     .stage = stage};
        const gpu::Verdict verdict = gpu::judge(question, states).verdict;
        if (verdict >= gpu::Verdict::fails) {
            ++out.failing;
        } else if (verdict != gpu::Verdict::runs) {
            ++out.doubtful;
        }
    }
    return out;
}

std::string with_fit(const TargetFit& fit, const GpuView& view, const std::string& detail) {
    const std::size_t all = view.targets.size();
    if (fit.failing == 0) {
        return detail;
    }
    return fit.failing == all ? "✗ " + detail
                              : message("runs on {} of {} · {}",
                                        {std::to_string(all - fit.failing), std::to_string(all), detail});
}

} // namespace dockwright::ide
