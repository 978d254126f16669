#pragma once
#include "lint/rule.hpp"
#include <optional>
#include <string>
#include <string_view>

/// What rules about GPUs ask of a stage.
namespace dockwright::lint {

/// Calls `use(state, stage)` for each stage, with its state at the end; for none if nothing in the file
/// concerns a GPU.
template <class Use>
void each_state(const Facts& facts, Use use) {
    for (const gpu::ImageState& state : facts.images) {
        use(state, facts.document.stages()[state.stage]);
    }
}

/// The value of a variable in front of a stage's first instruction; nothing if it is not set there,
/// or if nobody knows.
std::optional<std::string> inherited_value(const Facts& facts, const model::Stage& stage,
                                           std::string_view variable);

/// An instruction of the stage itself, not of one that it builds on.
inline bool is_of(const model::Stage& stage, std::uint32_t instruction) {
    return stage.from <= instruction && instruction < stage.end;
}

/// The command whose words have this place; null if none has.
const model::Command* command_at(const model::Document& document, Span place);

/// As Go's strconv.ParseBool reads it, by which NVIDIA's toolkit goes.
bool is_true(std::string_view value);

} // namespace dockwright::lint
