#include "project/folders.hpp"
#include <algorithm>
#include <iterator>
#include <unistd.h>

namespace dockwright::project {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_folders = 8;
constexpr std::size_t most_names = 128;

/// Whether `name` is in the folder whose name, with a slash, `path` begins with; its rest is scratch.
bool is_there(std::string& path, std::size_t folder, std::string_view name) {
    path.resize(folder);
    path.append(name);
    return ::access(path.c_str(), F_OK) == 0;
}

std::string with_slash(const fs::path& folder) {
    std::string out = folder.native();
    out += out.ends_with('/') ? "" : "/";
    return out;
}

} // namespace

fs::path widest_root(const fs::path& file) {
    std::error_code ec;
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    const fs::path own = fs::weakly_canonical(fs::absolute(folder, ec), ec);
    for (fs::path at = own;; at = at.parent_path()) {
        if (fs::exists(at / ".git", ec)) {
            return at;
        }
        if (at == at.parent_path()) {
            return own.parent_path();
        }
    }
}

bool Folder::has(std::string_view name) const {
    const auto* found = std::ranges::find(plan_names, name);
    return found != std::end(plan_names) && ((names >> (found - std::begin(plan_names))) & 1U) != 0;
}

Folders::Chain Folders::above(const fs::path& folder, const fs::path& context) {
    const std::scoped_lock lock(mutex_);
    if (!context.empty()) {
        return find(folder, context);
    }
    Chain& chain = chains_[folder.native()];
    if (!chain) {
        chain = find(folder, context);
    }
    return chain;
}

Folders::Names Folders::names_in(const fs::path& folder) {
    const std::scoped_lock lock(mutex_);
    return list(folder);
}

const Folders::Names& Folders::list(const fs::path& folder) {
    Names& known = listings_[folder.native()];
    if (!known) {
        std::vector<std::string> names;
        std::error_code ec;
        for (auto entry = fs::directory_iterator(folder, ec); !ec && entry != fs::directory_iterator();
             entry.increment(ec)) {
            names.push_back(entry->path().filename().native());
            if (names.size() > most_names) {
                names.clear();
                break;
            }
        }
        std::ranges::sort(names); // a folder has no order
        known = std::make_shared<const std::vector<std::string>>(std::move(names));
    }
    return known;
}

Folders::Chain Folders::find(const fs::path& folder, const fs::path& context) {
    std::vector<fs::path> paths{folder};
    bool found = false;
    while (paths.size() < most_folders) {
        found = context.empty() ? is_repository(paths.back()) : paths.back() == context;
        fs::path above = paths.back().parent_path();
        if (above == paths.back() || (found && context.empty())) {
            break;
        }
        paths.push_back(std::move(above));
        if (found) {
            break;
        }
    }
    paths.resize(found ? paths.size() : std::min<std::size_t>(paths.size(), 2));
    auto out = std::make_shared<std::vector<Folder>>();
    for (const fs::path& path : paths) {
        out->push_back(look_in(path));
    }
    return out;
}

Folder Folders::look_in(const fs::path& folder) {
    const auto [entry, is_new] = names_.try_emplace(folder.native(), 0);
    std::string path = is_new ? with_slash(folder) : std::string();
    const std::size_t size = path.size();
    for (std::size_t i = 0; is_new && i < std::size(plan_names); ++i) {
        entry->second |= is_there(path, size, plan_names[i]) ? 1U << i : 0U;
    }
    Folder out{.path = folder, .names = entry->second};
    std::ranges::copy_if(*list(folder), std::back_inserter(out.hcl_files), [](const std::string& name) {
        return name.ends_with(".hcl") && name != "docker-bake.hcl" && name != "docker-bake.override.hcl";
    });
    return out;
}

bool Folders::is_repository(const fs::path& folder) {
    const auto [entry, is_new] = repositories_.try_emplace(folder.native(), false);
    if (is_new) {
        std::string path = with_slash(folder);
        entry->second = is_there(path, path.size(), ".git");
    }
    return entry->second;
}

} // namespace dockwright::project
