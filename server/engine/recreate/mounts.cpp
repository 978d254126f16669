#include "base/message.hpp"
#include "engine/recreate/draft.hpp"
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

/// Volumes, bound folders and tmpfs. Sent back as inspect shows them, volumes without a name would
/// be new, empty ones.
namespace dockwright::engine::recreate {

std::string_view clean_path(std::string_view path) {
    while (path.size() > 1 && path.ends_with('/')) {
        path.remove_suffix(1);
    }
    return path;
}

std::string_view bind_target(std::string_view entry) {
    const std::size_t first = entry.find(':');
    if (first == std::string_view::npos) {
        return clean_path(entry);
    }
    const std::string_view rest = entry.substr(first + 1);
    return clean_path(rest.substr(0, rest.find(':')));
}

namespace {

object* mount_at(object& host, std::string_view target) {
    value* mounts = host.if_contains("Mounts");
    if (mounts == nullptr || !mounts->is_array()) {
        return nullptr;
    }
    for (value& mount : mounts->get_array()) {
        if (mount.is_object() && clean_path(text_of(mount.get_object(), "Target")) == target) {
            return &mount.get_object();
        }
    }
    return nullptr;
}

bool is_bound(const object& host, std::string_view target) {
    return std::ranges::any_of(texts_of(host, "Binds"), [&](const std::string& entry) {
        return entry.find(':') != std::string::npos && bind_target(entry) == target;
    });
}

bool is_declared(const object& config, std::string_view target) {
    const object* volumes = object_of(config, "Volumes");
    return volumes != nullptr && std::ranges::any_of(*volumes, [&](const auto& entry) {
               return clean_path({entry.key().data(), entry.key().size()}) == target;
           });
}

template <typename Matches>
void drop_items(object& in, std::string_view key, const Matches& matches) {
    const array* list = array_of(in, key);
    if (list == nullptr) {
        return;
    }
    array kept;
    for (const value& item : *list) {
        if (!matches(item)) {
            kept.push_back(item);
        }
    }
    in[key] = std::move(kept);
}

void name_volume(Draft& draft, const object& mounted) {
    const std::string_view target = clean_path(text_of(mounted, "Destination"));
    const std::string_view name = text_of(mounted, "Name");
    if (text_of(mounted, "Type") != "volume" || name.empty()) {
        return;
    }
    if (object* mount = mount_at(draft.host, target)) {
        if (is_empty(*mount, "Source")) {
            (*mount)["Source"] = name;
        }
        return;
    }
    // What comes from another container alone (VolumesFrom) comes from there again.
    const bool of_other = !is_empty(draft.host, "VolumesFrom") && !is_declared(draft.config, target);
    if (is_bound(draft.host, target) || of_other) {
        return;
    }
    std::string bind(name);
    bind.append(":").append(target);
    if (const value* writable = mounted.if_contains("RW"); writable != nullptr && *writable == false) {
        bind += ":ro";
    }
    drop_items(draft.host, "Binds", [&](const value& item) {
        return item.is_string() && clean_path(item.get_string().c_str()) == target;
    });
    array_at(draft.host, "Binds").emplace_back(bind);
}

void drop_key(object& in, std::string_view key, std::string_view target) {
    if (object_of(in, key) == nullptr) {
        return;
    }
    object kept;
    for (const auto& [path, options] : *object_of(in, key)) {
        if (clean_path({path.data(), path.size()}) != target) {
            kept[path] = options;
        }
    }
    in[key] = std::move(kept);
}

void unmount(Draft& draft, std::string_view given) {
    const std::string_view target = clean_path(given);
    drop_items(draft.host, "Binds", [&](const value& item) {
        return item.is_string() &&
               bind_target({item.get_string().data(), item.get_string().size()}) == target;
    });
    drop_items(draft.host, "Mounts", [&](const value& item) {
        return item.is_object() && clean_path(text_of(item.get_object(), "Target")) == target;
    });
    drop_key(draft.host, "Tmpfs", target);
    drop_key(draft.config, "Volumes", target);
}

object mount_of(const AddedMount& added) {
    object out;
    constexpr std::string_view kinds[] = {"bind", "volume", "tmpfs"};
    out["Type"] = kinds[static_cast<std::size_t>(added.kind)];
    if (added.kind != MountKind::tmpfs) {
        out["Source"] = added.source;
    }
    out["Target"] = added.target;
    if (added.read_only) {
        out["ReadOnly"] = true;
    }
    if (added.kind == MountKind::tmpfs && added.size > 0) {
        object_at(out, "TmpfsOptions")["SizeBytes"] = added.size;
    }
    return out;
}

} // namespace

void settle_mounts(Draft& draft) {
    if (const array* mounted = array_of(draft.container, "Mounts")) {
        for (const value& mount : *mounted) {
            if (mount.is_object()) {
                name_volume(draft, mount.get_object());
            }
        }
    }
    for (const std::string& target : draft.changes.remove_mounts) {
        unmount(draft, target);
        if (is_declared(draft.image_config, clean_path(target))) {
            draft.notes.push_back("The image itself wants a volume at " + printable(target) +
                                  ", so a new, empty one will be mounted there");
        }
    }
    for (const AddedMount& added : draft.changes.add_mounts) {
        unmount(draft, added.target);
        array_at(draft.host, "Mounts").push_back(mount_of(added));
    }
}

} // namespace dockwright::engine::recreate
