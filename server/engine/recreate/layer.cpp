#include "base/message.hpp"
#include "engine/recreate/draft.hpp"
#include "engine/recreate/plan_parts.hpp"
#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <map>

namespace dockwright::engine::recreate {
namespace {

constexpr std::size_t most_listed = 1000;

bool is_below(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

template <typename List>
bool is_below_any(std::string_view path, const List& folders) {
    return std::ranges::any_of(folders, [&](std::string_view folder) { return is_below(path, folder); });
}

/// What engines and GPU toolkits put into a container by themselves.
bool is_engines(std::string_view path) {
    constexpr std::array<std::string_view, 10> places = {
        "/etc/hosts", "/etc/hostname", "/etc/resolv.conf",  "/etc/mtab", "/.dockerenv", "/dev",
        "/proc",      "/sys",          "/sbin/docker-init", "/run"};
    const std::string_view name = path.substr(path.rfind('/') + 1);
    return is_below_any(path, places) || name.starts_with("nvidia-") || name.starts_with("libnvidia-") ||
           name.starts_with("libcuda.so") || name.starts_with("libcudadebugger.so");
}

bool is_passing(std::string_view path) {
    constexpr std::array<std::string_view, 6> places = {"/tmp",       "/var/tmp",     "/var/run",
                                                        "/var/cache", "/root/.cache", "/var/lib/apt/lists"};
    return is_below_any(path, places) || path.find("/__pycache__") != std::string_view::npos;
}

std::vector<std::string> mounted_at(const object& container) {
    std::vector<std::string> out;
    if (const array* mounts = array_of(container, "Mounts")) {
        for (const value& mount : *mounts) {
            const object* fields = mount.if_object();
            const std::string_view target = fields == nullptr ? "" : text_of(*fields, "Destination");
            if (!target.empty()) {
                out.emplace_back(clean_path(target));
            }
        }
    }
    const object* host = object_of(container, "HostConfig");
    const object* tmpfs = host == nullptr ? nullptr : object_of(*host, "Tmpfs");
    for (std::size_t at = 0; tmpfs != nullptr && at < tmpfs->size(); ++at) {
        const auto& key = (tmpfs->begin() + static_cast<std::ptrdiff_t>(at))->key();
        out.emplace_back(clean_path({key.data(), key.size()}));
    }
    return out;
}

std::expected<std::map<std::string, LayerChangeKind, std::less<>>, Problem>
all_changes(std::string_view json) {
    boost::system::error_code ec;
    const value read = boost::json::parse(json, ec);
    if (ec || (!read.is_array() && !read.is_null())) {
        return std::unexpected(read_object("[]", "container's changes").error());
    }
    std::map<std::string, LayerChangeKind, std::less<>> out;
    for (std::size_t at = 0; read.is_array() && at < read.get_array().size(); ++at) {
        const object* change = read.get_array()[at].if_object();
        if (change == nullptr) {
            continue;
        }
        const std::int64_t kind = number_of(*change, "Kind");
        out[std::string(text_of(*change, "Path"))] = kind == 1   ? LayerChangeKind::added
                                                     : kind == 2 ? LayerChangeKind::deleted
                                                                 : LayerChangeKind::modified;
    }
    return out;
}

} // namespace

std::expected<Layer, Problem> layer_of(std::string_view changes_json, const object& container) {
    const auto all = all_changes(changes_json);
    if (!all) {
        return std::unexpected(all.error());
    }
    const std::vector<std::string> mounted = mounted_at(container);
    Layer layer;
    for (const auto& [path, kind] : *all) {
        const auto inside = all->lower_bound(path + "/");
        const bool holds_others = inside != all->end() && is_below(inside->first, path);
        if (path.empty() || holds_others || is_engines(path) || is_below_any(path, mounted)) {
            continue;
        }
        ++layer.total;
        layer.lasting += is_passing(path) ? 0U : 1U;
        if (layer.changes.size() < most_listed) {
            layer.changes.push_back({.kind = kind, .path = path});
        }
    }
    return layer;
}

std::vector<std::string> layer_sentences(const Layer& layer) {
    constexpr std::array<std::string_view, 3> words = {"changed", "added", "deleted"};
    std::map<std::pair<std::string, LayerChangeKind>, std::vector<std::string_view>> groups;
    for (const LayerChange& change : layer.changes) {
        const std::string_view path = change.path;
        const std::size_t second = path.find('/', path.find('/', 1) + 1);
        groups[{std::string(path.substr(0, second)), change.kind}].push_back(path);
    }
    std::vector<std::pair<std::size_t, std::string>> counted;
    for (const auto& [group, paths] : groups) {
        const std::string_view word = words[static_cast<std::size_t>(group.second)];
        std::string sentence = paths.size() == 1 ? printable(paths[0]) + " was "
                                                 : std::to_string(paths.size()) + " files below " +
                                                       printable(group.first) + " were ";
        counted.emplace_back(paths.size(), sentence.append(word));
    }
    std::ranges::sort(counted, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    std::vector<std::string> out;
    constexpr std::size_t most_groups = 8;
    for (std::size_t at = 0; at < counted.size() && at < most_groups; ++at) {
        out.push_back("Its own files: " + counted[at].second);
    }
    if (counted.size() > most_groups || layer.total > layer.changes.size()) {
        out.push_back("Its own files: " + std::to_string(layer.total) + " changes in all");
    }
    return out;
}

} // namespace dockwright::engine::recreate
