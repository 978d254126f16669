#pragma once
#include "cli/lint_options.hpp"
#include "config/configuration.hpp"
#include "project/configuration.hpp"
#include "project/folders.hpp"
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string_view>

namespace dockwright::cli {

/// The settings of each file: its configuration under what the command line says. May be asked from
/// several threads.
class SettingsOf {
public:
    explicit SettingsOf(const LintOptions& options);

    std::shared_ptr<const config::Resolved> operator()(std::string_view path);

    /// What lies around the files, for all of them together.
    project::Folders& folders() { return folders_; }

    /// Files beside Dockerfiles that are linted in this run too. Added before the threads begin.
    void add_plan_file(const std::filesystem::path& path);
    bool lints(const std::filesystem::path& path) const;

private:
    using Shared = std::shared_ptr<const config::Resolved>;
    Shared resolve(std::shared_ptr<const config::Configuration> configuration, std::string_view path);

    const LintOptions& options_;
    project::Configurations configurations_;
    project::Folders folders_;
    std::set<std::filesystem::path> plan_files_; ///< absolute
    Shared without_;                             ///< where no file holds
    std::mutex mutex_;
    /// Of those that give every file the same.
    std::map<std::shared_ptr<const config::Configuration>, Shared> uniform_;
};

} // namespace dockwright::cli
