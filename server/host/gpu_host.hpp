#pragma once
#include "gpu/host.hpp"
#include "host/facts.hpp"

namespace dockwright::host {

/// What the judgement needs of a machine. The driver is nvidia-smi's, else the loaded module's; the GPUs are
/// nvidia-smi's, else those that the kernel names. A toolkit mode that is left to the toolkit (`auto`)
/// stays open: what it comes to depends on the versions, and the judge knows how.
gpu::Host gpu_host(const Facts& facts);

} // namespace dockwright::host
