#include "engine/container_id.hpp"
#include "engine/recreate/plan_parts.hpp"
#include <algorithm>
#include <array>
#include <boost/json/array.hpp>

namespace dockwright::engine::recreate {
namespace {

struct Target {
    std::string id;
    std::string name;

    /// By name, id, or the beginning of the id, as an engine resolves it.
    bool is(std::string_view reference) const {
        reference.remove_prefix(reference.starts_with('/') ? 1 : 0);
        return !reference.empty() &&
               (reference == name ||
                (id.starts_with(reference) && (reference.size() >= 12 || is_container_id(reference))));
    }
};

std::string how_it_depends(const object& host, const Target& target) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> shared = {
        {{"NetworkMode", "uses its network"},
         {"IpcMode", "uses its shared memory"},
         {"PidMode", "sees its processes"}}};
    constexpr std::string_view prefix = "container:";
    for (const auto& [key, how] : shared) {
        const std::string_view mode = text_of(host, key);
        if (mode.starts_with(prefix) && target.is(mode.substr(prefix.size()))) {
            return std::string(how);
        }
    }
    for (const std::string& from : texts_of(host, "VolumesFrom")) {
        if (target.is(std::string_view(from).substr(0, from.find(':')))) {
            return "takes its volumes over";
        }
    }
    for (const std::string& link : texts_of(host, "Links")) {
        if (target.is(std::string_view(link).substr(0, link.find(':')))) {
            return "is linked to it";
        }
    }
    return {};
}

} // namespace

std::string name_of(const object& container) {
    std::string_view name = text_of(container, "Name");
    name.remove_prefix(name.starts_with('/') ? 1 : 0);
    return std::string(name);
}

std::vector<Dependant> dependants_of(const object& container,
                                     const std::vector<std::string>& all_containers) {
    const Target target{.id = std::string(text_of(container, "Id")), .name = name_of(container)};
    std::vector<Dependant> out;
    for (const std::string& text : all_containers) {
        const std::expected<object, Problem> other = read_object(text, "container");
        const object* host = other ? object_of(*other, "HostConfig") : nullptr;
        if (host == nullptr || text_of(*other, "Id") == target.id) {
            continue;
        }
        std::string how = how_it_depends(*host, target);
        if (!how.empty()) {
            out.push_back(
                {.id = std::string(text_of(*other, "Id")), .name = name_of(*other), .how = std::move(how)});
        }
    }
    return out;
}

} // namespace dockwright::engine::recreate
