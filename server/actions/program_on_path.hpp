#pragma once
#include <string>
#include <string_view>

namespace dockwright::actions {

/// A program that PATH names: an absolute path, or "" if there is none. Passes over relative entries:
/// a workspace's own folder must not name the program. Reads the disk and may block.
std::string program_on_path(std::string_view path, std::string_view name);

} // namespace dockwright::actions
