#pragma once
#include "base/problem.hpp"
#include <expected>
#include <string>

namespace dockwright::cli {

/// The file of packages that a new Dockerfile installs.
struct PackageFile {
    std::string name; ///< in the folder: `requirements.txt`
    bool is_conda = false;
    bool found = false;    ///< it lies there; else it is to be written
    std::string framework; ///< that it names: torch, tensorflow, jax or ""; without a file torch
    std::string versions;  ///< of the framework, as pip takes them; "" for any
    std::string python;    ///< `3.11`; "" if it does not say

    bool is_there() const { return found; }
};

/// The one that was asked for, else requirements.txt or environment.yml of the folder. Problems:
/// `file-unreadable`, `outside` (not in the folder, so the build would not see it), `bad-list`.
std::expected<PackageFile, Problem> find_package_file(const std::string& folder, const std::string& asked);

bool is_file(const std::string& path);

} // namespace dockwright::cli
