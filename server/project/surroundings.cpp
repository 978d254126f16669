#include "project/surroundings.hpp"
#include "project/context.hpp"
#include "project/package_lists.hpp"
#include "project/small_file.hpp"
#include <algorithm>

namespace dockwright::project {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_folders_above = 8;
constexpr std::size_t most_sources = 32;

std::optional<model::Dockerignore> read_ignored(const fs::path& path) {
    const auto text = read_small_file(path, largest_file);
    return text ? std::optional(model::Dockerignore::read(*text)) : std::nullopt;
}

bool is_there(const fs::path& path) {
    std::error_code ec;
    return fs::exists(path, ec);
}

fs::path parent_of(const fs::path& folder) {
    std::error_code ec;
    const fs::path absolute = fs::absolute(folder.empty() ? fs::path(".") : folder, ec).lexically_normal();
    const fs::path without_slash = absolute.has_filename() ? absolute : absolute.parent_path();
    return without_slash.parent_path();
}

/// The folder and those above it up to the repository's root; without one, the next above only.
std::vector<fs::path> folders_above(const fs::path& folder) {
    std::vector<fs::path> out{folder};
    while (out.size() < most_folders_above && !is_there(out.back() / ".git")) {
        fs::path above = parent_of(out.back());
        if (above == out.back()) {
            break;
        }
        out.push_back(std::move(above));
    }
    if (!is_there(out.back() / ".git")) {
        out.resize(std::min<std::size_t>(out.size(), 2));
    }
    return out;
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
fs::path guess_context(const fs::path& own, const std::vector<std::string>& sources) {
    const std::vector<fs::path> folders = folders_above(own);
    std::size_t most = 0;
    const fs::path* found = &folders.front();
    for (const fs::path& folder : folders) {
        const auto count = static_cast<std::size_t>(std::ranges::count_if(
            sources, [&](const std::string& source) { return is_there(folder / source); }));
        found = count > most ? &folder : found;
        most = std::max(most, count);
    }
    return *found;
}

} // namespace

model::Surroundings read_surroundings(const fs::path& dockerfile, const model::Document& document,
                                      const fs::path& context) {
    model::Surroundings out;
    const std::vector<model::ListFile> files = model::list_files_of(document);
    fs::path root = context;
    if (root.empty()) {
        root = files.empty() ? dockerfile.parent_path()
                             : guess_context(dockerfile.parent_path(), sources_of(document));
    }
    fs::path own = dockerfile;
    own += ".dockerignore";
    out.ignored = read_ignored(own);
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
