#pragma once
#include "gpu/host.hpp"
#include <expected>
#include <string>
#include <string_view>

namespace dockwright::gpu {

/// A host in one line, as a person writes it: `NVIDIA GeForce RTX 3090, 535.104.05`, `2 x A40 + T4,
/// 550.54.14`, `RTX 5090` (driver not known). The error is a sentence without the text itself.
std::expected<Host, std::string> host_of_text(std::string_view text);

/// "RTX 5090 with driver 550.54.14", "lab1 (A40, driver 535.104.05)".
std::string describe(const Host& host);

} // namespace dockwright::gpu
