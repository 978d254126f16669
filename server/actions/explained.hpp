#pragma once
#include "base/problem.hpp"

namespace dockwright::actions {

/// The problem, and where its message holds one of the known error texts of engines, drivers and
/// toolkits (host/error_texts), why that happens and what helps, behind the next step that it had. Where
/// several are known, the first. A problem without a known text comes back as it was.
Problem explained(Problem problem);

} // namespace dockwright::actions
