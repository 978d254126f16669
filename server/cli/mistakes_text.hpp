#pragma once
#include "config/configuration.hpp"
#include <span>
#include <string>
#include <string_view>

namespace dockwright::cli {

/// One line for each mistake: `FILE:LINE:COLUMN: sentence`, fit for a terminal.
std::string mistakes_text(std::string_view path, std::string_view text,
                          std::span<const config::Mistake> mistakes);
std::string mistakes_text(const config::Configuration& configuration);

} // namespace dockwright::cli
