#pragma once
#include "project/configuration.hpp"
#include <string>
#include <string_view>

namespace dockwright::cli {

/// What `dockwright config` tells.
struct ConfigReport {
    std::string_view file;
    const project::FoundConfiguration& found;
    const config::Resolved& resolved;
};

std::string text_of(const ConfigReport& report);
std::string json_of(const ConfigReport& report);

} // namespace dockwright::cli
