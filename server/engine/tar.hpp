#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Archives as engines take them (a build's context, files for a container) and give them: POSIX
/// ustar with pax records. Written here and not by libarchive: that brings nine libraries of
/// compressors, XML and ACLs along, and reads from callbacks that may block.
namespace dockwright::engine {

enum class TarType : std::uint8_t {
    file,
    folder,
    link,
    /// To another member of the archive, by its name.
    hard_link,
    /// Devices and pipes; only read, never written.
    other,
};

/// One member of an archive, without its content.
struct TarEntry {
    /// With slashes, from the archive's root. Read ones are foreign: see stays_below.
    std::string name;
    TarType type = TarType::file;
    /// Bytes of content; 0 for all but files.
    std::uint64_t size = 0;
    /// Of links.
    std::string target;
    std::uint32_t mode = 0644;
    std::uint64_t uid = 0;
    std::uint64_t gid = 0;
    /// Seconds since 1970; earlier times are written as 0.
    std::int64_t modified = 0;

    bool operator==(const TarEntry&) const = default;
};

inline constexpr std::size_t tar_block = 512;

/// Whole blocks that come before the content; names of any length and sizes over 8 GiB take more
/// than one. Behind it belong exactly `size` bytes and tar_padding(size) zeros.
std::string tar_header(const TarEntry& entry);
std::size_t tar_padding(std::uint64_t size);
/// What ends an archive.
std::string tar_end();

/// Whether the name leads to something below the folder that it is taken from: relative, and without
/// `..`. Links can still lead out.
bool stays_below(std::string_view name);

} // namespace dockwright::engine
