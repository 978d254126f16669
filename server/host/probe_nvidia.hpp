#pragma once
#include "host/facts.hpp"
#include "host/probe_parts.hpp"

/// Private to host/: what the probe's calls of nvidia-smi say, put together.
namespace dockwright::host {

/// The table for programs says whether nvidia-smi answered and which GPUs there are; the other answers add
/// to these. nullopt: the script did not come to it.
std::optional<NvidiaSmi> probed_nvidia(const ProbeParts& parts);

} // namespace dockwright::host
