#include "project/plans/bake_places.hpp"
#include <algorithm>
#include <iterator>

namespace dockwright::project {
namespace {

namespace fs = std::filesystem;

/// `*` is any text.
bool name_matches(std::string_view pattern, std::string_view name) {
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos || !name.starts_with(pattern.substr(0, star))) {
        return pattern == name;
    }
    name.remove_prefix(star);
    for (pattern.remove_prefix(star + 1);; pattern.remove_prefix(pattern.find('*') + 1)) {
        if (!pattern.contains('*')) {
            return name.ends_with(pattern);
        }
        const std::string_view part = pattern.substr(0, pattern.find('*'));
        const std::size_t at = name.find(part);
        if (at == std::string_view::npos) {
            return false;
        }
        name.remove_prefix(at + part.size());
    }
}

bool path_matches(const fs::path& pattern, const fs::path& file) {
    return std::ranges::equal(pattern, file, [](const fs::path& one, const fs::path& other) {
        return name_matches(one.native(), other.native());
    });
}

/// As many names of the file's path as the folder's has.
fs::path beginning(const fs::path& file, const fs::path& folder) {
    fs::path out;
    auto name = file.begin();
    for (auto left = std::distance(folder.begin(), folder.end()); left > 0; --left) {
        out /= *name;
        ++name;
    }
    return out;
}

} // namespace

std::optional<fs::path> context_for(const fs::path& dockerfile, const Planned& target,
                                    std::span<const Folder> folders) {
    for (const Folder& folder : folders) {
        const fs::path context = folder.path / target.context;
        if ((context / target.dockerfile).lexically_normal() == dockerfile) {
            return context;
        }
    }
    return std::nullopt;
}

std::optional<fs::path> open_context_for(const fs::path& dockerfile, const Planned& target,
                                         std::span<const Folder> folders) {
    for (const Folder& folder : target.open_dockerfile.empty() ? std::span<const Folder>{} : folders) {
        const fs::path context = (folder.path / target.open_context / "").lexically_normal().parent_path();
        const fs::path pattern = (context / target.open_dockerfile).lexically_normal();
        const bool below = std::ranges::mismatch(context, pattern).in1 == context.end();
        if (below && path_matches(pattern, dockerfile)) {
            return beginning(dockerfile, context);
        }
    }
    return std::nullopt;
}

} // namespace dockwright::project
