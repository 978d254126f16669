#include "project/folders.hpp"
#include <algorithm>
#include <dirent.h>
#include <iterator>

namespace dockwright::project {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_folders = 8;
constexpr std::size_t most_names = 128;
constexpr std::size_t most_listed = 4096;

bool lies_at(const fs::path& path) {
    std::error_code ec;
    return fs::symlink_status(path, ec).type() != fs::file_type::not_found;
}

} // namespace

fs::path cleaned(const fs::path& folder) {
    std::error_code ec;
    const fs::path absolute = fs::absolute(folder.empty() ? fs::path(".") : folder, ec).lexically_normal();
    return absolute.has_filename() || !absolute.has_relative_path() ? absolute : absolute.parent_path();
}

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

Folders::Chain Folders::above(const std::string& folder, const fs::path& context) {
    const std::scoped_lock lock(mutex_);
    if (!context.empty()) {
        return find(cleaned(folder), context);
    }
    Chain& chain = chains_[folder];
    if (!chain) {
        chain = find(cleaned(folder), context);
    }
    return chain;
}

bool Folders::opens(const fs::path& folder) {
    const std::scoped_lock lock(mutex_);
    return list(folder).opens;
}

std::vector<std::string_view> Folders::names_in(const fs::path& folder) {
    const std::scoped_lock lock(mutex_);
    const Listing& all = list(folder);
    const bool few = all.whole && all.names.size() <= most_names;
    return few ? std::vector<std::string_view>(all.names.begin(), all.names.end())
               : std::vector<std::string_view>();
}

bool Folders::has(const fs::path& folder, std::string_view path) {
    const std::scoped_lock lock(mutex_);
    return is_there(folder, path);
}

bool Folders::is_there(const fs::path& folder, std::string_view path) {
    const Listing& all = list(folder);
    const std::size_t end = std::min(path.find('/'), path.size());
    const bool may_be = !all.whole || std::ranges::binary_search(all.names, path.substr(0, end));
    return may_be && ((all.whole && end == path.size()) || lies_at(folder / path));
}

const Folders::Listing& Folders::list(const fs::path& folder) {
    const auto [known, is_new] = listings_.try_emplace(folder.native());
    Listing& out = known->second;
    const std::unique_ptr<DIR, int (*)(DIR*)> stream(is_new ? ::opendir(folder.c_str()) : nullptr,
                                                     ::closedir);
    if (stream == nullptr) {
        return out;
    }
    out.opens = out.whole = true;
    while (const dirent* entry = ::readdir(stream.get())) { // NOLINT(concurrency-mt-unsafe): our own stream
        const std::string_view name(&entry->d_name[0]);
        if (name == "." || name == "..") {
            continue;
        }
        if (out.names.size() == most_listed) {
            return out = {.names = {}, .opens = true, .whole = false};
        }
        out.names.emplace_back(name);
    }
    std::ranges::sort(out.names);
    return out;
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
    Folder out{.path = folder};
    for (std::size_t i = 0; i < std::size(plan_names); ++i) {
        out.names |= is_there(folder, plan_names[i]) ? 1U << i : 0U;
    }
    const Listing& all = list(folder);
    if (all.names.size() <= most_names) {
        std::ranges::copy_if(all.names, std::back_inserter(out.hcl_files), [](const std::string& name) {
            return name.ends_with(".hcl") && name != "docker-bake.hcl" && name != "docker-bake.override.hcl";
        });
    }
    return out;
}

bool Folders::is_repository(const fs::path& folder) {
    const auto [entry, is_new] = repositories_.try_emplace(folder.native(), false);
    if (is_new) {
        entry->second = lies_at(folder / ".git"); // in many folders nothing else is looked for
    }
    return entry->second;
}

} // namespace dockwright::project
