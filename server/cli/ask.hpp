#pragma once
#include "cli/engine_command.hpp"
#include <string_view>

namespace dockwright::cli {

/// Asks a person `QUESTION [y/N]` on standard error and reads the answer. No without a terminal.
bool ask(const Streams& streams, std::string_view question);

} // namespace dockwright::cli
