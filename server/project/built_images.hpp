#pragma once
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// What a repository says of images that are built from it: scripts, Makefiles, pages and CI that call
/// `docker build`, Compose files, bake files.
namespace dockwright::project {

/// What `docker build` and its kin are told in a text with `--tag` and `--build-context`: `team/base:1`,
/// `tools`. Not what a variable is part of. Total.
std::vector<std::string> names_built(std::string_view text);

/// Of the files of one folder: also Compose's `image` beside `build`, and the `tags` of bake files.
class BuiltImages {
public:
    using Names = std::shared_ptr<const std::vector<std::string>>;

    /// `files` are the names of what lies in it. A bounded number of small files is read, once. Blocks.
    Names in(const std::filesystem::path& folder, std::span<const std::string_view> files);

    /// Who owns the repository at that folder, in lower case, by the addresses of its remotes in
    /// `.git/config`: `github.com/team/app` is of `team`. Blocks.
    Names owners(const std::filesystem::path& root);

private:
    std::mutex mutex_;
    std::unordered_map<std::string, Names> names_;
    std::unordered_map<std::string, Names> owners_;
};

} // namespace dockwright::project
