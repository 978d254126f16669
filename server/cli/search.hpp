#pragma once
#include "base/problem.hpp"
#include "project/plans/find_plans.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::cli {

/// A file to be read.
struct Target {
    std::string path; ///< as it is shown and opened
    /// The folder that a fix must stay in: the one that was named, or the one that the named file
    /// lies in.
    std::string root;
    bool named = false; ///< by a person, and not found in a folder
    /// What the name of a folder says in which it was found.
    enum class Aside : std::uint8_t {
        no,
        put_away, ///< nobody works on it any more: `archived`, `deprecated`
        tests     ///< tests build it: `tests`, `e2e`
    };
    Aside aside = Aside::no;
    /// It is a file that builds Dockerfiles, and none itself.
    std::optional<model::RunPlan::Kind> plan_kind{};
    /// A Dockerfile's builds that such files of the same run say; with `only_builds` it has no others.
    std::vector<project::FoundPlan> builds{};
    bool only_builds = false;
};

/// Whether a file found in a folder is taken for a Dockerfile: `Dockerfile`, `Dockerfile.gpu`,
/// `Dockerfile-gpu`, `gpu.Dockerfile` and the same with Containerfile, in any case; but no ignore lists,
/// templates, backups, and no sources of other languages.
bool is_dockerfile_name(std::string_view name);

/// The endings that such a file must not have, for a person: "bak, containerignore, …".
std::string other_kinds_list();

struct Found {
    std::vector<Target> files;     ///< by name
    std::vector<Problem> problems; ///< one for each folder that could not be read whole
};

/// The files that one argument means: itself, or all Dockerfiles in a folder and below, and all Compose
/// files, bake files and devcontainer.json. Not entered: `.git`, `node_modules`, `testdata`, `testfiles`,
/// links to folders, other projects that are kept in this one. Left out: links that leave the folder, copies
/// of a file beside it that an editor or a person has saved, and, unless `git_ignored_too`, what `.gitignore`
/// files leave out. Problems: `no-dockerfile`, `folder-unreadable`. A file that does not exist is found out
/// later.
Found targets(const std::string& path, bool git_ignored_too = false);

/// Of files that are one and the same on disk, the first stays; so does standard input, once.
void drop_repeated(std::vector<Target>& files);

} // namespace dockwright::cli
