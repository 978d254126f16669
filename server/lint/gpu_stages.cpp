#include "lint/gpu_stages.hpp"
#include "gpu/image/base_image.hpp"
#include <algorithm>

namespace dockwright::lint {

std::optional<std::string> inherited_value(const Facts& facts, const model::Stage& stage,
                                           std::string_view variable) {
    const auto value_in = [&](const gpu::ImageState& state) -> std::optional<std::string> {
        const gpu::EnvironmentValue* found = state.variable(variable);
        return found != nullptr ? found->value : std::nullopt;
    };
    if (facts.images.empty()) {
        return std::nullopt;
    }
    if (stage.image.stage) {
        return value_in(facts.images[*stage.image.stage]);
    }
    return value_in(gpu::image_state_of(stage.image, {}, facts.surroundings, facts.knowledge));
}

const model::Command* command_at(const model::Document& document, Span place) {
    const model::Command* found = nullptr;
    for (const model::Command& command : document.commands().all) {
        // What a wrapper runs stands within the wrapper, and behind it in this order.
        if (command.span.covers(place) && (found == nullptr || found->span.covers(command.span))) {
            found = &command;
        }
    }
    return found;
}

bool is_true(std::string_view value) {
    constexpr std::string_view words[] = {"1", "t", "T", "true", "TRUE", "True"};
    return std::ranges::find(words, value) != std::end(words);
}

} // namespace dockwright::lint
