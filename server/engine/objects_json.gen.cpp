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

bool decode(const json::value& from, Info& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Name", into.name, error)
           && tolerated(*members, "ServerVersion", into.server_version, error)
           && tolerated(*members, "OperatingSystem", into.operating_system, error)
           && tolerated(*members, "DefaultRuntime", into.default_runtime, error)
           && tolerated(*members, "Runtimes", into.runtimes, error)
           && tolerated(*members, "SecurityOptions", into.security_options, error)
           && tolerated(*members, "CDISpecDirs", into.cdi_spec_dirs, error);
}

bool decode(const json::value& from, Port& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "IP", into.ip, error)
           && required(*members, "PrivatePort", into.private_port, error)
           && tolerated(*members, "PublicPort", into.public_port, error)
           && tolerated(*members, "Type", into.type, error);
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
           && tolerated(*members, "Status", into.status, error);
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

bool decode(const json::value& from, DeviceMapping& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "PathOnHost", into.path_on_host, error)
           && tolerated(*members, "PathInContainer", into.path_in_container, error)
           && tolerated(*members, "CgroupPermissions", into.cgroup_permissions, error);
}

bool decode(const json::value& from, HostConfig& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Runtime", into.runtime, error)
           && tolerated(*members, "Privileged", into.privileged, error)
           && tolerated(*members, "NetworkMode", into.network_mode, error)
           && tolerated(*members, "ShmSize", into.shm_size, error)
           && tolerated(*members, "Binds", into.binds, error)
           && tolerated(*members, "DeviceRequests", into.device_requests, error)
           && tolerated(*members, "Devices", into.devices, error);
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
           && tolerated(*members, "Labels", into.labels, error);
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
           && tolerated(*members, "Pid", into.pid, error)
           && tolerated(*members, "ExitCode", into.exit_code, error)
           && tolerated(*members, "Error", into.error, error)
           && tolerated(*members, "StartedAt", into.started_at, error)
           && tolerated(*members, "FinishedAt", into.finished_at, error)
           && optional(*members, "Health", into.health, error);
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
           && tolerated(*members, "Mounts", into.mounts, error);
}

bool decode(const json::value& from, ImageConfig& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "User", into.user, error)
           && tolerated(*members, "Env", into.env, error)
           && tolerated(*members, "Labels", into.labels, error)
           && tolerated(*members, "Entrypoint", into.entrypoint, error);
}

bool decode(const json::value& from, Image& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "Id", into.id, error)
           && tolerated(*members, "Os", into.os, error)
           && tolerated(*members, "Architecture", into.architecture, error)
           && tolerated(*members, "Variant", into.variant, error)
           && optional(*members, "Config", into.config, error);
}

bool decode(const json::value& from, DockerConfig& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "currentContext", into.current_context, error);
}

bool decode(const json::value& from, ContextEndpoint& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && tolerated(*members, "Host", into.host, error);
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

bool decode(const json::value& from, std::vector<ContainerSummary>& into, std::string& error) {
    return read(from, into, error);
}

} // namespace dockwright::engine
