#pragma once
#include "lint/rule.hpp"

namespace dockwright::lint {

/// Whether a RUN of the stage ends the build if the base image's release is not the one that it names.
/// Whoever wrote that lets the base move on purpose, and notices when it does.
bool checks_release(const Facts& facts, const model::Stage& stage);

} // namespace dockwright::lint
