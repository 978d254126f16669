#include "project/surroundings.hpp"
#include "project/context.hpp"
#include "project/context_files.hpp"
#include "project/copied_sizes.hpp"
#include "project/own_images.hpp"
#include "project/package_lists.hpp"
#include "project/plans/find_plans.hpp"
#include "project/small_file.hpp"
#include <algorithm>

namespace dockwright::project {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_sources = 32;

std::optional<model::Dockerignore> read_ignored(const fs::path& path) {
    const auto text = read_small_file(path, largest_file);
    return text ? std::optional(model::Dockerignore::read(*text, path.filename().native())) : std::nullopt;
}

/// The nearest folder with the most of them.
fs::path guess_context(std::span<const Folder> folders, const NamedSources& sources, Folders& known) {
    std::size_t most = 0;
    const fs::path* found = &folders.front().path;
    for (const Folder& folder : folders) {
        const auto count = static_cast<std::size_t>(std::ranges::count_if(
            sources, [&](const model::Copied& copied) { return known.has(folder.path, copied.source); }));
        found = count > most ? &folder.path : found;
        most = std::max(most, count);
    }
    return *found;
}

/// A Dockerfile and the folders in which its plans are looked for.
struct Place {
    std::string name;
    Folders::Chain folders; ///< not empty

    const fs::path& own() const { return folders->front().path; }
    fs::path path() const { return own() / name; }
};

Place place_of(const fs::path& dockerfile, const fs::path& root, Folders* known) {
    Folders alone;
    const std::string& written = dockerfile.native();
    const std::size_t slash = written.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : written.substr(0, slash == 0 ? 1 : slash);
    return {.name = written.substr(slash == std::string::npos ? 0 : slash + 1),
            .folders = (known != nullptr ? *known : alone).above(folder, root)};
}

/// The Dockerfile as seen from the last of the folders, which all lie above it in the same words.
std::string path_from_root(const Place& place) {
    const std::string& root = place.folders->back().path.native();
    const std::string& own = place.own().native();
    const std::size_t end = root.size() + (root.ends_with('/') ? 0 : 1);
    const std::string folder = own.size() > end ? own.substr(end) + "/" : std::string();
    return folder + place.name;
}

/// Whether anything is taken out of the build context.
bool takes_files(const model::Document& document) {
    return std::ranges::any_of(document.stages(), [&](const model::Stage& stage) {
        return std::ranges::any_of(document.copies(stage), [](const model::Copied& copied) {
            return copied.from == model::Copied::From::context;
        });
    });
}

/// All but the plans. `root` is the context, or "" if it is not known.
void read_files(model::Surroundings& out, const Place& place, const model::Document& document, fs::path root,
                Folders& known) {
    const std::vector<model::ListFile> files = model::list_files_of(document);
    const bool sure = !root.empty();
    if (!sure) {
        root = files.empty() ? place.own()
                             : guess_context(*place.folders, named_sources(document, most_sources), known);
    }
    if (known.has(place.own(), place.name + ".dockerignore") || known.has(root, ".dockerignore")) {
        out.ignored = read_dockerignore(place.path(), root);
    }
    if (takes_files(document)) {
        std::vector<fs::path> possible{root};
        for (const Folder& folder : *place.folders) {
            if (!sure && folder.path != root) {
                possible.push_back(folder.path);
            }
        }
        look_at_context(out, document, possible, sure, known);
        find_sizes(out, document, possible, known);
    }
    out.own_images = find_own_images(document, *place.folders, known);
    out.path = path_from_root(place);
    if (!files.empty()) {
        Context inside(std::move(root), out.ignored ? &*out.ignored : nullptr);
        out.lists = read_package_lists(inside, document, files);
    }
}

/// So many ways to build one Dockerfile are told apart.
constexpr std::size_t most_builds = 16;

bool same_build(const FoundPlan& a, const FoundPlan& b) {
    return a.context == b.context && a.plan.build_arguments == b.plan.build_arguments &&
           a.plan.stage == b.plan.stage && a.plan.platform == b.plan.platform &&
           a.plan.named_contexts == b.plan.named_contexts;
}

/// See Surroundings::imageless.
std::vector<std::uint32_t> find_imageless(const model::Document& document, std::span<const FoundPlan> plans) {
    const auto count = static_cast<std::uint32_t>(document.stages().size());
    const auto built = [&](const model::RunPlan& plan) {
        const model::Stage* named = document.stage_from(plan.stage, count);
        return named != nullptr ? named->index : plan.stage.empty() ? count - 1 : count;
    };
    std::vector<std::uint32_t> out;
    for (std::uint32_t stage = 0; stage < count; ++stage) {
        bool any = false;
        bool image = false;
        for (const FoundPlan& one : plans) {
            const bool here = built(one.plan) == stage;
            any = any || here;
            image = image || (here && one.plan.makes_image);
        }
        if (any && !image) {
            out.push_back(stage);
        }
    }
    return out;
}

bool same_plan(const FoundPlan& a, const FoundPlan& b) {
    return a.plan.path == b.plan.path && a.plan.name == b.plan.name;
}

} // namespace

std::optional<model::Dockerignore> read_dockerignore(const fs::path& dockerfile, const fs::path& context) {
    fs::path own = dockerfile;
    own += ".dockerignore";
    auto out = read_ignored(own);
    return out ? std::move(out) : read_ignored(context / ".dockerignore");
}

model::Surroundings read_surroundings(const fs::path& dockerfile, const model::Document& document,
                                      const fs::path& context, Folders* known) {
    model::Surroundings out;
    fs::path root = context.empty() ? context : cleaned(context);
    const Place place = place_of(dockerfile, root, known);
    std::vector<FoundPlan> plans = find_plans(place.own(), place.name, *place.folders);
    out.imageless = find_imageless(document, plans);
    for (FoundPlan& found : plans) {
        if (root.empty()) {
            root = found.context;
        }
        out.plans.push_back(std::move(found.plan));
    }
    Folders alone;
    read_files(out, place, document, std::move(root), known != nullptr ? *known : alone);
    return out;
}

std::vector<model::Surroundings> read_builds(const fs::path& dockerfile, const model::Document& document,
                                             std::span<const FoundPlan> more, bool only_more,
                                             Folders* known) {
    Folders alone;
    Folders& folders = known != nullptr ? *known : alone;
    const Place place = place_of(dockerfile, {}, known);
    std::vector<FoundPlan> plans =
        only_more ? std::vector<FoundPlan>{} : find_plans(place.own(), place.name, *place.folders);
    for (const FoundPlan& one : more) {
        if (std::ranges::none_of(plans,
                                 [&](const FoundPlan& known_one) { return same_plan(one, known_one); })) {
            plans.push_back(one);
        }
    }
    for (FoundPlan& one : plans) {
        one.context = cleaned(one.context); // the same folder in the same words
    }
    const std::vector<std::uint32_t> imageless = find_imageless(document, plans);
    std::vector<model::Surroundings> out;
    while (!plans.empty() && out.size() < most_builds) {
        const FoundPlan first = plans.front();
        model::Surroundings& build = out.emplace_back();
        build.imageless = imageless;
        for (const FoundPlan& one : plans) {
            if (same_build(first, one)) {
                build.plans.push_back(one.plan);
            }
        }
        std::erase_if(plans, [&](const FoundPlan& one) { return same_build(first, one); });
        read_files(build, place, document, first.context, folders);
    }
    if (out.empty()) {
        read_files(out.emplace_back(), place, document, {}, folders);
    }
    return out;
}

model::Surroundings read_context(const fs::path& context, const model::Document& document) {
    model::Surroundings out;
    const fs::path root = cleaned(context);
    out.ignored = read_ignored(root / ".dockerignore");
    Folders alone;
    look_at_context(out, document, {&root, 1}, true, alone);
    find_sizes(out, document, {&root, 1}, alone);
    if (const std::vector<model::ListFile> files = model::list_files_of(document); !files.empty()) {
        Context inside(root, out.ignored ? &*out.ignored : nullptr);
        out.lists = read_package_lists(inside, document, files);
    }
    return out;
}

} // namespace dockwright::project
