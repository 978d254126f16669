#include "project/surroundings.hpp"
#include "project/context.hpp"
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
    return text ? std::optional(model::Dockerignore::read(*text)) : std::nullopt;
}

bool is_there(const fs::path& path) {
    std::error_code ec;
    return fs::exists(path, ec);
}

/// Absolute, with neither `.` nor a slash at its end.
fs::path cleaned(const fs::path& folder) {
    std::error_code ec;
    const fs::path absolute = fs::absolute(folder.empty() ? fs::path(".") : folder, ec).lexically_normal();
    return absolute.has_filename() || !absolute.has_relative_path() ? absolute : absolute.parent_path();
}

/// What COPY and ADD name in the context, patterns aside.
std::vector<std::string> sources_of(const model::Document& document) {
    std::vector<std::string> out;
    for (const model::Stage& stage : document.stages()) {
        for (const model::Copied& copied : model::copies_of(document, stage)) {
            const bool named = copied.from == model::Copied::From::context && copied.source_known &&
                               !copied.source.empty() &&
                               copied.source.find_first_of("*?[") == std::string::npos;
            if (named && std::ranges::find(out, copied.source) == out.end()) {
                out.push_back(copied.source);
            }
        }
        if (out.size() >= most_sources) {
            out.resize(most_sources);
            break;
        }
    }
    return out;
}

/// The nearest folder with the most of them.
fs::path guess_context(std::span<const Folder> folders, const std::vector<std::string>& sources) {
    std::size_t most = 0;
    const fs::path* found = &folders.front().path;
    for (const auto& [folder, names] : folders) {
        const auto count = static_cast<std::size_t>(std::ranges::count_if(
            sources, [&](const std::string& source) { return is_there(folder / source); }));
        found = count > most ? &folder : found;
        most = std::max(most, count);
    }
    return *found;
}

} // namespace

model::Surroundings read_surroundings(const fs::path& dockerfile, const model::Document& document,
                                      const fs::path& context, Folders* known) {
    Folders alone;
    model::Surroundings out;
    const fs::path own = cleaned(dockerfile.parent_path());
    fs::path root = context.empty() ? context : cleaned(context);
    const Folders::Chain folders = (known != nullptr ? *known : alone).above(own, root);
    for (FoundPlan& found : find_plans(own / dockerfile.filename(), *folders)) {
        if (root.empty()) {
            root = found.context;
        }
        out.plans.push_back(std::move(found.plan));
    }
    const std::vector<model::ListFile> files = model::list_files_of(document);
    if (root.empty()) {
        root = files.empty() ? own : guess_context(*folders, sources_of(document));
    }
    out.ignored = read_ignored(own / (dockerfile.filename().string() + ".dockerignore"));
    if (!out.ignored) {
        out.ignored = read_ignored(root / ".dockerignore");
    }
    if (!files.empty()) {
        Context inside(std::move(root), out.ignored ? &*out.ignored : nullptr);
        out.lists = read_package_lists(inside, document, files);
    }
    return out;
}

} // namespace dockwright::project
