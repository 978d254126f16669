#pragma once
#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <string_view>

namespace dockwright::lint {

/// The file has the name that Podman and Buildah gave it. They build some of what Docker refuses: variables
/// behind `--from` and in stages' names, `z` of a mount (containers/buildah, docs/buildah-build.1.md).
inline bool is_for_podman(const Facts& facts) {
    constexpr std::string_view name = "containerfile";
    const std::string_view path = facts.surroundings.path;
    const std::string_view file = path.substr(path.rfind('/') + 1);
    return file.size() >= name.size() && ascii::equal(file.substr(0, name.size()), name);
}

} // namespace dockwright::lint
