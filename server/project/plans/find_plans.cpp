#include "project/plans/find_plans.hpp"
#include "project/context.hpp"
#include "project/plans/planned.hpp"
#include "project/small_file.hpp"
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <sys/stat.h>

namespace dockwright::project {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_plans = 64;

bool is_there(const fs::path& file) {
    struct stat facts{};
    return ::stat(file.c_str(), &facts) == 0;
}

std::optional<std::string> read(const fs::path& file) {
    auto text = read_small_file(file, largest_file);
    return text ? std::optional(std::move(*text)) : std::nullopt;
}

/// The first of these names that is there.
std::optional<fs::path> first_of(const fs::path& folder, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        if (is_there(folder / name)) {
            return folder / name;
        }
    }
    return std::nullopt;
}

class Finder {
public:
    explicit Finder(const fs::path& dockerfile)
        : dockerfile_(dockerfile), own_folder_(folder_of(dockerfile)) {}

    void look_in(const fs::path& folder) {
        compose(folder);
        bake(folder);
        devcontainer(folder / ".devcontainer.json");
        devcontainer(folder / ".devcontainer/devcontainer.json");
        if (folder == own_folder_ && folder.string().contains(".devcontainer")) {
            devcontainer(folder / "devcontainer.json");
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
        if (found_.size() >= most_plans || !is_own(context / planned.dockerfile)) {
            return false;
        }
        planned.plan.path = file.lexically_relative(own_folder_).generic_string();
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

    void compose(const fs::path& folder) {
        const auto file =
            first_of(folder, {"compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"});
        const auto text = file ? read(*file) : std::nullopt;
        if (!text) {
            return;
        }
        keep(read_compose(*text), *file);
        const auto over = first_of(folder, {"compose.override.yml", "compose.override.yaml",
                                            "docker-compose.override.yml", "docker-compose.override.yaml"});
        if (const auto over_text = over ? read(*over) : std::nullopt) {
            keep(read_compose_override(*text, *over_text), *over);
        }
    }

    void bake(const fs::path& folder) {
        const fs::path json = folder / "docker-bake.json";
        if (const auto text = is_there(json) ? read(json) : std::nullopt) {
            keep(read_bake(read_json(*text).root), json);
        }
        const fs::path hcl = folder / "docker-bake.hcl";
        if (const auto text = is_there(hcl) ? read(hcl) : std::nullopt) {
            keep(read_bake(read_hcl(*text).root), hcl);
        }
    }

    void devcontainer(const fs::path& file) {
        const auto text = is_there(file) ? read(file) : std::nullopt;
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
            for (Planned& service : text ? read_compose(*text) : std::vector<Planned>{}) {
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

std::vector<FoundPlan> find_plans(const fs::path& dockerfile, const std::vector<fs::path>& folders) {
    Finder finder(dockerfile);
    for (const fs::path& folder : folders) {
        finder.look_in(folder);
    }
    return finder.take();
}

} // namespace dockwright::project
