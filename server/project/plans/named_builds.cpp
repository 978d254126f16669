#include "project/plans/named_builds.hpp"
#include "project/context.hpp"
#include "project/folders.hpp"
#include "project/plans/env_file.hpp"
#include "project/plans/other_files.hpp"
#include "project/small_file.hpp"
#include <algorithm>
#include <array>

namespace dockwright::project {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_builds = 256;
constexpr std::size_t most_compose_files = 16;
constexpr std::size_t most_folders = 8;

constexpr std::array<std::string_view, 4> compose_names = {"compose.yaml", "compose.yml",
                                                           "docker-compose.yml", "docker-compose.yaml"};

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

fs::path whole(const fs::path& path) {
    std::error_code ec;
    return fs::absolute(path, ec).lexically_normal();
}

std::optional<std::string> read(const fs::path& file) {
    auto text =
        file.native().contains('\0') ? std::unexpected(Unread::absent) : read_small_file(file, largest_file);
    return text ? std::optional(std::move(*text)) : std::nullopt;
}

/// Its own and those above up to the widest root, as its path goes on.
std::vector<fs::path> folders_above(const fs::path& file) {
    const fs::path root = widest_root(file);
    std::vector<fs::path> out{folder_of(file)};
    std::error_code ec;
    while (out.size() < most_folders && fs::weakly_canonical(out.back(), ec) != root && !ec) {
        out.push_back((out.back() / "..").lexically_normal());
    }
    return out;
}

class Gathering {
public:
    explicit Gathering(const fs::path& file) : file_(file) {}

    /// `folder` is the one that the paths are as seen from.
    void add(Planned planned, const fs::path& folder, bool dockerfile_in_context) {
        if (out_.size() >= most_builds || (planned.context + planned.dockerfile).contains('\0')) {
            return;
        }
        const fs::path context = (folder / planned.context).lexically_normal();
        const fs::path dockerfile =
            ((dockerfile_in_context ? context : folder) / planned.dockerfile).lexically_normal();
        const fs::path says = planned.file.empty() ? file_ : folder / planned.file;
        planned.plan.path = whole(says).lexically_relative(whole(dockerfile).parent_path()).generic_string();
        out_.push_back({.dockerfile = dockerfile,
                        .found = {.plan = std::move(planned.plan), .context = whole(context)},
                        .is_own = planned.file.empty()});
    }

    void add(std::vector<Planned> all) {
        for (Planned& planned : all) {
            add(std::move(planned), folder_of(file_), true);
        }
    }

    /// A target's paths are as seen from where bake is called: of the file's own folder and those above it
    /// the first in which its Dockerfile is there.
    void add_targets(const std::vector<Planned>& targets) {
        const std::vector<fs::path> folders = folders_above(file_);
        for (const Planned& target : targets) {
            const auto called_in = std::ranges::find_if(folders, [&](const fs::path& folder) {
                std::error_code ec;
                return fs::is_regular_file(folder / target.context / target.dockerfile, ec);
            });
            add(target, called_in != folders.end() ? *called_in : folders.front(), true);
        }
    }

    /// The build is the service's, the rest the container's.
    void add_service(const fs::path& compose_file, const Devcontainer& container) {
        const auto text = read(compose_file);
        const Pairs variables = env_file_in(folder_of(compose_file));
        for (Planned& service : text ? read_compose(*text, lookup_in(variables), other_files(compose_file))
                                     : std::vector<Planned>{}) {
            if (service.plan.name == container.service) {
                const model::RunPlan& own = container.planned.plan;
                service.file.clear();
                service.plan.kind = model::RunPlan::Kind::devcontainer;
                service.plan.line = own.line;
                service.plan.asks_for_gpu = service.plan.asks_for_gpu || own.asks_for_gpu;
                service.plan.mistakes = own.mistakes;
                add(std::move(service), folder_of(compose_file), true);
            }
        }
    }

    std::vector<NamedBuild> take() { return std::move(out_); }

private:
    fs::path file_;
    std::vector<NamedBuild> out_;
};

bool is_override(const fs::path& file) {
    return file.filename().native().contains(".override.");
}

/// What an override's services are together with those of the file beside it.
std::vector<Planned> with_base(const fs::path& file, const std::string& over) {
    for (const std::string_view name : compose_names) {
        if (const auto base = read(folder_of(file) / name)) {
            const Pairs variables = env_file_in(folder_of(file));
            return read_compose_override(*base, over, lookup_in(variables), other_files(file));
        }
    }
    return {};
}

} // namespace

std::vector<NamedBuild> named_builds(const fs::path& file, const ReadPlanFile& read_file) {
    Gathering out(file);
    switch (read_file.file.kind) {
    case model::RunPlan::Kind::compose:
        if (is_override(file)) {
            const auto text = read(file);
            out.add(text ? with_base(file, *text) : std::vector<Planned>{});
        } else {
            out.add(read_file.builds);
        }
        break;
    case model::RunPlan::Kind::bake: out.add_targets(read_file.builds); break;
    case model::RunPlan::Kind::devcontainer:
        for (const Planned& planned : read_file.builds) {
            out.add(planned, folder_of(file), false);
        }
        if (read_file.builds.empty()) {
            const auto& names = read_file.devcontainer.compose_files;
            for (std::size_t i = 0; i < std::min(names.size(), most_compose_files); ++i) {
                out.add_service((folder_of(file) / names[i]).lexically_normal(), read_file.devcontainer);
            }
        }
        break;
    }
    return out.take();
}

} // namespace dockwright::project
