#pragma once
#include "base/embedded/embedded.hpp"
#include "model/surroundings.hpp"
#include <cstdint>
#include <string>
#include <vector>

namespace dockwright::model {

/// A Dockerfile's text within a Compose file or a bake file, and what is built of it.
struct InlineDockerfile {
    Embedded text;
    RunPlan plan;
    std::string context; ///< as it is written, as seen from the file's folder; "" if it is not known
};

/// What a Compose file, bake file or devcontainer.json holds that can be wrong in it.
struct PlanFile {
    RunPlan::Kind kind = RunPlan::Kind::compose;
    std::vector<RunPlan> plans; ///< whose mistakes stand in this file
    std::vector<InlineDockerfile> inlines;
    std::uint32_t broken_line = 0; ///< where it can't be read any further; 0: it can
};

} // namespace dockwright::model
