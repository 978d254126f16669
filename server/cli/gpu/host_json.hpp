#pragma once
#include "gpu/host.hpp"
#include <string>

namespace dockwright::cli {

/// A machine in the shape that `--machine` reads; what is not known is left out.
void append_json(std::string& out, const gpu::Host& host);

} // namespace dockwright::cli
