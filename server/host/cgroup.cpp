#include "host/cgroup.hpp"
#include "base/ascii.hpp"
#include "host/text.hpp"
#include <algorithm>

namespace dockwright::host {
namespace {

bool is_id(std::string_view text) {
    constexpr std::size_t digits = 64;
    return text.size() == digits &&
           std::ranges::all_of(text, [](char c) { return ascii::is_digit(c) || (c >= 'a' && c <= 'f'); });
}

/// The id in one part of a path: `ID`, `docker-ID.scope`, `system.slice:docker:ID`.
std::string_view id_of(std::string_view part) {
    constexpr std::string_view scope = ".scope";
    if (part.ends_with(scope)) {
        part.remove_suffix(scope.size());
    }
    const auto before = part.find_last_of("-:");
    if (before == std::string_view::npos) {
        return is_id(part) ? part : std::string_view();
    }
    // podman's and CRI-O's monitor of a container is no process of the container
    const bool monitor = part.substr(0, before).ends_with("conmon");
    part.remove_prefix(before + 1);
    return is_id(part) && !monitor ? part : std::string_view();
}

} // namespace

std::string container_of_cgroup(std::string_view text) {
    while (!text.empty()) {
        std::string_view path = take_line(text);
        // "HIERARCHY:CONTROLLERS:PATH"
        for (int colons = 0; colons < 2 && !path.empty(); ++colons) {
            const auto colon = path.find(':');
            path.remove_prefix(colon == std::string_view::npos ? path.size() : colon + 1);
        }
        while (!path.empty()) {
            const auto slash = path.find('/');
            if (const std::string_view id = id_of(path.substr(0, slash)); !id.empty()) {
                return std::string(id);
            }
            path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
        }
    }
    return {};
}

} // namespace dockwright::host
