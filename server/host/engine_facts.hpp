#pragma once
#include "engine/objects.gen.hpp"
#include "host/facts.hpp"

namespace dockwright::host {

/// What an engine says of itself, added to `into`, whose files may have been read before. `podman` and `api`
/// are what its ping told.
EngineFacts engine_facts(const engine::Info& info, const engine::Version& version, EngineFacts into);

/// What it says of its machine where nobody else could be asked.
void add_machine(const engine::Info& info, Facts& facts);

} // namespace dockwright::host
