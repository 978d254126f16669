#pragma once
#include "project/git/patterns.hpp"
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::project {

/// What git would ignore in one folder: the patterns of its `.gitignore` and of those above it up to the
/// repository's root, then those of `.git/info/exclude`. A link in a `.gitignore`'s place is not followed,
/// as git doesn't; files over 1 MiB are as if they were not there. What git tracks it tracks whatever a
/// pattern says: the index is not read. Neither is the person's own `core.excludesFile`.
class GitIgnores {
public:
    using Shared = std::shared_ptr<const GitIgnores>;

    /// Of a folder at which a search begins, which is not ignored itself. Blocks.
    static Shared at(const std::filesystem::path& folder);
    /// Of a folder in this one; `name` is its name alone. A repository of its own begins anew. Blocks.
    static Shared in(const Shared& parent, const std::filesystem::path& folder, std::string_view name);

    /// What lies directly in the folder; `name` is its name alone.
    bool ignores(std::string_view name, bool is_folder) const;

private:
    struct Level {
        std::shared_ptr<const GitPatterns> patterns;
        std::string below; ///< this folder as seen from the level's: "" or `a/b/`
    };
    std::vector<Level> levels_; ///< the outermost first; empty ones are left out
};

} // namespace dockwright::project
