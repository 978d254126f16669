#include "project/plans/find_plans.hpp"
#include "project/context.hpp"
#include "project/plans/bake_places.hpp"
#include "project/plans/env_file.hpp"
#include "project/plans/other_files.hpp"
#include "project/plans/planned.hpp"
#include "project/small_file.hpp"
#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

namespace dockwright::project {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_plans = 64;

std::optional<std::string> read(const fs::path& file) {
    auto text = read_small_file(file, largest_file);
    return text ? std::optional(std::move(*text)) : std::nullopt;
}

constexpr std::string_view compose_names[] = {"compose.yaml", "compose.yml", "docker-compose.yml",
                                              "docker-compose.yaml"};
constexpr std::string_view override_names[] = {"compose.override.yml", "compose.override.yaml",
                                               "docker-compose.override.yml", "docker-compose.override.yaml"};

bool has_plans(const Folder& folder) {
    return folder.names != 0 || !folder.hcl_files.empty();
}

class Finder {
public:
    explicit Finder(const fs::path& dockerfile)
        : dockerfile_(dockerfile), own_folder_(folder_of(dockerfile)) {}

    /// `folders` begin with the one that is looked at; those above it follow.
    void look_in(std::span<const Folder> folders) {
        const Folder& folder = folders.front();
        if (has_plans(folder)) {
            compose(folder);
            bake(folders);
            devcontainer(folder, ".devcontainer.json");
            devcontainer(folder, ".devcontainer/devcontainer.json");
        }
        if (folder.path == own_folder_ && folder.path.native().contains(".devcontainer")) {
            read_devcontainer_file(folder.path / "devcontainer.json");
        }
    }

    std::vector<FoundPlan> take() { return std::move(found_); }

private:
    static fs::path folder_of(const fs::path& file) {
        return file.has_parent_path() ? file.parent_path() : fs::path(".");
    }

    bool is_own(const fs::path& file) {
        if (file.filename() != dockerfile_.filename() || file.native().contains('\0')) {
            return false;
        }
        std::error_code ec;
        if (real_.empty()) {
            real_ = fs::weakly_canonical(dockerfile_, ec); // it may not be written yet
        }
        return !ec && fs::weakly_canonical(file, ec) == real_ && !ec;
    }

    /// Keeps it if it is built from the Dockerfile.
    bool keep(Planned planned, const fs::path& file) {
        const fs::path context = folder_of(file) / planned.context;
        return is_own(context / planned.dockerfile) && add(std::move(planned), file, context);
    }

    bool add(Planned planned, const fs::path& file, const fs::path& context) {
        if (found_.size() >= most_plans) {
            return false;
        }
        const fs::path says =
            (planned.file.empty() ? file : folder_of(file) / planned.file).lexically_normal();
        planned.plan.path = says.lexically_relative(own_folder_).generic_string();
        if (std::ranges::any_of(found_, [&](const FoundPlan& other) { // a folder's own and its parent's
                return other.plan.path == planned.plan.path && other.plan.name == planned.plan.name;
            })) {
            return false;
        }
        found_.push_back({.plan = std::move(planned.plan), .context = context.lexically_normal()});
        return true;
    }

    void keep(std::vector<Planned> all, const fs::path& file) {
        for (Planned& planned : all) {
            keep(std::move(planned), file);
        }
    }

    /// Of several names Compose takes the first.
    void compose(const Folder& folder) {
        const auto* name =
            std::ranges::find_if(compose_names, [&](std::string_view one) { return folder.has(one); });
        const auto text = name != std::end(compose_names) ? read(folder.path / *name) : std::nullopt;
        if (!text) {
            return;
        }
        const Pairs variables = env_file_in(folder.path);
        const Lookup lookup = lookup_in(variables);
        const OtherFile other = other_files(folder.path / *name);
        keep(read_compose(*text, lookup, other), folder.path / *name);
        for (const std::string_view over : override_names) {
            if (const auto over_text = read(folder.path / over)) {
                keep(read_compose_override(*text, *over_text, lookup, other), folder.path / over);
                return;
            }
        }
    }

    void bake(std::span<const Folder> folders) {
        const Folder& folder = folders.front();
        const fs::path json = folder.path / "docker-bake.json";
        if (const auto text = folder.has("docker-bake.json") ? read(json) : std::nullopt) {
            keep_targets(read_bake(read_json(*text).root), json, folders);
        }
        const fs::path hcl = folder.path / "docker-bake.hcl";
        if (const auto text = folder.has("docker-bake.hcl") ? read(hcl) : std::nullopt) {
            keep_targets(read_bake(read_hcl(*text).root), hcl, folders);
        }
        for (const std::string& name : folder.hcl_files) {
            const auto text = read(folder.path / name);
            if (!text || !text->contains("target") || !text->contains("dockerfile")) {
                continue; // Terraform's, Packer's, …
            }
            std::vector<Planned> targets = read_bake(read_hcl(*text).root);
            std::erase_if(targets, [](const Planned& target) { return !target.names_dockerfile; });
            keep_targets(std::move(targets), folder.path / name, folders);
        }
    }

    void keep_targets(std::vector<Planned> targets, const fs::path& file, std::span<const Folder> folders) {
        for (Planned& target : targets) {
            if (keep(target, file)) {
                continue;
            }
            if (const auto context = context_for(dockerfile_, target, folders.subspan(1))) {
                add(std::move(target), file, *context);
            } else if (const auto open = open_context_for(dockerfile_, target, folders)) {
                target.plan.build_arguments.clear();
                target.plan.platform.clear();
                target.plan.makes_image = true;
                add(std::move(target), file, *open);
            }
        }
    }

    void devcontainer(const Folder& folder, std::string_view name) {
        if (folder.has(name)) {
            read_devcontainer_file(folder.path / name);
        }
    }

    void read_devcontainer_file(const fs::path& file) {
        const auto text = read(file);
        if (!text) {
            return;
        }
        Devcontainer container = read_devcontainer(*text);
        if (!container.planned.dockerfile.empty()) {
            // Both paths are as seen from the file; Compose and bake have the Dockerfile's in the context.
            Planned planned = container.planned;
            planned.context = ".";
            if (keep(std::move(planned), file)) {
                found_.back().context = (folder_of(file) / container.planned.context).lexically_normal();
            }
            return;
        }
        if (container.with_compose) {
            through_compose(container, file);
        }
    }

    /// The build is the service's.
    void through_compose(const Devcontainer& container, const fs::path& file) {
        for (const std::string& name : container.compose_files) {
            const fs::path compose_file = (folder_of(file) / name).lexically_normal();
            const auto text = name.contains('\0') ? std::nullopt : read(compose_file);
            const Pairs variables = env_file_in(folder_of(compose_file));
            for (Planned& service : text
                                        ? read_compose(*text, lookup_in(variables), other_files(compose_file))
                                        : std::vector<Planned>{}) {
                if (service.plan.name != container.service || !keep(service, compose_file)) {
                    continue;
                }
                model::RunPlan& plan = found_.back().plan;
                const model::RunPlan& own = container.planned.plan;
                plan.kind = model::RunPlan::Kind::devcontainer;
                plan.path = file.lexically_relative(own_folder_).generic_string();
                plan.line = own.line;
                plan.asks_for_gpu = plan.asks_for_gpu || own.asks_for_gpu;
                plan.mistakes = own.mistakes;
                plan.environment.insert(plan.environment.end(), own.environment.begin(),
                                        own.environment.end());
            }
        }
    }

    fs::path dockerfile_;
    fs::path own_folder_;
    fs::path real_; ///< found out when first needed
    std::vector<FoundPlan> found_;
};

} // namespace

std::vector<FoundPlan> find_plans(const fs::path& own, std::string_view name,
                                  std::span<const Folder> folders) {
    const bool none = std::ranges::none_of(folders, [](const Folder& folder) { return has_plans(folder); });
    if (none && !own.native().contains(".devcontainer")) {
        return {}; // of most Dockerfiles
    }
    Finder finder(own / name);
    for (std::size_t i = 0; i < folders.size(); ++i) {
        finder.look_in(folders.subspan(i));
    }
    return finder.take();
}

} // namespace dockwright::project
