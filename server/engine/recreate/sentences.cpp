#include "base/message.hpp"
#include "engine/container_id.hpp"
#include "engine/recreate/draft.hpp"
#include "engine/recreate/plan_parts.hpp"
#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace dockwright::engine::recreate {

std::string shown_size(std::int64_t bytes) {
    constexpr std::array<std::string_view, 5> units = {" bytes", " KiB", " MiB", " GiB", " TiB"};
    std::size_t unit = 0;
    // Only where nothing is rounded away: a person compares it with what they wrote.
    while (bytes != 0 && bytes % 1024 == 0 && unit + 1 < units.size()) {
        bytes /= 1024;
        ++unit;
    }
    return std::to_string(bytes).append(units[unit]);
}

namespace {

std::string added_port(const PublishedPort& port) {
    const std::string machine = port.host_port.empty() ? "a free port" : "port " + port.host_port;
    std::string reach = " of all the machine's addresses";
    if (port.host_ip == "127.0.0.1" || port.host_ip == "::1") {
        reach = " of the machine, reached from the machine itself only";
    } else if (!port.host_ip.empty() && port.host_ip != "0.0.0.0" && port.host_ip != "::") {
        reach = " of the machine's address " + printable(port.host_ip);
    }
    return "Port " + port.container_port + " is published on " + machine + reach;
}

std::string added_mount(const AddedMount& mount) {
    const std::string end = mount.read_only ? ", read-only" : "";
    const std::string target = printable(mount.target);
    switch (mount.kind) {
    case MountKind::bind:
        return "The machine's folder " + printable(mount.source) + " is mounted at " + target + end;
    case MountKind::volume: return "The volume " + printable(mount.source) + " is mounted at " + target + end;
    case MountKind::tmpfs: break;
    }
    return "A file system in memory is mounted at " + target;
}

std::string gpus(const std::vector<DeviceRequest>& requests) {
    if (requests.empty()) {
        return "It gets no GPUs";
    }
    std::string which;
    for (const DeviceRequest& request : requests) {
        std::string one = request.count < 0 ? "all" : std::to_string(request.count);
        for (std::size_t at = 0; at < request.device_ids.size(); ++at) {
            one = (at == 0 ? "" : one + ", ") + printable(request.device_ids[at]);
        }
        which.append(which.empty() ? "" : " and ").append(one);
    }
    return "It gets GPUs: " + which;
}

} // namespace

std::vector<std::string> change_sentences(const Changes& changes) {
    std::vector<std::string> out;
    out.reserve(changes.remove_ports.size() + changes.add_ports.size());
    for (const std::string& port : changes.remove_ports) {
        out.push_back("Port " + printable(port) + " is no longer published");
    }
    std::ranges::transform(changes.add_ports, std::back_inserter(out), added_port);
    for (const std::string& target : changes.remove_mounts) {
        out.push_back("Nothing is mounted at " + printable(target) + " any more");
    }
    std::ranges::transform(changes.add_mounts, std::back_inserter(out), added_mount);
    for (const std::string& name : changes.unset_environment) {
        out.push_back("The variable " + printable(name) + " is no longer set");
    }
    for (const auto& [name, text] : changes.set_environment) {
        // Its value may be a secret.
        out.push_back("The variable " + printable(name) + " is set");
    }
    if (changes.gpus) {
        out.push_back(gpus(*changes.gpus));
    }
    if (changes.shm_size) {
        out.push_back("Shared memory (/dev/shm) is " + shown_size(*changes.shm_size));
    }
    if (changes.memory) {
        out.push_back(*changes.memory == 0 ? "Its memory has no limit"
                                           : "Its memory is limited to " + shown_size(*changes.memory));
    }
    if (changes.nano_cpus) {
        out.emplace_back(*changes.nano_cpus == 0 ? "Its CPUs have no limit" : "Its CPUs are limited");
    }
    if (changes.restart_policy) {
        out.push_back("Its restart policy is " + printable(changes.restart_policy->name));
    }
    for (const auto& [name, limit] : changes.ulimits) {
        out.push_back("The limit " + printable(name) + " of its processes is set");
    }
    if (!changes.image.empty()) {
        out.push_back("It is made from the image " + printable(changes.image));
    }
    return out;
}

namespace {

std::string kept_mount(const object& mount) {
    const std::string target = printable(text_of(mount, "Destination"));
    const std::string_view name = text_of(mount, "Name");
    if (text_of(mount, "Type") == "volume") {
        const bool unnamed = name.size() == 64 && is_container_id(name);
        return target + ": " +
               (unnamed ? "the volume without a name that is there now (" + printable(short_id(name)) + ")"
                        : "the volume " + printable(name));
    }
    return text_of(mount, "Type") == "bind"
               ? target + ": the machine's folder " + printable(text_of(mount, "Source"))
               : "";
}

bool is_replaced(const Changes& changes, std::string_view target) {
    return std::ranges::any_of(changes.remove_mounts,
                               [&](const std::string& one) { return clean_path(one) == target; }) ||
           std::ranges::any_of(changes.add_mounts,
                               [&](const AddedMount& one) { return clean_path(one.target) == target; });
}

std::string kept_network(std::string_view name, const object& endpoint, std::string_view own_id) {
    std::string out = "The network " + printable(name);
    std::string_view between = ", under the names ";
    for (const std::string& alias : texts_of(endpoint, "Aliases")) {
        if (alias != own_id) {
            out.append(between).append(printable(alias));
            between = ", ";
        }
    }
    return out;
}

} // namespace

std::vector<std::string> kept_sentences(const object& container, const Changes& changes) {
    std::vector<std::string> out;
    out.push_back("Its name, " + printable(name_of(container)) +
                  ", its command, environment, labels and limits");
    if (const array* mounts = array_of(container, "Mounts")) {
        for (const value& mount : *mounts) {
            const object* fields = mount.if_object();
            if (fields != nullptr && !is_replaced(changes, clean_path(text_of(*fields, "Destination")))) {
                out.push_back(kept_mount(*fields));
            }
        }
    }
    const object* settings = object_of(container, "NetworkSettings");
    const object* networks = settings == nullptr ? nullptr : object_of(*settings, "Networks");
    const std::string_view own_id = short_id(text_of(container, "Id"));
    for (std::size_t at = 0; networks != nullptr && at < networks->size(); ++at) {
        const auto& [name, endpoint] = *(networks->begin() + static_cast<std::ptrdiff_t>(at));
        if (endpoint.is_object()) {
            out.push_back(kept_network(name, endpoint.get_object(), own_id));
        }
    }
    std::erase(out, "");
    return out;
}

} // namespace dockwright::engine::recreate
