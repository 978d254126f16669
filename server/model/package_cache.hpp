#pragma once
#include "model/document.hpp"
#include <array>
#include <cstdint>
#include <string_view>

/// What package managers leave in an image that nothing reads once it is built: lists of what
/// there is, and archives that have been unpacked.
namespace dockwright::model {

/// How one program keeps its cache, and how it is told not to. From its manual page or its pages
/// on caching; unused places are "".
struct PackageCache {
    std::string_view program;
    /// Absolute, or `~/…` for what lies under the home of whoever installs.
    std::array<std::string_view, 3> folders{};
    std::string_view folder_variable{};          ///< whose value is the folder instead
    std::array<std::string_view, 3> options{};   ///< each keeps nothing, also with `=value`
    std::array<std::string_view, 2> variables{}; ///< the same, if set to other than 0, false, no, off
    std::array<std::string_view, 3> cleaners{};  ///< the first operands of what empties it
    bool any_value = false;                      ///< a variable says so whatever its value is, `off` too
    bool own_folder_only = false;                ///< it stays empty where its folder is another user's
    std::array<std::string_view, 2> bases{};     ///< how the names of images begin that set such a variable
};

/// Null for a program without a cache that we know.
const PackageCache* package_cache(std::string_view program);

/// What becomes of what a command has fetched by the time its RUN ends.
enum class CacheFate : std::uint8_t {
    kept,
    not_kept, ///< an option or a variable says so
    mounted,  ///< it lies in a `--mount` of type cache or tmpfs, so not in the image
    cleaned   ///< by a later command of the same RUN
};
CacheFate cache_fate(const Document& document, const Command& command, const PackageCache& cache);

/// The parts that cache_fate is made of.
bool keeps_nothing(const Document& document, const Command& command, const PackageCache& cache);
bool is_mounted(const Document& document, const Command& command, const PackageCache& cache);
bool is_cleaned_after(const Document& document, const Command& command, const PackageCache& cache);

/// The root prefix in whose `pkgs` conda, mamba or micromamba keeps what it downloads, as the command says it
/// by an option or by the program's own folder; "" if it doesn't say. The three share it.
std::string_view conda_root(const Document& document, const Command& command);

/// Whether a path, as an argument of `rm -r`, takes all of the folder away: it is the folder, one
/// above, or a pattern for what is in it. Reads `*`, `{a,b}`, `~`, `$HOME`.
bool covers(std::string_view path, std::string_view folder);

} // namespace dockwright::model
