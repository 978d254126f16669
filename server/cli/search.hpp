#pragma once
#include "base/problem.hpp"
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
};

/// Whether a file found in a folder is taken for a Dockerfile: `Dockerfile`, `Dockerfile.gpu`,
/// `gpu.Dockerfile` and the same with Containerfile, in any case; but no ignore lists, templates
/// and backups.
bool is_dockerfile_name(std::string_view name);

/// The endings that such a file must not have, for a person: "bak, containerignore, …".
std::string other_kinds_list();

struct Found {
    std::vector<Target> files;     ///< by name
    std::vector<Problem> problems; ///< one for each folder that could not be read whole
};

/// The files that one argument means: itself, or all Dockerfiles in a folder and below. Not
/// entered: `.git`, `node_modules`, links to folders. Left out: links that leave the folder.
/// Problems: `no-dockerfile`, `folder-unreadable`. A file that does not exist is found out later.
Found targets(const std::string& path);

/// Of files that are one and the same on disk, the first stays; so does standard input, once.
void drop_repeated(std::vector<Target>& files);

} // namespace dockwright::cli
