// Written by protocol/generate.py from protocol/engine.model: change that, not this.
// clang-format off
#include "engine/objects_json.gen.hpp"
#include "base/json_text.hpp"
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <cmath>
#include <concepts>
#include <limits>
#include <string_view>
#include <utility>

namespace json = boost::json;

namespace dockwright::engine {
namespace {

bool fail(std::string& error, std::string_view why) {
    error = ": expected ";
    error += why;
    return false;
}

[[maybe_unused]] const json::object* object_in(const json::value& from, std::string& error) {
    const json::object* object = from.if_object();
    if (object == nullptr) {
        fail(error, "an object");
    }
    return object;
}

[[maybe_unused]] bool read(const json::value& from, std::string& into, std::string& error) {
    const json::string* text = from.if_string();
    if (text == nullptr) {
        return fail(error, "a string");
    }
    into.assign(text->data(), text->size());
    return true;
}

[[maybe_unused]] bool read(const json::value& from, bool& into, std::string& error) {
    const bool* truth = from.if_bool();
    if (truth == nullptr) {
        return fail(error, "true or false");
    }
    into = *truth;
    return true;
}

[[maybe_unused]] bool read(const json::value& from, double& into, std::string& error) {
    if (!from.is_number()) {
        return fail(error, "a number");
    }
    into = from.is_double() ? from.get_double() : from.is_int64() ? static_cast<double>(from.get_int64())
                                                                  : static_cast<double>(from.get_uint64());
    return true;
}

/// JSON has one kind of number, so `3.0` is an integer too.
template <std::integral Integer> requires(!std::same_as<Integer, bool>)
bool read(const json::value& from, Integer& into, std::string& error) {
    constexpr std::string_view wanted = std::unsigned_integral<Integer> ? "an unsigned integer" : "an integer";
    constexpr double bound = 9007199254740992.0; // 2^53: beyond it a double is no exact integer
    std::int64_t number = 0;
    if (const std::int64_t* whole = from.if_int64()) {
        number = *whole;
    } else if (const double* real = from.if_double(); real != nullptr && std::abs(*real) < bound && std::trunc(*real) == *real) {
        number = static_cast<std::int64_t>(*real);
    } else {
        return fail(error, wanted);
    }
    if (!std::in_range<Integer>(number)) {
        return fail(error, wanted);
    }
    into = static_cast<Integer>(number);
    return true;
}

[[maybe_unused]] bool read(const json::value& from, Json& into, std::string& /*error*/) {
    into.text = json::serialize(from);
    return true;
}

template <typename T> bool read(const json::value& from, std::vector<T>& into, std::string& error);
template <typename T> bool read(const json::value& from, std::map<std::string, T>& into, std::string& error);
template <typename T> bool read(const json::value& from, std::optional<T>& into, std::string& error);
template <typename... T> bool read(const json::value& from, std::variant<T...>& into, std::string& error);

template <typename T>
bool read(const json::value& from, T& into, std::string& error) requires requires { decode(from, into, error); } {
    return decode(from, into, error);
}

template <typename T> bool read(const json::value& from, std::vector<T>& into, std::string& error) {
    const json::array* list = from.if_array();
    if (list == nullptr) {
        return fail(error, "an array");
    }
    into.clear();
    into.reserve(list->size());
    for (const json::value& element : *list) {
        if (!read(element, into.emplace_back(), error)) {
            error.insert(0, "[" + std::to_string(into.size() - 1) + "]");
            return false;
        }
    }
    return true;
}

template <typename T> bool read(const json::value& from, std::map<std::string, T>& into, std::string& error) {
    const json::object* members = object_in(from, error);
    if (members == nullptr) {
        return false;
    }
    into.clear();
    for (const auto& [key, value] : *members) {
        const std::string_view name(key.data(), key.size());
        if (!read(value, into[std::string(name)], error)) {
            error.insert(0, "." + std::string(name));
            return false;
        }
    }
    return true;
}

template <typename T> bool read(const json::value& from, std::optional<T>& into, std::string& error) {
    if (from.is_null()) {
        into.reset();
        return true;
    }
    return read(from, into.emplace(), error);
}

/// The first alternative that fits.
template <typename... T> bool read(const json::value& from, std::variant<T...>& into, std::string& error) {
    const auto fits = [&](auto alternative) {
        std::string ignored;
        if (!read(from, alternative, ignored)) {
            return false;
        }
        into = std::move(alternative);
        return true;
    };
    return (fits(T{}) || ...) || fail(error, "one of the alternatives");
}

const json::value* member(const json::object& members, std::string_view name) {
    return members.if_contains(json::string_view(name.data(), name.size()));
}

bool under(std::string_view name, std::string& error) {
    error.insert(0, name).insert(0, 1, '.');
    return false;
}

template <typename T>
bool required(const json::object& members, std::string_view name, T& into, std::string& error) {
    const json::value* value = member(members, name);
    if (value == nullptr) {
        error = ": missing";
        return under(name, error);
    }
    return read(*value, into, error) || under(name, error);
}

/// Absent or null: the default stays.
template <typename T>
[[maybe_unused]] bool tolerated(const json::object& members, std::string_view name, T& into, std::string& error) {
    const json::value* value = member(members, name);
    return value == nullptr || value->is_null() || read(*value, into, error) || under(name, error);
}

template <typename T>
[[maybe_unused]] bool optional(const json::object& members, std::string_view name, std::optional<T>& into, std::string& error) {
    return tolerated(members, name, into, error);
}

[[maybe_unused]] void write(std::string& out, std::string_view text) { json_text::append(out, text); }
[[maybe_unused]] void write(std::string& out, const std::string& text) { write(out, std::string_view(text)); }
[[maybe_unused]] void write(std::string& out, bool truth) { out += truth ? "true" : "false"; }
[[maybe_unused]] void write(std::string& out, const Json& json) { out += json.text; }

template <typename Number> requires((std::integral<Number> || std::floating_point<Number>) && !std::same_as<Number, bool>)
void write(std::string& out, Number number) {
    char digits[32];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    out.append(digits, end);
}

template <typename T> void write(std::string& out, const std::vector<T>& list);
template <typename T> void write(std::string& out, const std::map<std::string, T>& map);
template <typename T> void write(std::string& out, const std::optional<T>& maybe);
template <typename... T> void write(std::string& out, const std::variant<T...>& either);

template <typename T> void write(std::string& out, const T& value) requires requires { encode(out, value); } {
    encode(out, value);
}

template <typename T> void write(std::string& out, const std::vector<T>& list) {
    out += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i > 0) {
            out += ',';
        }
        write(out, list[i]);
    }
    out += ']';
}

template <typename T> void write(std::string& out, const std::map<std::string, T>& map) {
    char separator = '{';
    for (const auto& [key, value] : map) {
        out += separator;
        separator = ',';
        write(out, key);
        out += ':';
        write(out, value);
    }
    out += map.empty() ? "{}" : "}";
}

template <typename T> void write(std::string& out, const std::optional<T>& maybe) {
    if (maybe) {
        write(out, *maybe);
    } else {
        out += "null";
    }
}

template <typename... T> void write(std::string& out, const std::variant<T...>& either) {
    std::visit([&](const auto& value) { write(out, value); }, either);
}

/// Writes an object's members between its braces.
class Members {
public:
    explicit Members(std::string& out) : out_(out) { out_ += '{'; }
    Members(const Members&) = delete;
    Members& operator=(const Members&) = delete;
    ~Members() { out_ += '}'; }

    template <typename T> void put(std::string_view key, const T& value) {
        if (!first_) {
            out_ += ',';
        }
        first_ = false;
        out_ += key;
        write(out_, value);
    }
    template <typename T> void maybe(std::string_view key, const std::optional<T>& value) {
        if (value) {
            put(key, *value);
        }
    }

private:
    std::string& out_;
    bool first_ = true;
};
} // namespace

bool decode(const json::value& from, ErrorAnswer& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "message", into.message, error);
}

bool decode(const json::value& from, Component& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Name", into.name, error)
           && tolerated(*members, "Version", into.version, error);
}

bool decode(const json::value& from, Version& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Version", into.version, error)
           && required(*members, "ApiVersion", into.api_version, error)
           && tolerated(*members, "MinAPIVersion", into.min_api_version, error)
           && tolerated(*members, "Os", into.os, error)
           && tolerated(*members, "Arch", into.arch, error)
           && tolerated(*members, "KernelVersion", into.kernel_version, error)
           && tolerated(*members, "Components", into.components, error);
}

bool decode(const json::value& from, DiscoveredDevice& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Source", into.source, error)
           && tolerated(*members, "ID", into.id, error);
}

bool decode(const json::value& from, RegistryConfig& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Mirrors", into.mirrors, error);
}

bool decode(const json::value& from, SwarmInfo& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "NodeID", into.node_id, error)
           && tolerated(*members, "LocalNodeState", into.local_node_state, error)
           && tolerated(*members, "ControlAvailable", into.control_available, error);
}

bool decode(const json::value& from, Info& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Name", into.name, error)
           && tolerated(*members, "SystemTime", into.system_time, error)
           && tolerated(*members, "ServerVersion", into.server_version, error)
           && tolerated(*members, "OperatingSystem", into.operating_system, error)
           && tolerated(*members, "DefaultRuntime", into.default_runtime, error)
           && tolerated(*members, "Runtimes", into.runtimes, error)
           && tolerated(*members, "SecurityOptions", into.security_options, error)
           && tolerated(*members, "CDISpecDirs", into.cdi_spec_dirs, error)
           && tolerated(*members, "DiscoveredDevices", into.discovered_devices, error)
           && tolerated(*members, "KernelVersion", into.kernel_version, error)
           && tolerated(*members, "Architecture", into.architecture, error)
           && tolerated(*members, "OSType", into.os_type, error)
           && tolerated(*members, "NCPU", into.ncpu, error)
           && tolerated(*members, "MemTotal", into.mem_total, error)
           && tolerated(*members, "Driver", into.driver, error)
           && tolerated(*members, "DriverStatus", into.driver_status, error)
           && tolerated(*members, "DockerRootDir", into.docker_root_dir, error)
           && tolerated(*members, "CgroupDriver", into.cgroup_driver, error)
           && tolerated(*members, "CgroupVersion", into.cgroup_version, error)
           && tolerated(*members, "HttpProxy", into.http_proxy, error)
           && tolerated(*members, "HttpsProxy", into.https_proxy, error)
           && tolerated(*members, "NoProxy", into.no_proxy, error)
           && optional(*members, "RegistryConfig", into.registry_config, error)
           && tolerated(*members, "Warnings", into.warnings, error)
           && optional(*members, "Swarm", into.swarm, error);
}

bool decode(const json::value& from, Port& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "IP", into.ip, error)
           && required(*members, "PrivatePort", into.private_port, error)
           && tolerated(*members, "PublicPort", into.public_port, error)
           && tolerated(*members, "Type", into.type, error);
}

bool decode(const json::value& from, MountPoint& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Type", into.type, error)
           && tolerated(*members, "Name", into.name, error)
           && tolerated(*members, "Source", into.source, error)
           && tolerated(*members, "Destination", into.destination, error)
           && tolerated(*members, "RW", into.rw, error);
}

bool decode(const json::value& from, ContainerSummary& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "Id", into.id, error)
           && tolerated(*members, "Names", into.names, error)
           && tolerated(*members, "Image", into.image, error)
           && tolerated(*members, "ImageID", into.image_id, error)
           && tolerated(*members, "Created", into.created, error)
           && tolerated(*members, "Ports", into.ports, error)
           && tolerated(*members, "Labels", into.labels, error)
           && tolerated(*members, "State", into.state, error)
           && tolerated(*members, "Status", into.status, error)
           && tolerated(*members, "SizeRw", into.size_rw, error)
           && tolerated(*members, "SizeRootFs", into.size_root_fs, error)
           && tolerated(*members, "Mounts", into.mounts, error);
}

bool decode(const json::value& from, DeviceRequest& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Driver", into.driver, error)
           && tolerated(*members, "Count", into.count, error)
           && tolerated(*members, "DeviceIDs", into.device_ids, error)
           && tolerated(*members, "Capabilities", into.capabilities, error)
           && tolerated(*members, "Options", into.options, error);
}

void encode(std::string& out, const DeviceRequest& from) {
    Members members(out);
    members.put("\"Driver\":", from.driver);
    members.put("\"Count\":", from.count);
    members.put("\"DeviceIDs\":", from.device_ids);
    members.put("\"Capabilities\":", from.capabilities);
    members.put("\"Options\":", from.options);
}

bool decode(const json::value& from, DeviceMapping& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "PathOnHost", into.path_on_host, error)
           && tolerated(*members, "PathInContainer", into.path_in_container, error)
           && tolerated(*members, "CgroupPermissions", into.cgroup_permissions, error);
}

void encode(std::string& out, const DeviceMapping& from) {
    Members members(out);
    members.put("\"PathOnHost\":", from.path_on_host);
    members.put("\"PathInContainer\":", from.path_in_container);
    members.put("\"CgroupPermissions\":", from.cgroup_permissions);
}

bool decode(const json::value& from, Ulimit& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Name", into.name, error)
           && tolerated(*members, "Soft", into.soft, error)
           && tolerated(*members, "Hard", into.hard, error);
}

void encode(std::string& out, const Ulimit& from) {
    Members members(out);
    members.put("\"Name\":", from.name);
    members.put("\"Soft\":", from.soft);
    members.put("\"Hard\":", from.hard);
}

bool decode(const json::value& from, RestartPolicy& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Name", into.name, error)
           && tolerated(*members, "MaximumRetryCount", into.maximum_retry_count, error);
}

void encode(std::string& out, const RestartPolicy& from) {
    Members members(out);
    members.put("\"Name\":", from.name);
    members.put("\"MaximumRetryCount\":", from.maximum_retry_count);
}

bool decode(const json::value& from, PortBinding& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "HostIp", into.host_ip, error)
           && tolerated(*members, "HostPort", into.host_port, error);
}

void encode(std::string& out, const PortBinding& from) {
    Members members(out);
    members.put("\"HostIp\":", from.host_ip);
    members.put("\"HostPort\":", from.host_port);
}

bool decode(const json::value& from, HostConfig& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Runtime", into.runtime, error)
           && tolerated(*members, "AutoRemove", into.auto_remove, error)
           && optional(*members, "RestartPolicy", into.restart_policy, error)
           && tolerated(*members, "PortBindings", into.port_bindings, error)
           && tolerated(*members, "IpcMode", into.ipc_mode, error)
           && tolerated(*members, "PidMode", into.pid_mode, error)
           && tolerated(*members, "Memory", into.memory, error)
           && tolerated(*members, "Ulimits", into.ulimits, error)
           && tolerated(*members, "Tmpfs", into.tmpfs, error)
           && tolerated(*members, "VolumesFrom", into.volumes_from, error)
           && tolerated(*members, "Links", into.links, error)
           && tolerated(*members, "Privileged", into.privileged, error)
           && tolerated(*members, "NetworkMode", into.network_mode, error)
           && tolerated(*members, "ShmSize", into.shm_size, error)
           && tolerated(*members, "Binds", into.binds, error)
           && tolerated(*members, "DeviceRequests", into.device_requests, error)
           && tolerated(*members, "Devices", into.devices, error);
}

void encode(std::string& out, const Nothing& from) {
    static_cast<void>(from);
    Members members(out);
}

bool decode(const json::value& from, ContainerConfig& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Hostname", into.hostname, error)
           && tolerated(*members, "User", into.user, error)
           && tolerated(*members, "WorkingDir", into.working_dir, error)
           && tolerated(*members, "Image", into.image, error)
           && tolerated(*members, "Tty", into.tty, error)
           && tolerated(*members, "Env", into.env, error)
           && tolerated(*members, "Cmd", into.cmd, error)
           && tolerated(*members, "Entrypoint", into.entrypoint, error)
           && tolerated(*members, "Labels", into.labels, error)
           && tolerated(*members, "ExposedPorts", into.exposed_ports, error)
           && tolerated(*members, "OpenStdin", into.open_stdin, error)
           && optional(*members, "StopTimeout", into.stop_timeout, error)
           && tolerated(*members, "StopSignal", into.stop_signal, error);
}

bool decode(const json::value& from, ContainerHealth& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Status", into.status, error);
}

bool decode(const json::value& from, ContainerState& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Status", into.status, error)
           && tolerated(*members, "Running", into.running, error)
           && tolerated(*members, "Paused", into.paused, error)
           && tolerated(*members, "Restarting", into.restarting, error)
           && tolerated(*members, "OOMKilled", into.oom_killed, error)
           && tolerated(*members, "Pid", into.pid, error)
           && tolerated(*members, "ExitCode", into.exit_code, error)
           && tolerated(*members, "Error", into.error, error)
           && tolerated(*members, "StartedAt", into.started_at, error)
           && tolerated(*members, "FinishedAt", into.finished_at, error)
           && optional(*members, "Health", into.health, error);
}

bool decode(const json::value& from, EndpointSettings& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "NetworkID", into.network_id, error)
           && tolerated(*members, "IPAddress", into.ip_address, error)
           && tolerated(*members, "Aliases", into.aliases, error);
}

bool decode(const json::value& from, NetworkSettings& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Ports", into.ports, error)
           && tolerated(*members, "Networks", into.networks, error);
}

bool decode(const json::value& from, Container& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "Id", into.id, error)
           && tolerated(*members, "Name", into.name, error)
           && tolerated(*members, "Image", into.image, error)
           && tolerated(*members, "Created", into.created, error)
           && tolerated(*members, "Platform", into.platform, error)
           && required(*members, "State", into.state, error)
           && required(*members, "Config", into.config, error)
           && required(*members, "HostConfig", into.host_config, error)
           && optional(*members, "NetworkSettings", into.network_settings, error)
           && tolerated(*members, "Mounts", into.mounts, error)
           && tolerated(*members, "RestartCount", into.restart_count, error)
           && tolerated(*members, "ExecIDs", into.exec_ids, error)
           && optional(*members, "SizeRw", into.size_rw, error)
           && optional(*members, "SizeRootFs", into.size_root_fs, error);
}

bool decode(const json::value& from, ImageConfig& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "User", into.user, error)
           && tolerated(*members, "Env", into.env, error)
           && tolerated(*members, "Labels", into.labels, error)
           && tolerated(*members, "Entrypoint", into.entrypoint, error)
           && tolerated(*members, "Cmd", into.cmd, error)
           && tolerated(*members, "WorkingDir", into.working_dir, error)
           && tolerated(*members, "ExposedPorts", into.exposed_ports, error)
           && tolerated(*members, "Volumes", into.volumes, error);
}

bool decode(const json::value& from, RootFs& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Layers", into.layers, error);
}

bool decode(const json::value& from, Image& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "Id", into.id, error)
           && tolerated(*members, "RepoTags", into.repo_tags, error)
           && tolerated(*members, "RepoDigests", into.repo_digests, error)
           && tolerated(*members, "Created", into.created, error)
           && tolerated(*members, "Size", into.size, error)
           && optional(*members, "RootFS", into.root_fs, error)
           && tolerated(*members, "Os", into.os, error)
           && tolerated(*members, "Architecture", into.architecture, error)
           && tolerated(*members, "Variant", into.variant, error)
           && optional(*members, "Config", into.config, error);
}

bool decode(const json::value& from, ImageSummary& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "Id", into.id, error)
           && tolerated(*members, "RepoTags", into.repo_tags, error)
           && tolerated(*members, "RepoDigests", into.repo_digests, error)
           && tolerated(*members, "Created", into.created, error)
           && tolerated(*members, "Size", into.size, error)
           && tolerated(*members, "SharedSize", into.shared_size, error)
           && tolerated(*members, "Containers", into.containers, error)
           && tolerated(*members, "Labels", into.labels, error);
}

bool decode(const json::value& from, HistoryItem& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Id", into.id, error)
           && tolerated(*members, "Created", into.created, error)
           && tolerated(*members, "CreatedBy", into.created_by, error)
           && tolerated(*members, "Tags", into.tags, error)
           && tolerated(*members, "Size", into.size, error)
           && tolerated(*members, "Comment", into.comment, error);
}

bool decode(const json::value& from, RemovedImage& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Untagged", into.untagged, error)
           && tolerated(*members, "Deleted", into.deleted, error);
}

bool decode(const json::value& from, CreatedContainer& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "Id", into.id, error)
           && tolerated(*members, "Warnings", into.warnings, error);
}

bool decode(const json::value& from, CreatedExec& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "Id", into.id, error);
}

bool decode(const json::value& from, ExecState& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Running", into.running, error)
           && optional(*members, "ExitCode", into.exit_code, error)
           && tolerated(*members, "Pid", into.pid, error);
}

bool decode(const json::value& from, ContainerExit& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "StatusCode", into.status_code, error)
           && optional(*members, "Error", into.error, error);
}

bool decode(const json::value& from, TopAnswer& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Titles", into.titles, error)
           && tolerated(*members, "Processes", into.processes, error);
}

bool decode(const json::value& from, Change& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Path", into.path, error)
           && tolerated(*members, "Kind", into.kind, error);
}

bool decode(const json::value& from, CpuUsage& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "total_usage", into.total_usage, error)
           && tolerated(*members, "percpu_usage", into.percpu_usage, error);
}

bool decode(const json::value& from, CpuStats& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "cpu_usage", into.cpu_usage, error)
           && tolerated(*members, "system_cpu_usage", into.system_cpu_usage, error)
           && tolerated(*members, "online_cpus", into.online_cpus, error);
}

bool decode(const json::value& from, MemoryStats& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "usage", into.usage, error)
           && tolerated(*members, "limit", into.limit, error)
           && tolerated(*members, "stats", into.stats, error);
}

bool decode(const json::value& from, Stats& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "read", into.read, error)
           && optional(*members, "cpu_stats", into.cpu_stats, error)
           && optional(*members, "precpu_stats", into.precpu_stats, error)
           && optional(*members, "memory_stats", into.memory_stats, error);
}

bool decode(const json::value& from, EventActor& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "ID", into.id, error)
           && tolerated(*members, "Attributes", into.attributes, error);
}

bool decode(const json::value& from, Event& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Type", into.type, error)
           && tolerated(*members, "Action", into.action, error)
           && optional(*members, "Actor", into.actor, error)
           && tolerated(*members, "time", into.time, error)
           && tolerated(*members, "timeNano", into.time_nano, error);
}

bool decode(const json::value& from, ProgressDetail& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "current", into.current, error)
           && optional(*members, "total", into.total, error);
}

bool decode(const json::value& from, ErrorDetail& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "code", into.code, error)
           && tolerated(*members, "message", into.message, error);
}

bool decode(const json::value& from, ProgressLine& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "status", into.status, error)
           && tolerated(*members, "id", into.id, error)
           && optional(*members, "progressDetail", into.progress_detail, error)
           && tolerated(*members, "stream", into.stream, error)
           && optional(*members, "aux", into.aux, error)
           && optional(*members, "errorDetail", into.error_detail, error)
           && tolerated(*members, "error", into.error, error);
}

bool decode(const json::value& from, VolumeUsage& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Size", into.size, error)
           && tolerated(*members, "RefCount", into.ref_count, error);
}

bool decode(const json::value& from, Volume& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "Name", into.name, error)
           && tolerated(*members, "Driver", into.driver, error)
           && tolerated(*members, "Mountpoint", into.mountpoint, error)
           && tolerated(*members, "CreatedAt", into.created_at, error)
           && tolerated(*members, "Labels", into.labels, error)
           && optional(*members, "UsageData", into.usage_data, error);
}

bool decode(const json::value& from, VolumeList& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Volumes", into.volumes, error)
           && tolerated(*members, "Warnings", into.warnings, error);
}

bool decode(const json::value& from, Network& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "Id", into.id, error)
           && tolerated(*members, "Name", into.name, error)
           && tolerated(*members, "Driver", into.driver, error)
           && tolerated(*members, "Internal", into.internal, error)
           && tolerated(*members, "Labels", into.labels, error);
}

bool decode(const json::value& from, CreatedNetwork& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "Id", into.id, error)
           && tolerated(*members, "Warning", into.warning, error);
}

bool decode(const json::value& from, BuildCacheItem& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "ID", into.id, error)
           && tolerated(*members, "Type", into.type, error)
           && tolerated(*members, "Description", into.description, error)
           && tolerated(*members, "InUse", into.in_use, error)
           && tolerated(*members, "Shared", into.shared, error)
           && tolerated(*members, "Size", into.size, error);
}

bool decode(const json::value& from, DiskUsage& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "LayersSize", into.layers_size, error)
           && tolerated(*members, "Images", into.images, error)
           && tolerated(*members, "Containers", into.containers, error)
           && tolerated(*members, "Volumes", into.volumes, error)
           && tolerated(*members, "BuildCache", into.build_cache, error);
}

bool decode(const json::value& from, Pruned& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "ContainersDeleted", into.containers_deleted, error)
           && tolerated(*members, "ImagesDeleted", into.images_deleted, error)
           && tolerated(*members, "VolumesDeleted", into.volumes_deleted, error)
           && tolerated(*members, "NetworksDeleted", into.networks_deleted, error)
           && tolerated(*members, "CachesDeleted", into.caches_deleted, error)
           && tolerated(*members, "SpaceReclaimed", into.space_reclaimed, error);
}

bool decode(const json::value& from, DistributionDescriptor& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "digest", into.digest, error)
           && tolerated(*members, "size", into.size, error);
}

bool decode(const json::value& from, Platform& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "architecture", into.architecture, error)
           && tolerated(*members, "os", into.os, error)
           && tolerated(*members, "variant", into.variant, error);
}

bool decode(const json::value& from, Distribution& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "Descriptor", into.descriptor, error)
           && tolerated(*members, "Platforms", into.platforms, error);
}

bool decode(const json::value& from, UpdateAnswer& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Warnings", into.warnings, error);
}

bool decode(const json::value& from, CommittedImage& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "Id", into.id, error);
}

bool decode(const json::value& from, ServiceSpec& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Name", into.name, error)
           && tolerated(*members, "Labels", into.labels, error)
           && tolerated(*members, "Mode", into.mode, error);
}

bool decode(const json::value& from, ServiceStatus& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "RunningTasks", into.running_tasks, error)
           && tolerated(*members, "DesiredTasks", into.desired_tasks, error)
           && tolerated(*members, "CompletedTasks", into.completed_tasks, error);
}

bool decode(const json::value& from, ObjectVersion& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Index", into.index, error);
}

bool decode(const json::value& from, Service& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "ID", into.id, error)
           && optional(*members, "Version", into.version, error)
           && optional(*members, "Spec", into.spec, error)
           && optional(*members, "ServiceStatus", into.service_status, error);
}

bool decode(const json::value& from, CreatedService& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "ID", into.id, error)
           && tolerated(*members, "Warning", into.warning, error);
}

bool decode(const json::value& from, TaskContainer& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "ContainerID", into.container_id, error)
           && tolerated(*members, "PID", into.pid, error)
           && tolerated(*members, "ExitCode", into.exit_code, error);
}

bool decode(const json::value& from, TaskStatus& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "State", into.state, error)
           && tolerated(*members, "Message", into.message, error)
           && tolerated(*members, "Err", into.err, error)
           && optional(*members, "ContainerStatus", into.container_status, error);
}

bool decode(const json::value& from, Task& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "ID", into.id, error)
           && tolerated(*members, "ServiceID", into.service_id, error)
           && tolerated(*members, "NodeID", into.node_id, error)
           && tolerated(*members, "Slot", into.slot, error)
           && tolerated(*members, "DesiredState", into.desired_state, error)
           && optional(*members, "Status", into.status, error);
}

void encode(std::string& out, const MountSpec& from) {
    Members members(out);
    members.put("\"Type\":", from.type);
    members.put("\"Source\":", from.source);
    members.put("\"Target\":", from.target);
    members.put("\"ReadOnly\":", from.read_only);
}

void encode(std::string& out, const HostSpec& from) {
    Members members(out);
    members.maybe("\"Binds\":", from.binds);
    members.maybe("\"Mounts\":", from.mounts);
    members.maybe("\"PortBindings\":", from.port_bindings);
    members.maybe("\"DeviceRequests\":", from.device_requests);
    members.maybe("\"Devices\":", from.devices);
    members.maybe("\"Runtime\":", from.runtime);
    members.maybe("\"NetworkMode\":", from.network_mode);
    members.maybe("\"IpcMode\":", from.ipc_mode);
    members.maybe("\"ShmSize\":", from.shm_size);
    members.maybe("\"Memory\":", from.memory);
    members.maybe("\"NanoCpus\":", from.nano_cpus);
    members.maybe("\"Ulimits\":", from.ulimits);
    members.maybe("\"GroupAdd\":", from.group_add);
    members.maybe("\"CapAdd\":", from.cap_add);
    members.maybe("\"SecurityOpt\":", from.security_opt);
    members.maybe("\"Tmpfs\":", from.tmpfs);
    members.maybe("\"RestartPolicy\":", from.restart_policy);
    members.put("\"AutoRemove\":", from.auto_remove);
    members.maybe("\"Init\":", from.init);
    members.maybe("\"Privileged\":", from.privileged);
}

void encode(std::string& out, const ContainerSpec& from) {
    Members members(out);
    members.put("\"Image\":", from.image);
    members.maybe("\"Cmd\":", from.cmd);
    members.maybe("\"Entrypoint\":", from.entrypoint);
    members.maybe("\"Env\":", from.env);
    members.maybe("\"Labels\":", from.labels);
    members.maybe("\"ExposedPorts\":", from.exposed_ports);
    members.maybe("\"Hostname\":", from.hostname);
    members.maybe("\"WorkingDir\":", from.working_dir);
    members.maybe("\"User\":", from.user);
    members.put("\"Tty\":", from.tty);
    members.put("\"OpenStdin\":", from.open_stdin);
    members.put("\"StdinOnce\":", from.stdin_once);
    members.put("\"AttachStdin\":", from.attach_stdin);
    members.put("\"AttachStdout\":", from.attach_stdout);
    members.put("\"AttachStderr\":", from.attach_stderr);
    members.maybe("\"StopSignal\":", from.stop_signal);
    members.maybe("\"StopTimeout\":", from.stop_timeout);
    members.put("\"HostConfig\":", from.host_config);
}

void encode(std::string& out, const ExecSpec& from) {
    Members members(out);
    members.put("\"Cmd\":", from.cmd);
    members.maybe("\"Env\":", from.env);
    members.maybe("\"WorkingDir\":", from.working_dir);
    members.maybe("\"User\":", from.user);
    members.put("\"Tty\":", from.tty);
    members.put("\"AttachStdin\":", from.attach_stdin);
    members.put("\"AttachStdout\":", from.attach_stdout);
    members.put("\"AttachStderr\":", from.attach_stderr);
    members.maybe("\"Privileged\":", from.privileged);
    members.maybe("\"DetachKeys\":", from.detach_keys);
    members.maybe("\"ConsoleSize\":", from.console_size);
}

void encode(std::string& out, const ExecStart& from) {
    Members members(out);
    members.put("\"Detach\":", from.detach);
    members.put("\"Tty\":", from.tty);
    members.maybe("\"ConsoleSize\":", from.console_size);
}

void encode(std::string& out, const ContainerUpdate& from) {
    Members members(out);
    members.maybe("\"RestartPolicy\":", from.restart_policy);
    members.maybe("\"Memory\":", from.memory);
    members.maybe("\"MemorySwap\":", from.memory_swap);
}

void encode(std::string& out, const VolumeSpec& from) {
    Members members(out);
    members.put("\"Name\":", from.name);
    members.maybe("\"Labels\":", from.labels);
}

void encode(std::string& out, const NetworkSpec& from) {
    Members members(out);
    members.put("\"Name\":", from.name);
    members.maybe("\"Driver\":", from.driver);
    members.maybe("\"Labels\":", from.labels);
    members.maybe("\"CheckDuplicate\":", from.check_duplicate);
}

bool decode(const json::value& from, DockerConfig& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "currentContext", into.current_context, error);
}

bool decode(const json::value& from, ContextEndpoint& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Host", into.host, error)
           && tolerated(*members, "SkipTLSVerify", into.skip_tls_verify, error);
}

bool decode(const json::value& from, ContextEndpoints& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "docker", into.docker, error);
}

bool decode(const json::value& from, ContextMeta& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "Name", into.name, error)
           && optional(*members, "Endpoints", into.endpoints, error);
}

void encode(std::string& out, const AttachedEngine& from) {
    Members members(out);
    members.put("\"host\":", from.host);
}

void encode(std::string& out, const AttachedContainer& from) {
    Members members(out);
    members.put("\"containerName\":", from.container_name);
    members.maybe("\"settings\":", from.settings);
}

void encode(std::string& out, const ListedEvent& from) {
    Members members(out);
    members.put("\"time\":", from.time);
    members.put("\"type\":", from.type);
    members.put("\"action\":", from.action);
    members.put("\"id\":", from.id);
    members.put("\"name\":", from.name);
    members.put("\"attributes\":", from.attributes);
}

void encode(std::string& out, const ListedGpuMemory& from) {
    Members members(out);
    members.maybe("\"gpu\":", from.gpu);
    members.put("\"uuid\":", from.uuid);
    members.put("\"pid\":", from.pid);
    members.put("\"process\":", from.process);
    members.put("\"user\":", from.user);
    members.maybe("\"memory\":", from.memory);
    members.maybe("\"gpuUtilization\":", from.gpu_utilization);
}

void encode(std::string& out, const ListedContainer& from) {
    Members members(out);
    members.put("\"id\":", from.id);
    members.put("\"name\":", from.name);
    members.put("\"image\":", from.image);
    members.put("\"gpu\":", from.gpu);
    members.put("\"gpus\":", from.gpus);
    members.put("\"state\":", from.state);
    members.put("\"status\":", from.status);
    members.put("\"engine\":", from.engine);
    members.put("\"created\":", from.created);
    members.put("\"ports\":", from.ports);
    members.put("\"owner\":", from.owner);
    members.put("\"ownerBy\":", from.owner_by);
    members.put("\"mine\":", from.mine);
    members.put("\"gpuMemory\":", from.gpu_memory);
}

void encode(std::string& out, const ListedGpu& from) {
    Members members(out);
    members.put("\"index\":", from.index);
    members.put("\"uuid\":", from.uuid);
    members.put("\"name\":", from.name);
    members.maybe("\"utilization\":", from.utilization);
    members.maybe("\"memoryUsed\":", from.memory_used);
    members.maybe("\"memoryTotal\":", from.memory_total);
    members.maybe("\"temperature\":", from.temperature);
    members.maybe("\"power\":", from.power);
    members.maybe("\"powerLimit\":", from.power_limit);
}

void encode(std::string& out, const ListedProblem& from) {
    Members members(out);
    members.put("\"kind\":", from.kind);
    members.put("\"message\":", from.message);
    members.put("\"nextStep\":", from.next_step);
}

void encode(std::string& out, const ListedEngine& from) {
    Members members(out);
    members.put("\"name\":", from.name);
    members.put("\"host\":", from.host);
    members.put("\"origin\":", from.origin);
    members.put("\"state\":", from.state);
    members.maybe("\"problem\":", from.problem);
    members.maybe("\"gpuProblem\":", from.gpu_problem);
    members.put("\"milliseconds\":", from.milliseconds);
    members.put("\"gpus\":", from.gpus);
    members.put("\"containers\":", from.containers);
}

void encode(std::string& out, const WatchedContainer& from) {
    Members members(out);
    members.put("\"id\":", from.id);
    members.put("\"name\":", from.name);
    members.put("\"image\":", from.image);
    members.put("\"gpu\":", from.gpu);
    members.put("\"gpus\":", from.gpus);
    members.put("\"owner\":", from.owner);
    members.maybe("\"cpu\":", from.cpu);
    members.maybe("\"memory\":", from.memory);
    members.maybe("\"memoryLimit\":", from.memory_limit);
    members.put("\"gpuMemory\":", from.gpu_memory);
}

void encode(std::string& out, const WatchedEngine& from) {
    Members members(out);
    members.put("\"name\":", from.name);
    members.put("\"state\":", from.state);
    members.maybe("\"problem\":", from.problem);
    members.maybe("\"gpuProblem\":", from.gpu_problem);
    members.put("\"gpus\":", from.gpus);
    members.put("\"containers\":", from.containers);
}

void encode(std::string& out, const WatchedRound& from) {
    Members members(out);
    members.put("\"round\":", from.round);
    members.put("\"time\":", from.time);
    members.put("\"engines\":", from.engines);
}

void encode(std::string& out, const ListedHost& from) {
    Members members(out);
    members.put("\"name\":", from.name);
    members.put("\"host\":", from.host);
    members.put("\"context\":", from.context);
    members.put("\"origin\":", from.origin);
    members.put("\"note\":", from.note);
}

void encode(std::string& out, const TestedHost& from) {
    Members members(out);
    members.put("\"name\":", from.name);
    members.put("\"host\":", from.host);
    members.put("\"state\":", from.state);
    members.maybe("\"problem\":", from.problem);
    members.maybe("\"gpuProblem\":", from.gpu_problem);
    members.put("\"version\":", from.version);
    members.put("\"api\":", from.api);
    members.put("\"podman\":", from.podman);
    members.put("\"connectMilliseconds\":", from.connect_milliseconds);
    members.put("\"roundTripMilliseconds\":", from.round_trip_milliseconds);
    members.put("\"driver\":", from.driver);
    members.put("\"gpus\":", from.gpus);
}

void encode(std::string& out, const ListedAttachment& from) {
    Members members(out);
    members.put("\"id\":", from.id);
    members.put("\"name\":", from.name);
    members.put("\"program\":", from.program);
    members.put("\"arguments\":", from.arguments);
    members.put("\"authority\":", from.authority);
    members.put("\"path\":", from.path);
}

void encode(std::string& out, const DoctorFile& from) {
    Members members(out);
    members.put("\"path\":", from.path);
    members.put("\"text\":", from.text);
}

void encode(std::string& out, const DoctorRepair& from) {
    Members members(out);
    members.put("\"title\":", from.title);
    members.put("\"commands\":", from.commands);
    members.put("\"disturbs\":", from.disturbs);
    members.put("\"explanation\":", from.explanation);
    members.put("\"files\":", from.files);
    members.put("\"ends\":", from.ends);
}

void encode(std::string& out, const DoctorFinding& from) {
    Members members(out);
    members.put("\"check\":", from.check);
    members.put("\"title\":", from.title);
    members.put("\"status\":", from.status);
    members.put("\"found\":", from.found);
    members.put("\"needed\":", from.needed);
    members.put("\"why\":", from.why);
    members.put("\"repairs\":", from.repairs);
    members.put("\"noRepair\":", from.no_repair);
    members.put("\"follows\":", from.follows);
    members.put("\"source\":", from.source);
}

void encode(std::string& out, const DoctorReport& from) {
    Members members(out);
    members.put("\"name\":", from.name);
    members.put("\"engine\":", from.engine);
    members.put("\"status\":", from.status);
    members.put("\"sentence\":", from.sentence);
    members.put("\"first\":", from.first);
    members.put("\"problem\":", from.problem);
    members.put("\"nextStep\":", from.next_step);
    members.put("\"reach\":", from.reach);
    members.put("\"driver\":", from.driver);
    members.put("\"cuda\":", from.cuda);
    members.put("\"gpus\":", from.gpus);
    members.put("\"findings\":", from.findings);
}

void encode(std::string& out, const WhyReason& from) {
    Members members(out);
    members.put("\"cause\":", from.cause);
    members.put("\"text\":", from.text);
    members.put("\"found\":", from.found);
    members.put("\"repairs\":", from.repairs);
}

void encode(std::string& out, const WhyReport& from) {
    Members members(out);
    members.put("\"id\":", from.id);
    members.put("\"name\":", from.name);
    members.put("\"image\":", from.image);
    members.put("\"state\":", from.state);
    members.put("\"gpu\":", from.gpu);
    members.put("\"verdict\":", from.verdict);
    members.put("\"sentence\":", from.sentence);
    members.put("\"reasons\":", from.reasons);
    members.put("\"seen\":", from.seen);
}

void encode(std::string& out, const ForwardedPort& from) {
    Members members(out);
    members.put("\"container\":", from.container);
    members.put("\"address\":", from.address);
    members.put("\"local\":", from.local);
    members.put("\"remote\":", from.remote);
}

void encode(std::string& out, const ListedNotebook& from) {
    Members members(out);
    members.put("\"container\":", from.container);
    members.put("\"url\":", from.url);
    members.put("\"token\":", from.token);
    members.put("\"started\":", from.started);
}

void encode(std::string& out, const ListedPort& from) {
    Members members(out);
    members.put("\"container\":", from.container);
    members.put("\"protocol\":", from.protocol);
    members.put("\"address\":", from.address);
    members.put("\"port\":", from.port);
}

void encode(std::string& out, const ListedRun& from) {
    Members members(out);
    members.put("\"id\":", from.id);
    members.put("\"name\":", from.name);
    members.put("\"image\":", from.image);
    members.put("\"engine\":", from.engine);
    members.put("\"gpus\":", from.gpus);
    members.put("\"ports\":", from.ports);
    members.put("\"notes\":", from.notes);
    members.put("\"command\":", from.command);
    members.put("\"ended\":", from.ended);
}

void encode(std::string& out, const ListedBuild& from) {
    Members members(out);
    members.put("\"id\":", from.id);
    members.put("\"name\":", from.name);
    members.put("\"size\":", from.size);
    members.put("\"builder\":", from.builder);
    members.put("\"engine\":", from.engine);
}

void encode(std::string& out, const ListedChange& from) {
    Members members(out);
    members.put("\"id\":", from.id);
    members.put("\"name\":", from.name);
    members.put("\"done\":", from.done);
    members.maybe("\"problem\":", from.problem);
}

void encode(std::string& out, const ListedCommit& from) {
    Members members(out);
    members.put("\"id\":", from.id);
    members.put("\"image\":", from.image);
    members.put("\"size\":", from.size);
    members.put("\"warnings\":", from.warnings);
}

void encode(std::string& out, const ListedRecreation& from) {
    Members members(out);
    members.put("\"name\":", from.name);
    members.put("\"id\":", from.id);
    members.put("\"old\":", from.old);
    members.put("\"done\":", from.done);
    members.put("\"changed\":", from.changed);
    members.put("\"kept\":", from.kept);
    members.put("\"lost\":", from.lost);
    members.put("\"warnings\":", from.warnings);
}

void encode(std::string& out, const PulledReport& from) {
    Members members(out);
    members.put("\"name\":", from.name);
    members.put("\"id\":", from.id);
    members.put("\"digest\":", from.digest);
    members.put("\"size\":", from.size);
    members.put("\"wasThere\":", from.was_there);
    members.put("\"notes\":", from.notes);
}

void encode(std::string& out, const ListedImage& from) {
    Members members(out);
    members.put("\"id\":", from.id);
    members.put("\"names\":", from.names);
    members.put("\"created\":", from.created);
    members.put("\"size\":", from.size);
    members.put("\"usedBy\":", from.used_by);
    members.put("\"gpu\":", from.gpu);
}

void encode(std::string& out, const DiskImageReport& from) {
    Members members(out);
    members.put("\"id\":", from.id);
    members.put("\"names\":", from.names);
    members.put("\"size\":", from.size);
    members.put("\"own\":", from.own);
    members.put("\"shared\":", from.shared);
    members.put("\"sharesWith\":", from.shares_with);
    members.put("\"usedBy\":", from.used_by);
    members.put("\"inRegistry\":", from.in_registry);
}

void encode(std::string& out, const DiskContainerReport& from) {
    Members members(out);
    members.put("\"id\":", from.id);
    members.put("\"name\":", from.name);
    members.put("\"image\":", from.image);
    members.put("\"state\":", from.state);
    members.put("\"own\":", from.own);
    members.put("\"rollback\":", from.rollback);
}

void encode(std::string& out, const DiskVolumeReport& from) {
    Members members(out);
    members.put("\"name\":", from.name);
    members.maybe("\"size\":", from.size);
    members.put("\"usedBy\":", from.used_by);
}

void encode(std::string& out, const DiskStepReport& from) {
    Members members(out);
    members.put("\"kind\":", from.kind);
    members.put("\"name\":", from.name);
    members.put("\"why\":", from.why);
}

void encode(std::string& out, const DiskReport& from) {
    Members members(out);
    members.put("\"layers\":", from.layers);
    members.put("\"buildCache\":", from.build_cache);
    members.put("\"buildCacheIdle\":", from.build_cache_idle);
    members.maybe("\"free\":", from.free);
    members.put("\"images\":", from.images);
    members.put("\"containers\":", from.containers);
    members.put("\"volumes\":", from.volumes);
    members.put("\"canGo\":", from.can_go);
    members.put("\"canFree\":", from.can_free);
    members.put("\"kept\":", from.kept);
}

void encode(std::string& out, const RemovedReport& from) {
    Members members(out);
    members.put("\"removed\":", from.removed);
    members.put("\"failed\":", from.failed);
}

void encode(std::string& out, const PushedReport& from) {
    Members members(out);
    members.put("\"name\":", from.name);
    members.put("\"digest\":", from.digest);
    members.put("\"sent\":", from.sent);
}

void encode(std::string& out, const ExportedReport& from) {
    Members members(out);
    members.put("\"name\":", from.name);
    members.put("\"path\":", from.path);
    members.put("\"size\":", from.size);
}

void encode(std::string& out, const ImportedReport& from) {
    Members members(out);
    members.put("\"names\":", from.names);
    members.put("\"notes\":", from.notes);
    members.put("\"size\":", from.size);
}

bool decode(const json::value& from, std::vector<ContainerSummary>& into, std::string& error) {
    return read(from, into, error);
}

bool decode(const json::value& from, std::vector<ImageSummary>& into, std::string& error) {
    return read(from, into, error);
}

bool decode(const json::value& from, std::vector<HistoryItem>& into, std::string& error) {
    return read(from, into, error);
}

bool decode(const json::value& from, std::vector<RemovedImage>& into, std::string& error) {
    return read(from, into, error);
}

bool decode(const json::value& from, std::vector<Change>& into, std::string& error) {
    return read(from, into, error);
}

bool decode(const json::value& from, std::vector<Network>& into, std::string& error) {
    return read(from, into, error);
}

bool decode(const json::value& from, std::vector<Service>& into, std::string& error) {
    return read(from, into, error);
}

bool decode(const json::value& from, std::vector<Task>& into, std::string& error) {
    return read(from, into, error);
}

} // namespace dockwright::engine
