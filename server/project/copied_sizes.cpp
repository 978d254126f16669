#include "project/copied_sizes.hpp"
#include "model/copies.hpp"
#include "project/context_files.hpp"
#include <algorithm>
#include <optional>

namespace dockwright::project {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_sources = 32;
constexpr int most_entries = 512;
constexpr std::uint64_t enough = std::uint64_t{1} << 24U;

/// Nothing: it isn't there, or there is too much of it.
std::optional<std::uint64_t> size_of(const fs::path& path) {
    std::error_code ec;
    const fs::file_status status = fs::symlink_status(path, ec);
    if (status.type() == fs::file_type::regular) {
        const std::uint64_t size = fs::file_size(path, ec);
        return ec ? std::nullopt : std::optional(size);
    }
    if (status.type() != fs::file_type::directory) {
        return std::nullopt;
    }
    std::uint64_t sum = 0;
    int left = most_entries;
    for (fs::recursive_directory_iterator at(path, ec); !ec && at != fs::recursive_directory_iterator();
         at.increment(ec)) {
        std::error_code unknown;
        const bool counts = at->is_regular_file(unknown) && !at->is_symlink(unknown);
        const std::uint64_t size = counts ? at->file_size(unknown) : 0;
        sum += unknown ? 0 : size;
        if (sum >= enough) {
            return sum;
        }
        if (--left == 0) {
            return std::nullopt;
        }
    }
    return ec ? std::nullopt : std::optional(sum);
}

bool removes(const model::Document& document) {
    return std::ranges::find(document.commands().all, "rm", &model::Command::name) !=
           document.commands().all.end();
}

} // namespace

void find_sizes(model::Surroundings& out, const model::Document& document, std::span<const fs::path> folders,
                Folders& known) {
    if (!removes(document)) {
        return;
    }
    for (const model::Copied& copied : named_sources(document, most_sources)) {
        if (copied.source.contains('\0')) {
            continue;
        }
        for (const fs::path& folder : folders) {
            const auto bytes =
                known.has(folder, copied.source) ? size_of(folder / copied.source) : std::nullopt;
            if (bytes) {
                out.sizes.push_back({.source = copied.source, .bytes = *bytes});
                break;
            }
        }
    }
}

} // namespace dockwright::project
