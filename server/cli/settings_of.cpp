#include "cli/settings_of.hpp"

namespace dockwright::cli {
namespace {

std::filesystem::path cleaned(const std::filesystem::path& path) {
    std::error_code ec;
    return std::filesystem::absolute(path, ec).lexically_normal();
}

} // namespace

SettingsOf::SettingsOf(const LintOptions& options)
    : options_(options), without_(std::make_shared<const config::Resolved>(nullptr, "", options.wishes)) {}

void SettingsOf::add_plan_file(const std::filesystem::path& path) {
    plan_files_.insert(cleaned(path));
}

bool SettingsOf::lints(const std::filesystem::path& path) const {
    return plan_files_.contains(cleaned(path));
}

SettingsOf::Shared SettingsOf::operator()(std::string_view path) {
    if (options_.isolated) {
        return without_;
    }
    auto configuration = options_.configuration ? options_.configuration : configurations_.of(path);
    return configuration ? resolve(std::move(configuration), path) : without_;
}

SettingsOf::Shared SettingsOf::resolve(std::shared_ptr<const config::Configuration> configuration,
                                       std::string_view path) {
    if (!configuration->is_uniform()) {
        return std::make_shared<const config::Resolved>(std::move(configuration),
                                                        project::path_for_patterns(path), options_.wishes);
    }
    const std::lock_guard lock(mutex_);
    Shared& known = uniform_[configuration];
    if (!known) {
        known = std::make_shared<const config::Resolved>(std::move(configuration), "", options_.wishes);
    }
    return known;
}

} // namespace dockwright::cli
