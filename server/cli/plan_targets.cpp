#include "cli/plan_targets.hpp"
#include "base/message.hpp"
#include "project/context.hpp"
#include "project/folders.hpp"
#include "project/plans/env_file.hpp"
#include "project/plans/named_builds.hpp"
#include "project/plans/other_files.hpp"
#include "project/small_file.hpp"
#include <algorithm>
#include <map>

namespace dockwright::cli {
namespace {

namespace fs = std::filesystem;

std::string what_builds(const Target& file, const model::RunPlan& plan) {
    constexpr std::string_view kinds[] = {"service", "target", "container"};
    const std::string line = std::to_string(plan.line);
    return message("{}:{}: {} '{}'",
                   {file.path, line, kinds[static_cast<std::size_t>(plan.kind)], plan.name});
}

class Adding {
public:
    Adding(std::vector<Target>& files, SettingsOf& settings_of) : files_(files), settings_of_(settings_of) {
        for (std::size_t i = 0; i < files.size(); ++i) {
            by_path_.emplace(key(files[i].path), i);
        }
    }

    void add_all() {
        for (std::size_t i = 0, count = files_.size(); i < count; ++i) {
            if (const auto kind = files_[i].plan_kind) {
                settings_of_.add_plan_file(files_[i].path);
                add(Target(files_[i]), *kind);
            }
        }
    }

    std::vector<Problem> take_problems() { return std::move(problems_); }

private:
    static std::string key(const fs::path& path) {
        std::error_code ec;
        const fs::path real = fs::canonical(path, ec);
        return ec ? std::string() : real.string();
    }

    void say(const Target& file, const project::NamedBuild& build, std::string_view kind, std::string what,
             std::string_view next) {
        if (file.named && build.is_own) {
            problems_.push_back({kind, std::move(what), std::string(next)});
        }
    }

    void add(const Target& file, model::RunPlan::Kind kind) {
        const auto text = project::read_small_file(file.path, project::largest_file);
        if (!text) {
            return; // said when it is linted
        }
        const fs::path root = file.named ? project::widest_root(file.path) : fs::path(file.root);
        const project::Pairs variables = project::env_file_in(fs::path(file.path).parent_path());
        const auto read = project::read_plan_file(*text, file.path, kind, project::lookup_in(variables),
                                                  project::other_files(file.path));
        for (const project::NamedBuild& build : project::named_builds(file.path, read)) {
            add(file, build, root);
        }
    }

    void add(const Target& file, const project::NamedBuild& build, const fs::path& root) {
        const std::string real = key(build.dockerfile);
        const std::string shown = build.dockerfile.string();
        std::error_code ec;
        if (real.empty() || !fs::is_regular_file(build.dockerfile, ec)) {
            say(file, build, "dockerfile-missing",
                message("{} is built from '{}', which is not there",
                        {what_builds(file, build.found.plan), shown}),
                "Name a file that is there, or leave the build out");
            return;
        }
        const fs::path real_root = fs::canonical(root, ec);
        if (ec || std::ranges::mismatch(real_root, fs::path(real)).in1 != real_root.end()) {
            say(file, build, "dockerfile-outside",
                message("{} is built from '{}', which lies outside of '{}' and is not read",
                        {what_builds(file, build.found.plan), shown, root.string()}),
                "Name the Dockerfile itself");
            return;
        }
        const auto [known, is_new] = by_path_.emplace(real, files_.size());
        if (is_new) {
            files_.push_back({.path = shown, .root = root.string()});
            files_.back().only_builds = true;
        }
        files_[known->second].builds.push_back(build.found);
    }

    std::vector<Target>& files_;
    SettingsOf& settings_of_;
    std::map<std::string, std::size_t> by_path_;
    std::vector<Problem> problems_;
};

} // namespace

std::vector<Problem> add_plan_targets(std::vector<Target>& files, SettingsOf& settings_of) {
    if (std::ranges::none_of(files, [](const Target& file) { return file.plan_kind.has_value(); })) {
        return {};
    }
    Adding adding(files, settings_of);
    adding.add_all();
    return adding.take_problems();
}

} // namespace dockwright::cli
