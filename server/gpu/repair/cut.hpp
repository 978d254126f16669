#pragma once
#include "gpu/judge.hpp"
#include <memory>
#include <optional>

/// Private to gpu/: a Dockerfile without the stages that do not matter to one of them.
namespace dockwright::gpu {

struct Cut {
    std::shared_ptr<const model::Document> document; ///< blanks stand where other stages stood: offsets stay
    std::uint32_t stage = 0;                         ///< the asked one, among those that are left
};

/// What is tried out on one stage is judged dozens of times, and a long Dockerfile has many. Nothing: so
/// little would go that it isn't worth it, or it is not plain which stages matter.
std::optional<Cut> cut_to_stage(const Question& question);

} // namespace dockwright::gpu
