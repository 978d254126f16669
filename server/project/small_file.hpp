#pragma once
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>

namespace dockwright::project {

/// Why a file was not read.
enum class Unread : std::uint8_t { absent, not_a_file, too_large, failed };

/// A regular file of at most so many bytes. Blocks, but never on a pipe or a device.
std::expected<std::string, Unread> read_small_file(const std::filesystem::path& path, std::size_t most);

} // namespace dockwright::project
