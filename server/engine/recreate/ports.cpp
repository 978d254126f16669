#include "base/message.hpp"
#include "engine/recreate/draft.hpp"
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace dockwright::engine::recreate {
namespace {

bool is_fixed(std::string_view port) {
    return !port.empty() && port.find_first_not_of('0') != std::string_view::npos &&
           std::ranges::all_of(port, [](char digit) { return digit >= '0' && digit <= '9'; });
}

bool is_any(std::string_view ip) {
    return ip.empty() || ip == "0.0.0.0" || ip == "::";
}

/// The ports that the running container really has, of one container port. An engine shows a binding
/// to every address twice, for IPv4 and for IPv6 (20.10 even with two numbers): IPv4's counts.
struct Picked {
    std::vector<std::pair<std::string, std::string>> left;

    explicit Picked(const array* bindings) {
        bool has_ipv4 = false;
        for (std::size_t at = 0; bindings != nullptr && at < bindings->size(); ++at) {
            if (const object* binding = (*bindings)[at].if_object()) {
                left.emplace_back(text_of(*binding, "HostIp"), text_of(*binding, "HostPort"));
                has_ipv4 = has_ipv4 || left.back().first == "0.0.0.0";
            }
        }
        std::erase_if(left, [&](const auto& one) { return has_ipv4 && one.first == "::"; });
    }

    void drop(std::string_view port) {
        std::erase_if(left, [&](const auto& one) { return one.second == port; });
    }

    std::string take(std::string_view ip) {
        for (const auto& [address, port] : left) {
            if (is_fixed(port) && (address == ip || (is_any(address) && is_any(ip)))) {
                std::string taken = port;
                drop(taken);
                return taken;
            }
        }
        return {};
    }
};

/// Numbers that the engine had picked stay: people have them in bookmarks and tunnels.
void keep_picked(array& bindings, Picked picked) {
    for (const value& binding : bindings) {
        if (binding.is_object() && is_fixed(text_of(binding.get_object(), "HostPort"))) {
            picked.drop(text_of(binding.get_object(), "HostPort"));
        }
    }
    for (value& binding : bindings) {
        if (!binding.is_object() || is_fixed(text_of(binding.get_object(), "HostPort"))) {
            continue;
        }
        const std::string port = picked.take(text_of(binding.get_object(), "HostIp"));
        if (!port.empty()) {
            binding.get_object()["HostPort"] = port;
        }
    }
}

array all_picked(const array* actual) {
    Picked picked(actual);
    array out;
    while (!picked.left.empty()) {
        const auto [ip, port] = picked.left.front();
        picked.drop(port);
        out.push_back(object{{"HostIp", is_any(ip) ? "" : ip}, {"HostPort", port}});
    }
    return out;
}

const object* actual_ports(const Draft& draft) {
    const object* network = object_of(draft.container, "NetworkSettings");
    return network == nullptr ? nullptr : object_of(*network, "Ports");
}

object kept_bindings(const Draft& draft) {
    object kept;
    const object* actual = actual_ports(draft);
    const object none;
    if (const object* given = object_of(draft.host, "PortBindings")) {
        for (const auto& [port, bindings] : *given) {
            if (bindings.is_array() && !bindings.get_array().empty()) {
                array& list = kept[port].emplace_array();
                list = bindings.get_array();
                keep_picked(list, Picked(array_of(actual == nullptr ? none : *actual, port)));
            }
        }
    }
    if (truth_of(draft.host, "PublishAllPorts") && actual != nullptr) {
        for (const auto& [port, bindings] : *actual) {
            array list = all_picked(bindings.if_array());
            if (!kept.contains(port) && !list.empty()) {
                kept[port] = std::move(list);
            }
        }
    }
    return kept;
}

Problem no_ports_of_its_own(std::string_view mode) {
    const bool machine = mode == "host";
    return {.kind = "ports-not-its-own",
            .message = machine ? "The container uses the machine's own network (host), where every port "
                                 "that it opens is already one of the machine's"
                               : "The container has no network of its own (" + printable(mode) +
                                     "), so no port of it can be published",
            .next_step = machine ? "Connect to the port on the machine itself; nothing has to be changed"
                                 : "Publish the port on the container whose network it uses"};
}

void add(Draft& draft, object& bindings, const PublishedPort& port) {
    object_at(draft.config, "ExposedPorts")[port.container_port].emplace_object();
    array& list = array_at(bindings, port.container_port);
    const object added{{"HostIp", port.host_ip}, {"HostPort", port.host_port}};
    if (std::ranges::find(list, value(added)) == list.end()) {
        list.push_back(added);
    }
}

} // namespace

std::expected<void, Problem> settle_ports(Draft& draft) {
    if (draft.shares_network()) {
        if (!draft.changes.add_ports.empty()) {
            return std::unexpected(no_ports_of_its_own(text_of(draft.host, "NetworkMode")));
        }
        if (text_of(draft.host, "NetworkMode").starts_with("container:")) {
            draft.config.erase("ExposedPorts");
            draft.host["PortBindings"].emplace_object();
        }
        return {};
    }
    object bindings = kept_bindings(draft);
    for (const std::string& port : draft.changes.remove_ports) {
        bindings.erase(port);
        if (object_of(draft.config, "ExposedPorts") != nullptr) {
            object_at(draft.config, "ExposedPorts").erase(port);
        }
    }
    for (const auto& [port, list] : bindings) {
        object_at(draft.config, "ExposedPorts")[port].emplace_object();
    }
    for (const PublishedPort& port : draft.changes.add_ports) {
        add(draft, bindings, port);
    }
    draft.host["PortBindings"] = std::move(bindings);
    return {};
}

} // namespace dockwright::engine::recreate
