#pragma once
#include "project/built_images.hpp"
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dockwright::project {

/// Absolute, with neither `.` nor a slash at its end.
std::filesystem::path cleaned(const std::filesystem::path& folder);

/// Files that say how a Dockerfile near them is built, in the order in which they are looked at.
inline constexpr std::string_view plan_names[] = {
    "compose.yaml",     "compose.yml",     "docker-compose.yml", "docker-compose.yaml",
    "docker-bake.json", "docker-bake.hcl", ".devcontainer.json", ".devcontainer/devcontainer.json"};

struct Folder {
    std::filesystem::path path;
    std::uint32_t names = 0; ///< bit i: plan_names[i] is there
    /// What else ends in `.hcl`: `docker buildx bake --file` takes bake files of any name. Not overrides,
    /// which mean nothing alone.
    std::vector<std::string> hcl_files{};

    bool has(std::string_view name) const;
};

/// The folder that nothing is read outside of that a file names: the nearest one above it that has a `.git`,
/// else the one above its own. Links followed. Blocks.
std::filesystem::path widest_root(const std::filesystem::path& file);

/// What lies in folders, each looked at once: many Dockerfiles share them. May be asked from several
/// threads. All of this blocks.
class Folders {
public:
    using Chain = std::shared_ptr<const std::vector<Folder>>;

    /// A folder and those above it up to the repository's root, or the one above `context` if that is
    /// given; where neither is known, the next above only. All absolute, with neither `.` nor a slash at
    /// their end; `folder` may be as somebody wrote it ("": the one that the program runs in).
    Chain above(const std::string& folder, const std::filesystem::path& context);

    /// Whether it can be looked into.
    bool opens(const std::filesystem::path& folder);

    /// What lies in a folder, sorted; nothing if that is more than a person would look through (128).
    std::vector<std::string_view> names_in(const std::filesystem::path& folder);

    /// Whether a relative path, without `.` and `..`, leads from the folder to something, be it a link
    /// that leads nowhere.
    bool has(const std::filesystem::path& folder, std::string_view path);

    /// What their files say of images.
    BuiltImages& built() { return built_; }

private:
    struct Listing {
        std::vector<std::string> names; ///< sorted
        bool opens = false;
        bool whole = false; ///< it could be read, and there are not too many
    };
    Chain find(const std::filesystem::path& folder, const std::filesystem::path& context);
    Folder look_in(const std::filesystem::path& folder);
    bool is_repository(const std::filesystem::path& folder);
    const Listing& list(const std::filesystem::path& folder);
    bool is_there(const std::filesystem::path& folder, std::string_view path);

    std::mutex mutex_;
    std::unordered_map<std::string, Chain> chains_; ///< without a context, by the folder as it is written
    std::unordered_map<std::string, bool> repositories_;
    std::unordered_map<std::string, Listing> listings_; ///< never changed, never removed
    BuiltImages built_;
};

} // namespace dockwright::project
