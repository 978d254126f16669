#pragma once
#include "config/configuration.hpp"
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

/// Finds and reads configurations on disk. All of this blocks.
namespace dockwright::project {

/// A place where a configuration might have been.
struct Looked {
    std::string path; ///< as it is shown
    bool there = false;
};

struct FoundConfiguration {
    std::shared_ptr<const config::Configuration> configuration; ///< null if there is none
    std::vector<Looked> looked;                                 ///< in order, up to the one that is read
};

/// The nearest configuration of a Dockerfile: in its folder, then in each folder above it, to the
/// root of the file system, `.dockwright.yaml`, then `.hadolint.yaml`, then `.hadolint.yml`.
FoundConfiguration find_configuration(const std::filesystem::path& dockerfile);

/// This file and those that it extends. Those must lie, links followed, in the same repository (the
/// nearest folder above the file that has a `.git`), or without one in the file's own folder. Each
/// is at most 1 MiB. What is wrong with one, or with a file that is not there, is a mistake of the
/// file that names it: `missing-file`, `unreadable`, `outside`, `cycle`, `too-many-files`; of the
/// file that was asked for, its own.
std::shared_ptr<const config::Configuration> read_configuration(const std::filesystem::path& file);

/// Configurations of many Dockerfiles: each folder is looked at, and each file read, once. May be
/// asked from several threads.
class Configurations {
public:
    std::shared_ptr<const config::Configuration> of(const std::filesystem::path& dockerfile);

private:
    std::shared_ptr<const config::Configuration> in(const std::filesystem::path& folder);

    std::mutex mutex_;
    std::map<std::filesystem::path, std::shared_ptr<const config::Configuration>> folders_;
};

/// The absolute path with `/`, for the patterns of a configuration.
std::string path_for_patterns(const std::filesystem::path& dockerfile);

} // namespace dockwright::project
