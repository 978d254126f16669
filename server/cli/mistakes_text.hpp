#pragma once
#include "config/configuration.hpp"
#include <string>

namespace dockwright::cli {

/// One line for each mistake: `FILE:LINE:COLUMN: sentence`, fit for a terminal.
std::string mistakes_text(const config::Configuration& configuration);

} // namespace dockwright::cli
