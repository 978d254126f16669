#pragma once
#include <cstdint>
#include <string>

/// Figures for a person.
namespace dockwright::cli {

/// Memory, in powers of 1024 as nvidia-smi has it: `4.9 GiB`, `316 MiB`, `12 KiB`. (Sizes of images and
/// files are docker's, in powers of 1000: actions/bytes.hpp.)
std::string memory_text(std::uint64_t bytes);

/// `4.9/24 GiB`.
std::string memory_of_text(std::uint64_t used, std::uint64_t total);

/// The largest unit alone: `3 d`, `5 h`, `12 min`, `40 s`; a time to come is `0 s`.
std::string age_text(std::int64_t seconds);

} // namespace dockwright::cli
