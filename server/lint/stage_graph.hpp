#pragma once
#include "model/document.hpp"
#include <span>
#include <vector>

namespace dockwright::lint {

/// One stage needs another one.
struct StageUse {
    enum class Kind : std::uint8_t { from, copy, mount };
    Kind kind = Kind::from;
    std::uint32_t user = 0;  ///< index of the stage that needs
    std::uint32_t stage = 0; ///< index of the stage that is needed; may be a later one, or `user`
    Span span;               ///< where it is named
};

/// All of a Dockerfile, in its order. Also of later stages, which BuildKit looks for by name and by
/// number: github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb. Not behind ONBUILD.
std::vector<StageUse> stage_uses(const model::Document& document);

/// Whether `from` is, or needs by way of others, the stage `to`.
bool leads_to(std::span<const StageUse> uses, std::uint32_t from, std::uint32_t to);

} // namespace dockwright::lint
