#pragma once
#include "model/document.hpp"

namespace dockwright::model {

/// Whether a RUN surely fails when this command of it fails: not behind `||`, not in a condition, not
/// before a `;` without `set -e`, not in front of a pipe. Of what a wrapper runs, as if it stood in
/// the wrapper's place.
bool failure_fails_run(const Document& document, const Command& command);

} // namespace dockwright::model
