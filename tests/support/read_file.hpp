#pragma once
#include <filesystem>
#include <string>

namespace dockwright::testing {

/// The whole file. One that cannot be read fails the test and is "".
std::string read_file(const std::filesystem::path& path);

} // namespace dockwright::testing
