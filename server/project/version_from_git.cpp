#include "project/version_from_git.hpp"
#include "project/context.hpp"
#include "project/small_file.hpp"
#include <algorithm>
#include <string_view>

namespace dockwright::project {

bool takes_version_from_git(const std::filesystem::path& folder) {
    constexpr std::string_view tools[] = {"setuptools_scm",  "setuptools-scm",
                                          "use_scm_version", "versioneer",
                                          "hatch-vcs",       "poetry-dynamic-versioning",
                                          "versioningit",    "uv-dynamic-versioning"};
    constexpr std::string_view files[] = {"pyproject.toml", "setup.py", "setup.cfg"};
    return std::ranges::any_of(files, [&](std::string_view name) {
        const auto text = read_small_file(folder / name, largest_file);
        return text &&
               std::ranges::any_of(tools, [&](std::string_view tool) { return text->contains(tool); });
    });
}

} // namespace dockwright::project
