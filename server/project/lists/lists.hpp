#pragma once
#include "model/surroundings.hpp"
#include "project/tree/tree.hpp"
#include <string_view>

/// Files that list packages, other than requirements: text to values, no I/O. Total: what can't be
/// read is left out, the first broken line remembered.
namespace dockwright::project {

/// PEP 621's and PEP 735's tables, and those of poetry and uv. What a group or an extra names is
/// optional; poetry's groups are not, unless they say so. The version that poetry writes `^2.1` is
/// given as `>=2.1,<3`.
model::PackageList read_pyproject(std::string_view text, std::string_view path);

/// poetry.lock, uv.lock and pylock.toml: each package with `==` and its version, its index where it
/// is not the usual one.
model::PackageList read_lock(std::string_view text, std::string_view path);

model::PackageList read_pipfile(std::string_view text, std::string_view path);
model::PackageList read_pipfile_lock(std::string_view text, std::string_view path);

/// conda's environment.yml, with the requirements below `pip:`.
model::PackageList read_environment(std::string_view text, std::string_view path);

} // namespace dockwright::project
