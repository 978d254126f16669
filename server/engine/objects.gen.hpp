// Written by protocol/generate.py from protocol/engine.model: change that, not this.
// clang-format off
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Derived from protocol/engine.model: plain values, no JSON (that is objects_json.gen.hpp).
namespace dockwright::engine {

/// Any JSON, kept as its text: what we pass on or read later.
struct Json {
    std::string text = "null";

    bool operator==(const Json&) const = default;
};

/// Received with a status of 400 or more, if the engine answers JSON at all.
struct ErrorAnswer {
    std::string message{};

    bool operator==(const ErrorAnswer&) const = default;
};

/// One program that an engine is made of; podman names its own "Podman Engine".
struct Component {
    std::string name{};
    std::string version{};

    bool operator==(const Component&) const = default;
};

struct Version {
    std::string version{};
    /// The newest API that the engine speaks, such as "1.41".
    std::string api_version{};
    /// The oldest API that the engine speaks; absent before Docker 1.13.
    std::string min_api_version{};
    std::string os{};
    std::string arch{};
    std::string kernel_version{};
    std::vector<Component> components{};

    bool operator==(const Version&) const = default;
};

/// The parts of an engine's own description that decide what its containers can have.
struct Info {
    std::string name{};
    std::string server_version{};
    std::string operating_system{};
    /// The runtime of a container that asks for none, such as "runc" or "nvidia".
    std::string default_runtime{};
    /// By name; what they hold differs by engine.
    std::map<std::string, Json> runtimes{};
    /// Such as "name=rootless" and "name=userns".
    std::vector<std::string> security_options{};
    /// From API 1.44.
    std::vector<std::string> cdi_spec_dirs{};

    bool operator==(const Info&) const = default;
};

struct Port {
    /// Absent while the port is exposed but not published.
    std::string ip{};
    std::uint32_t private_port = 0;
    std::uint32_t public_port = 0;
    std::string type{};

    bool operator==(const Port&) const = default;
};

/// One container as the list shows it: neither environment nor devices, so whether it has a GPU
/// needs an inspect.
struct ContainerSummary {
    std::string id{};
    /// Each with a leading slash.
    std::vector<std::string> names{};
    /// The reference it was made from; an id when the tag has moved since.
    std::string image{};
    std::string image_id{};
    /// Seconds since 1970.
    std::int64_t created = 0;
    std::vector<Port> ports{};
    std::map<std::string, std::string> labels{};
    /// created, running, paused, restarting, removing, exited or dead.
    std::string state{};
    /// For people: "Up 2 hours".
    std::string status{};

    bool operator==(const ContainerSummary&) const = default;
};

/// A request for GPUs (`--gpus`, compose's `devices`, CDI).
struct DeviceRequest {
    /// "", "nvidia", "amd…" or "cdi".
    std::string driver{};
    /// -1 means all; 0 where DeviceIDs say which.
    std::int64_t count = 0;
    /// Indices, UUIDs, or CDI names such as "nvidia.com/gpu=all".
    std::vector<std::string> device_ids{};
    /// One of the inner lists must be met whole: [["gpu", "compute"]].
    std::vector<std::vector<std::string>> capabilities{};
    std::map<std::string, std::string> options{};

    bool operator==(const DeviceRequest&) const = default;
};

struct DeviceMapping {
    std::string path_on_host{};
    std::string path_in_container{};
    std::string cgroup_permissions{};

    bool operator==(const DeviceMapping&) const = default;
};

struct HostConfig {
    /// "" where the engine's default holds.
    std::string runtime{};
    bool privileged = false;
    std::string network_mode{};
    /// In bytes; 0 where the engine's default holds.
    std::int64_t shm_size = 0;
    std::vector<std::string> binds{};
    std::vector<DeviceRequest> device_requests{};
    std::vector<DeviceMapping> devices{};

    bool operator==(const HostConfig&) const = default;
};

struct ContainerConfig {
    std::string hostname{};
    std::string user{};
    std::string working_dir{};
    std::string image{};
    bool tty = false;
    /// "NAME=value", the image's and the container's own merged. What a GPU runtime adds is not here.
    std::vector<std::string> env{};
    std::vector<std::string> cmd{};
    std::map<std::string, std::string> labels{};

    bool operator==(const ContainerConfig&) const = default;
};

struct ContainerHealth {
    /// none, starting, healthy or unhealthy.
    std::string status{};

    bool operator==(const ContainerHealth&) const = default;
};

struct ContainerState {
    std::string status{};
    bool running = false;
    bool paused = false;
    std::int64_t pid = 0;
    std::int64_t exit_code = 0;
    std::string error{};
    /// RFC 3339; year 1 means never.
    std::string started_at{};
    std::string finished_at{};
    std::optional<ContainerHealth> health{};

    bool operator==(const ContainerState&) const = default;
};

struct MountPoint {
    /// bind, volume, tmpfs, npipe or image.
    std::string type{};
    std::string name{};
    std::string source{};
    std::string destination{};
    bool rw = true;

    bool operator==(const MountPoint&) const = default;
};

struct Container {
    std::string id{};
    /// With a leading slash.
    std::string name{};
    /// The image's id.
    std::string image{};
    /// RFC 3339 with nanoseconds.
    std::string created{};
    /// The operating system alone.
    std::string platform{};
    ContainerState state{};
    ContainerConfig config{};
    HostConfig host_config{};
    std::vector<MountPoint> mounts{};

    bool operator==(const Container&) const = default;
};

/// What a container of an image begins with.
struct ImageConfig {
    std::string user{};
    /// "NAME=value".
    std::vector<std::string> env{};
    std::map<std::string, std::string> labels{};
    std::vector<std::string> entrypoint{};

    bool operator==(const ImageConfig&) const = default;
};

struct Image {
    std::string id{};
    std::string os{};
    std::string architecture{};
    /// Such as "v8"; empty for most.
    std::string variant{};
    std::optional<ImageConfig> config{};

    bool operator==(const Image&) const = default;
};

/// Received from a file: the docker client's config.json, of which the rest is not read.
struct DockerConfig {
    std::string current_context{};

    bool operator==(const DockerConfig&) const = default;
};

struct ContextEndpoint {
    /// As DOCKER_HOST has it: "unix:///run/user/1000/docker.sock".
    std::string host{};

    bool operator==(const ContextEndpoint&) const = default;
};

struct ContextEndpoints {
    std::optional<ContextEndpoint> docker{};

    bool operator==(const ContextEndpoints&) const = default;
};

/// Received from a file: contexts/meta/<id>/meta.json, one docker context.
struct ContextMeta {
    std::string name{};
    std::optional<ContextEndpoints> endpoints{};

    bool operator==(const ContextMeta&) const = default;
};

/// How the editor reaches an engine that isn't its docker client's own choice.
struct AttachedEngine {
    std::string host{};

    bool operator==(const AttachedEngine&) const = default;
};

/// Sent in the authority of an editor's URI, in hexadecimal: which container it shall attach to.
struct AttachedContainer {
    /// With a leading slash.
    std::string container_name{};
    std::optional<AttachedEngine> settings{};

    bool operator==(const AttachedContainer&) const = default;
};

/// Sent to programs that read `dockwright ps --format json`: one container.
struct ListedContainer {
    /// 64 hexadecimal digits.
    std::string id{};
    /// Without the slash that engines put before it.
    std::string name{};
    std::string image{};
    /// Whether it was given a GPU: yes, maybe (privileged), no, or unknown.
    std::string gpu{};
    /// For people: "all GPUs", "GPU 0, 2"; empty without one.
    std::string gpus{};
    /// created, running, paused, restarting, removing, exited or dead.
    std::string state{};
    /// For people: "Up 2 hours".
    std::string status{};
    /// Which engine it is on, for people.
    std::string engine{};

    bool operator==(const ListedContainer&) const = default;
};

/// Sent to programs that read `dockwright attach --format json`: the ways into one container.
struct ListedAttachment {
    std::string id{};
    std::string name{};
    /// A terminal's program and its arguments; to be started without a shell in between.
    std::string program{};
    std::vector<std::string> arguments{};
    /// The editor's URI: vscode-remote://AUTHORITY/PATH.
    std::string authority{};
    std::string path{};

    bool operator==(const ListedAttachment&) const = default;
};

struct VersionEndpoint {
    static constexpr std::string_view verb = "GET";
    static constexpr std::string_view path = "/version";
    using Result = Version;
};

struct InfoEndpoint {
    static constexpr std::string_view verb = "GET";
    static constexpr std::string_view path = "/info";
    using Result = Info;
};

struct ListContainers {
    static constexpr std::string_view verb = "GET";
    static constexpr std::string_view path = "/containers/json";
    using Result = std::vector<ContainerSummary>;
};

struct InspectContainer {
    static constexpr std::string_view verb = "GET";
    static constexpr std::string_view path = "/containers/{id}/json";
    using Result = Container;
};

struct InspectImage {
    static constexpr std::string_view verb = "GET";
    static constexpr std::string_view path = "/images/{id}/json";
    using Result = Image;
};

} // namespace dockwright::engine
