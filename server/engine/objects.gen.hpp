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

/// A device that a specification of the Container Device Interface describes.
struct DiscoveredDevice {
    std::string source{};
    std::string id{};

    bool operator==(const DiscoveredDevice&) const = default;
};

struct RegistryConfig {
    /// URLs, in place of the hub.
    std::vector<std::string> mirrors{};

    bool operator==(const RegistryConfig&) const = default;
};

struct SwarmInfo {
    std::string node_id{};
    /// inactive, pending, active, error or locked.
    std::string local_node_state{};
    bool control_available = false;

    bool operator==(const SwarmInfo&) const = default;
};

/// The parts of an engine's own description that decide what its containers can have.
struct Info {
    std::string name{};
    /// As RFC 3339 has it, by the engine's clock.
    std::string system_time{};
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
    /// From API 1.50; ids such as "nvidia.com/gpu=0".
    std::vector<DiscoveredDevice> discovered_devices{};
    std::string kernel_version{};
    std::string architecture{};
    std::string os_type{};
    /// How many processors the machine has.
    std::int64_t ncpu = 0;
    /// Of the machine, in bytes.
    std::int64_t mem_total = 0;
    /// The storage driver; with "driver-type io.containerd.snapshotter.v1" in DriverStatus it is containerd's.
    std::string driver{};
    std::vector<std::vector<std::string>> driver_status{};
    std::string docker_root_dir{};
    std::string cgroup_driver{};
    std::string cgroup_version{};
    std::string http_proxy{};
    std::string https_proxy{};
    std::string no_proxy{};
    std::optional<RegistryConfig> registry_config{};
    std::vector<std::string> warnings{};
    std::optional<SwarmInfo> swarm{};

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

struct MountPoint {
    /// bind, volume, tmpfs, npipe or image.
    std::string type{};
    std::string name{};
    std::string source{};
    std::string destination{};
    bool rw = true;

    bool operator==(const MountPoint&) const = default;
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
    /// Bytes of its own layer; 0 unless sizes were asked for.
    std::int64_t size_rw = 0;
    /// Bytes of image and own layer.
    std::int64_t size_root_fs = 0;
    std::vector<MountPoint> mounts{};

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

/// An entry of the kernel's resource limits.
struct Ulimit {
    std::string name{};
    std::int64_t soft = 0;
    std::int64_t hard = 0;

    bool operator==(const Ulimit&) const = default;
};

struct RestartPolicy {
    /// no (or empty), always, unless-stopped or on-failure.
    std::string name{};
    std::int64_t maximum_retry_count = 0;

    bool operator==(const RestartPolicy&) const = default;
};

struct PortBinding {
    std::string host_ip{};
    /// "" or "0": a free one at each start.
    std::string host_port{};

    bool operator==(const PortBinding&) const = default;
};

struct HostConfig {
    /// "" where the engine's default holds.
    std::string runtime{};
    bool auto_remove = false;
    std::optional<RestartPolicy> restart_policy{};
    /// By "8888/tcp".
    std::map<std::string, std::vector<PortBinding>> port_bindings{};
    std::string ipc_mode{};
    std::string pid_mode{};
    /// In bytes; 0 where there is no limit.
    std::int64_t memory = 0;
    std::vector<Ulimit> ulimits{};
    std::map<std::string, std::string> tmpfs{};
    std::vector<std::string> volumes_from{};
    std::vector<std::string> links{};
    bool privileged = false;
    std::string network_mode{};
    /// In bytes; 0 where the engine's default holds.
    std::int64_t shm_size = 0;
    std::vector<std::string> binds{};
    std::vector<DeviceRequest> device_requests{};
    std::vector<DeviceMapping> devices{};

    bool operator==(const HostConfig&) const = default;
};

/// A member that is there or not: `{}`.
struct Nothing {

    bool operator==(const Nothing&) const = default;
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
    std::vector<std::string> entrypoint{};
    std::map<std::string, std::string> labels{};
    /// By "8888/tcp".
    std::map<std::string, Json> exposed_ports{};
    bool open_stdin = false;
    /// Seconds between the stop signal and the kill; the engine's default is 10.
    std::optional<std::int64_t> stop_timeout{};
    std::string stop_signal{};

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
    bool restarting = false;
    bool oom_killed = false;
    std::int64_t pid = 0;
    std::int64_t exit_code = 0;
    std::string error{};
    /// RFC 3339; year 1 means never.
    std::string started_at{};
    std::string finished_at{};
    std::optional<ContainerHealth> health{};

    bool operator==(const ContainerState&) const = default;
};

struct EndpointSettings {
    std::string network_id{};
    std::string ip_address{};
    std::vector<std::string> aliases{};

    bool operator==(const EndpointSettings&) const = default;
};

struct NetworkSettings {
    /// What is published now, by "8888/tcp"; null for what is only exposed.
    std::map<std::string, std::optional<std::vector<PortBinding>>> ports{};
    std::map<std::string, EndpointSettings> networks{};

    bool operator==(const NetworkSettings&) const = default;
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
    std::optional<NetworkSettings> network_settings{};
    std::vector<MountPoint> mounts{};
    std::int64_t restart_count = 0;
    std::vector<std::string> exec_ids{};
    /// Bytes of its own layer, where sizes were asked for.
    std::optional<std::int64_t> size_rw{};
    std::optional<std::int64_t> size_root_fs{};

    bool operator==(const Container&) const = default;
};

/// What a container of an image begins with.
struct ImageConfig {
    std::string user{};
    /// "NAME=value".
    std::vector<std::string> env{};
    std::map<std::string, std::string> labels{};
    std::vector<std::string> entrypoint{};
    std::vector<std::string> cmd{};
    std::string working_dir{};
    /// By "8888/tcp".
    std::map<std::string, Json> exposed_ports{};
    /// Paths that get an anonymous volume.
    std::map<std::string, Json> volumes{};

    bool operator==(const ImageConfig&) const = default;
};

struct RootFs {
    /// Digests of the unpacked layers, lowest first.
    std::vector<std::string> layers{};

    bool operator==(const RootFs&) const = default;
};

struct Image {
    std::string id{};
    std::vector<std::string> repo_tags{};
    std::vector<std::string> repo_digests{};
    /// RFC 3339.
    std::string created{};
    /// Bytes of all its layers.
    std::int64_t size = 0;
    std::optional<RootFs> root_fs{};
    std::string os{};
    std::string architecture{};
    /// Such as "v8"; empty for most.
    std::string variant{};
    std::optional<ImageConfig> config{};

    bool operator==(const Image&) const = default;
};

/// One image as the list shows it.
struct ImageSummary {
    std::string id{};
    std::vector<std::string> repo_tags{};
    std::vector<std::string> repo_digests{};
    /// Seconds since 1970.
    std::int64_t created = 0;
    /// Bytes of all its layers; layers that others share count in each.
    std::int64_t size = 0;
    /// Bytes of layers that others have too; -1 unless asked for.
    std::int64_t shared_size = -1;
    /// How many containers use it; -1 unless known (before API 1.51 and df it isn't).
    std::int64_t containers = -1;
    std::map<std::string, std::string> labels{};

    bool operator==(const ImageSummary&) const = default;
};

/// One step of an image's making; newest first.
struct HistoryItem {
    /// "<missing>" for layers that were pulled.
    std::string id{};
    std::int64_t created = 0;
    /// The instruction, as the builder wrote it.
    std::string created_by{};
    std::vector<std::string> tags{};
    /// Bytes of the step's layer.
    std::int64_t size = 0;
    std::string comment{};

    bool operator==(const HistoryItem&) const = default;
};

/// What a removal did: one member is set.
struct RemovedImage {
    std::string untagged{};
    std::string deleted{};

    bool operator==(const RemovedImage&) const = default;
};

struct CreatedContainer {
    std::string id{};
    std::vector<std::string> warnings{};

    bool operator==(const CreatedContainer&) const = default;
};

struct CreatedExec {
    std::string id{};

    bool operator==(const CreatedExec&) const = default;
};

struct ExecState {
    bool running = false;
    std::optional<std::int64_t> exit_code{};
    std::int64_t pid = 0;

    bool operator==(const ExecState&) const = default;
};

struct ContainerExit {
    std::int64_t status_code = 0;
    std::optional<ErrorAnswer> error{};

    bool operator==(const ContainerExit&) const = default;
};

/// What `ps` on the engine's own machine says of a container's processes.
struct TopAnswer {
    std::vector<std::string> titles{};
    std::vector<std::vector<std::string>> processes{};

    bool operator==(const TopAnswer&) const = default;
};

/// One path that differs from the image: 0 modified, 1 added, 2 deleted.
struct Change {
    std::string path{};
    std::int64_t kind = 0;

    bool operator==(const Change&) const = default;
};

struct CpuUsage {
    /// Nanoseconds.
    double total_usage = 0;
    std::vector<double> percpu_usage{};

    bool operator==(const CpuUsage&) const = default;
};

struct CpuStats {
    std::optional<CpuUsage> cpu_usage{};
    /// Nanoseconds of the whole machine.
    double system_cpu_usage = 0;
    std::int64_t online_cpus = 0;

    bool operator==(const CpuStats&) const = default;
};

struct MemoryStats {
    /// Bytes.
    double usage = 0;
    double limit = 0;
    /// Counters of the control group; which there are differs by its version.
    std::map<std::string, double> stats{};

    bool operator==(const MemoryStats&) const = default;
};

struct Stats {
    std::string read{};
    std::optional<CpuStats> cpu_stats{};
    std::optional<CpuStats> precpu_stats{};
    std::optional<MemoryStats> memory_stats{};

    bool operator==(const Stats&) const = default;
};

struct EventActor {
    std::string id{};
    std::map<std::string, std::string> attributes{};

    bool operator==(const EventActor&) const = default;
};

struct Event {
    /// container, image, volume, network, daemon …
    std::string type{};
    /// start, die, destroy …; may have a suffix behind a colon.
    std::string action{};
    std::optional<EventActor> actor{};
    std::int64_t time = 0;
    std::int64_t time_nano = 0;

    bool operator==(const Event&) const = default;
};

struct ProgressDetail {
    std::optional<std::int64_t> current{};
    std::optional<std::int64_t> total{};

    bool operator==(const ProgressDetail&) const = default;
};

struct ErrorDetail {
    std::int64_t code = 0;
    std::string message{};

    bool operator==(const ErrorDetail&) const = default;
};

/// Received, one after the other, while the engine pulls, pushes, builds, loads or imports.
struct ProgressLine {
    std::string status{};
    /// The layer.
    std::string id{};
    std::optional<ProgressDetail> progress_detail{};
    /// Text of a build.
    std::string stream{};
    std::optional<Json> aux{};
    std::optional<ErrorDetail> error_detail{};
    std::string error{};

    bool operator==(const ProgressLine&) const = default;
};

struct VolumeUsage {
    /// Bytes; -1 where the driver can't say.
    std::int64_t size = -1;
    /// Containers that use it; -1 where not known.
    std::int64_t ref_count = -1;

    bool operator==(const VolumeUsage&) const = default;
};

struct Volume {
    std::string name{};
    std::string driver{};
    std::string mountpoint{};
    /// RFC 3339.
    std::string created_at{};
    std::map<std::string, std::string> labels{};
    std::optional<VolumeUsage> usage_data{};

    bool operator==(const Volume&) const = default;
};

struct VolumeList {
    std::vector<Volume> volumes{};
    std::vector<std::string> warnings{};

    bool operator==(const VolumeList&) const = default;
};

struct Network {
    std::string id{};
    std::string name{};
    std::string driver{};
    bool internal = false;
    std::map<std::string, std::string> labels{};

    bool operator==(const Network&) const = default;
};

struct CreatedNetwork {
    std::string id{};
    std::string warning{};

    bool operator==(const CreatedNetwork&) const = default;
};

struct BuildCacheItem {
    std::string id{};
    std::string type{};
    std::string description{};
    bool in_use = false;
    bool shared = false;
    /// Bytes.
    std::int64_t size = 0;

    bool operator==(const BuildCacheItem&) const = default;
};

/// The disk that an engine's objects take.
struct DiskUsage {
    /// Bytes of all image layers, each once.
    std::int64_t layers_size = 0;
    std::vector<ImageSummary> images{};
    std::vector<ContainerSummary> containers{};
    std::vector<Volume> volumes{};
    std::vector<BuildCacheItem> build_cache{};

    bool operator==(const DiskUsage&) const = default;
};

/// What a prune removed: the member for its kind is set.
struct Pruned {
    std::vector<std::string> containers_deleted{};
    std::vector<RemovedImage> images_deleted{};
    std::vector<std::string> volumes_deleted{};
    std::vector<std::string> networks_deleted{};
    std::vector<std::string> caches_deleted{};
    /// Bytes.
    std::int64_t space_reclaimed = 0;

    bool operator==(const Pruned&) const = default;
};

/// What a registry has under a name.
struct DistributionDescriptor {
    std::string digest{};
    /// Of the manifest, not of the layers; bytes.
    std::int64_t size = 0;

    bool operator==(const DistributionDescriptor&) const = default;
};

struct Platform {
    std::string architecture{};
    std::string os{};
    std::string variant{};

    bool operator==(const Platform&) const = default;
};

struct Distribution {
    std::optional<DistributionDescriptor> descriptor{};
    std::vector<Platform> platforms{};

    bool operator==(const Distribution&) const = default;
};

struct UpdateAnswer {
    std::vector<std::string> warnings{};

    bool operator==(const UpdateAnswer&) const = default;
};

struct CommittedImage {
    std::string id{};

    bool operator==(const CommittedImage&) const = default;
};

struct ServiceSpec {
    std::string name{};
    std::map<std::string, std::string> labels{};
    std::map<std::string, Json> mode{};

    bool operator==(const ServiceSpec&) const = default;
};

struct ServiceStatus {
    std::int64_t running_tasks = 0;
    std::int64_t desired_tasks = 0;
    std::int64_t completed_tasks = 0;

    bool operator==(const ServiceStatus&) const = default;
};

struct ObjectVersion {
    std::int64_t index = 0;

    bool operator==(const ObjectVersion&) const = default;
};

struct Service {
    std::string id{};
    std::optional<ObjectVersion> version{};
    std::optional<ServiceSpec> spec{};
    std::optional<ServiceStatus> service_status{};

    bool operator==(const Service&) const = default;
};

struct CreatedService {
    std::string id{};
    std::string warning{};

    bool operator==(const CreatedService&) const = default;
};

struct TaskContainer {
    std::string container_id{};
    std::int64_t pid = 0;
    std::int64_t exit_code = 0;

    bool operator==(const TaskContainer&) const = default;
};

struct TaskStatus {
    /// new, pending, preparing, running, complete, failed, rejected …
    std::string state{};
    std::string message{};
    std::string err{};
    std::optional<TaskContainer> container_status{};

    bool operator==(const TaskStatus&) const = default;
};

struct Task {
    std::string id{};
    std::string service_id{};
    std::string node_id{};
    std::int64_t slot = 0;
    std::string desired_state{};
    std::optional<TaskStatus> status{};

    bool operator==(const Task&) const = default;
};

struct MountSpec {
    /// bind, volume or tmpfs.
    std::string type{};
    std::string source{};
    std::string target{};
    bool read_only = false;

    bool operator==(const MountSpec&) const = default;
};

struct HostSpec {
    /// "SOURCE:TARGET[:ro]"; a source folder that is missing is made, as root.
    std::optional<std::vector<std::string>> binds{};
    /// A source folder that is missing is refused.
    std::optional<std::vector<MountSpec>> mounts{};
    std::optional<std::map<std::string, std::vector<PortBinding>>> port_bindings{};
    std::optional<std::vector<DeviceRequest>> device_requests{};
    std::optional<std::vector<DeviceMapping>> devices{};
    std::optional<std::string> runtime{};
    std::optional<std::string> network_mode{};
    std::optional<std::string> ipc_mode{};
    /// Bytes.
    std::optional<std::int64_t> shm_size{};
    std::optional<std::int64_t> memory{};
    /// Thousand millionths of a processor.
    std::optional<std::int64_t> nano_cpus{};
    std::optional<std::vector<Ulimit>> ulimits{};
    std::optional<std::vector<std::string>> group_add{};
    std::optional<std::vector<std::string>> cap_add{};
    std::optional<std::vector<std::string>> security_opt{};
    std::optional<std::map<std::string, std::string>> tmpfs{};
    std::optional<RestartPolicy> restart_policy{};
    bool auto_remove = false;
    std::optional<bool> init{};
    std::optional<bool> privileged{};

    bool operator==(const HostSpec&) const = default;
};

/// Sent to make a container: what isn't set is the image's or the engine's own.
struct ContainerSpec {
    std::string image{};
    std::optional<std::vector<std::string>> cmd{};
    /// [""] where the image's is switched off.
    std::optional<std::vector<std::string>> entrypoint{};
    std::optional<std::vector<std::string>> env{};
    std::optional<std::map<std::string, std::string>> labels{};
    std::optional<std::map<std::string, Nothing>> exposed_ports{};
    std::optional<std::string> hostname{};
    std::optional<std::string> working_dir{};
    std::optional<std::string> user{};
    bool tty = false;
    bool open_stdin = false;
    bool stdin_once = false;
    bool attach_stdin = false;
    bool attach_stdout = false;
    bool attach_stderr = false;
    std::optional<std::string> stop_signal{};
    /// Seconds.
    std::optional<std::int64_t> stop_timeout{};
    HostSpec host_config{};

    bool operator==(const ContainerSpec&) const = default;
};

/// Sent to run a program in a container; Cmd is its argv.
struct ExecSpec {
    std::vector<std::string> cmd{};
    std::optional<std::vector<std::string>> env{};
    std::optional<std::string> working_dir{};
    std::optional<std::string> user{};
    bool tty = false;
    bool attach_stdin = false;
    bool attach_stdout = false;
    bool attach_stderr = false;
    std::optional<bool> privileged{};
    std::optional<std::string> detach_keys{};
    /// Height and width in characters; from API 1.42.
    std::optional<std::vector<std::uint32_t>> console_size{};

    bool operator==(const ExecSpec&) const = default;
};

/// Sent to start what ExecSpec made; Tty repeats its.
struct ExecStart {
    bool detach = false;
    bool tty = false;
    /// Height and width in characters; from API 1.42.
    std::optional<std::vector<std::uint32_t>> console_size{};

    bool operator==(const ExecStart&) const = default;
};

/// Sent to change a container that exists.
struct ContainerUpdate {
    std::optional<RestartPolicy> restart_policy{};
    /// Bytes.
    std::optional<std::int64_t> memory{};
    std::optional<std::int64_t> memory_swap{};

    bool operator==(const ContainerUpdate&) const = default;
};

/// Sent to make a volume; one of that name is given back as it is.
struct VolumeSpec {
    std::string name{};
    std::optional<std::map<std::string, std::string>> labels{};

    bool operator==(const VolumeSpec&) const = default;
};

/// Sent to make a network.
struct NetworkSpec {
    std::string name{};
    std::optional<std::string> driver{};
    std::optional<std::map<std::string, std::string>> labels{};
    /// Below API 1.44 names may repeat unless this is set.
    std::optional<bool> check_duplicate{};

    bool operator==(const NetworkSpec&) const = default;
};

/// Received from a file: the docker client's config.json, of which the rest is not read.
struct DockerConfig {
    std::string current_context{};

    bool operator==(const DockerConfig&) const = default;
};

struct ContextEndpoint {
    /// As DOCKER_HOST has it: "unix:///run/user/1000/docker.sock".
    std::string host{};
    /// Over TLS, but the engine's certificate isn't checked.
    bool skip_tls_verify = false;

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

/// Sent to programs that read `dockwright events --format json`, an object a line.
struct ListedEvent {
    /// Nanoseconds since 1970, by the engine's clock.
    std::int64_t time = 0;
    /// container, image, volume, network, daemon …
    std::string type{};
    /// start, die, destroy …; may have a suffix behind a colon.
    std::string action{};
    std::string id{};
    /// Of the container, image, volume or network; may be empty.
    std::string name{};
    /// What else the engine says of it: exitCode, signal, the labels …
    std::map<std::string, std::string> attributes{};

    bool operator==(const ListedEvent&) const = default;
};

/// A process that holds GPU memory.
struct ListedGpuMemory {
    /// nvidia-smi's index on that machine.
    std::optional<std::int32_t> gpu{};
    std::string uuid{};
    /// As the machine counts.
    std::int64_t pid = 0;
    std::string process{};
    std::string user{};
    /// Bytes.
    std::optional<std::int64_t> memory{};
    /// How busy the whole GPU is, in per cent.
    std::optional<std::int32_t> gpu_utilization{};

    bool operator==(const ListedGpuMemory&) const = default;
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
    /// Seconds since 1970; 0 where it isn't told.
    std::int64_t created = 0;
    /// As docker writes them: "127.0.0.1:8888->8888/tcp".
    std::vector<std::string> ports{};
    /// USER, USER@HOST, a Compose project's folder, or "unknown".
    std::string owner{};
    /// What told the owner: label, compose, folder, process or unknown.
    std::string owner_by{};
    /// Whether it is the caller's: yes, no or unknown.
    std::string mine{};
    /// GPU memory that its processes hold; empty also where the machine couldn't be asked.
    std::vector<ListedGpuMemory> gpu_memory{};

    bool operator==(const ListedContainer&) const = default;
};

/// What a GPU does now; what its driver doesn't tell is absent.
struct ListedGpu {
    std::int32_t index = 0;
    std::string uuid{};
    std::string name{};
    /// Per cent.
    std::optional<std::int32_t> utilization{};
    /// Bytes.
    std::optional<std::int64_t> memory_used{};
    std::optional<std::int64_t> memory_total{};
    /// Degrees Celsius.
    std::optional<std::int32_t> temperature{};
    /// Watts.
    std::optional<double> power{};
    std::optional<double> power_limit{};

    bool operator==(const ListedGpu&) const = default;
};

struct ListedProblem {
    /// Stable, for programs: "engine-not-running".
    std::string kind{};
    std::string message{};
    std::string next_step{};

    bool operator==(const ListedProblem&) const = default;
};

/// Sent to programs that read `dockwright ps --all-hosts --format json`: one engine.
struct ListedEngine {
    std::string name{};
    std::string host{};
    /// Where the name comes from: machine, context or default.
    std::string origin{};
    /// answered or failed.
    std::string state{};
    std::optional<ListedProblem> problem{};
    /// Why the GPUs' figures are missing.
    std::optional<ListedProblem> gpu_problem{};
    /// How long it took.
    std::int64_t milliseconds = 0;
    std::vector<ListedGpu> gpus{};
    std::vector<ListedContainer> containers{};

    bool operator==(const ListedEngine&) const = default;
};

/// Sent to programs that read `dockwright top --json`: one container of a round.
struct WatchedContainer {
    std::string id{};
    std::string name{};
    std::string image{};
    std::string gpu{};
    std::string gpus{};
    std::string owner{};
    /// 100 is one processor busy; absent until it was seen twice.
    std::optional<double> cpu{};
    /// Bytes.
    std::optional<std::int64_t> memory{};
    std::optional<std::int64_t> memory_limit{};
    std::vector<ListedGpuMemory> gpu_memory{};

    bool operator==(const WatchedContainer&) const = default;
};

struct WatchedEngine {
    std::string name{};
    /// connecting, answered or failed.
    std::string state{};
    std::optional<ListedProblem> problem{};
    std::optional<ListedProblem> gpu_problem{};
    std::vector<ListedGpu> gpus{};
    std::vector<WatchedContainer> containers{};

    bool operator==(const WatchedEngine&) const = default;
};

/// Sent to programs that read `dockwright top --json`: one line a round.
struct WatchedRound {
    std::int64_t round = 0;
    /// Seconds since 1970.
    std::int64_t time = 0;
    std::vector<WatchedEngine> engines{};

    bool operator==(const WatchedRound&) const = default;
};

/// Sent to programs that read `dockwright hosts list --format json`: one machine or engine.
struct ListedHost {
    std::string name{};
    std::string host{};
    std::string context{};
    /// Where the name comes from: machine, context, default or ssh-config.
    std::string origin{};
    std::string note{};

    bool operator==(const ListedHost&) const = default;
};

/// Sent to programs that read `dockwright hosts test --format json`.
struct TestedHost {
    std::string name{};
    std::string host{};
    /// answered or failed.
    std::string state{};
    std::optional<ListedProblem> problem{};
    std::optional<ListedProblem> gpu_problem{};
    /// The engine's own version, such as "28.3.0", and that of its API.
    std::string version{};
    std::string api{};
    bool podman = false;
    /// Of the connection with its login, and of a question after that.
    std::int64_t connect_milliseconds = 0;
    std::int64_t round_trip_milliseconds = 0;
    std::string driver{};
    std::vector<ListedGpu> gpus{};

    bool operator==(const TestedHost&) const = default;
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

/// A file to be written before the commands of a repair.
struct DoctorFile {
    std::string path{};
    std::string text{};

    bool operator==(const DoctorFile&) const = default;
};

/// One way of mending, for a person to read and run.
struct DoctorRepair {
    std::string title{};
    /// A line each.
    std::vector<std::string> commands{};
    /// nothing, engine, modules or machine: what it restarts.
    std::string disturbs{};
    std::string explanation{};
    std::vector<DoctorFile> files{};
    /// What it would end, of every user, a line each.
    std::vector<std::string> ends{};

    bool operator==(const DoctorRepair&) const = default;
};

/// What one check found.
struct DoctorFinding {
    std::string check{};
    std::string title{};
    /// ok, warning, failure, unknown or skipped.
    std::string status{};
    std::string found{};
    std::string needed{};
    std::string why{};
    std::vector<DoctorRepair> repairs{};
    /// Of a failure without repairs: why there is none.
    std::string no_repair{};
    /// Of a skipped one: the check whose failure it follows from; else empty.
    std::string follows{};
    /// Where the fact stands that it is judged by; may be empty.
    std::string source{};

    bool operator==(const DoctorFinding&) const = default;
};

/// Sent to programs that read `dockwright doctor --format json`: one machine.
struct DoctorReport {
    /// As the person calls it; empty for this machine.
    std::string name{};
    std::string engine{};
    /// ok, warning, failure, unknown, or not-asked.
    std::string status{};
    std::string sentence{};
    /// Of the finding to mend first; empty where all is well.
    std::string first{};
    /// Of a machine that could not be asked: the problem's kind and what to do next.
    std::string problem{};
    std::string next_step{};
    /// By which the machine was asked: local, ssh or engine.
    std::string reach{};
    std::string driver{};
    std::string cuda{};
    std::vector<std::string> gpus{};
    std::vector<DoctorFinding> findings{};

    bool operator==(const DoctorReport&) const = default;
};

/// One reason why a container sees no GPU, or not as meant.
struct WhyReason {
    /// Of the closed list, as gpu-not-requested.
    std::string cause{};
    /// For a person.
    std::string text{};
    /// What was seen that says so.
    std::string found{};
    std::vector<std::string> repairs{};

    bool operator==(const WhyReason&) const = default;
};

/// Sent to programs that read `dockwright why --format json`: one container.
struct WhyReport {
    std::string id{};
    std::string name{};
    std::string image{};
    std::string state{};
    /// Whether it was given a GPU by its configuration: yes, maybe, no or unknown.
    std::string gpu{};
    /// sees-gpu, fails or unknown.
    std::string verdict{};
    std::string sentence{};
    /// The chief one first.
    std::vector<WhyReason> reasons{};
    /// What was looked at, a line each.
    std::vector<std::string> seen{};

    bool operator==(const WhyReport&) const = default;
};

/// Sent to programs that read `dockwright port-forward --format json`, once it listens.
struct ForwardedPort {
    std::string container{};
    std::string address{};
    std::uint32_t local = 0;
    std::uint32_t remote = 0;

    bool operator==(const ForwardedPort&) const = default;
};

/// Sent to programs that read `dockwright jupyter --format json`: a notebook server, reachable from here.
struct ListedNotebook {
    std::string container{};
    /// With its token: secret.
    std::string url{};
    std::string token{};
    /// Whether it was started by this call.
    bool started = false;

    bool operator==(const ListedNotebook&) const = default;
};

/// A port of a container that its machine listens on.
struct ListedPort {
    std::uint32_t container = 0;
    std::string protocol{};
    std::string address{};
    std::uint32_t port = 0;

    bool operator==(const ListedPort&) const = default;
};

/// Sent to programs that read `dockwright run --format json`: the container that was started.
struct ListedRun {
    std::string id{};
    std::string name{};
    std::string image{};
    /// Which engine it is on, for people.
    std::string engine{};
    /// UUIDs, indices where nobody knows those, or "all".
    std::vector<std::string> gpus{};
    std::vector<ListedPort> ports{};
    /// For people: what was chosen for them.
    std::vector<std::string> notes{};
    /// The same by hand, word by word.
    std::vector<std::string> command{};
    /// Whether it had ended already when it was looked at.
    bool ended = false;

    bool operator==(const ListedRun&) const = default;
};

/// Sent to programs that read `dockwright build --format json`: the image that was built.
struct ListedBuild {
    std::string id{};
    std::string name{};
    /// Bytes of its layers, unpacked.
    std::int64_t size = 0;
    /// buildkit or classic.
    std::string builder{};
    std::string engine{};

    bool operator==(const ListedBuild&) const = default;
};

/// Sent to programs that read `dockwright stop --format json` and its like: what became of one container.
struct ListedChange {
    /// Empty where it wasn't found.
    std::string id{};
    std::string name{};
    /// stopped, started, restarted, renamed, removed, unchanged (it was so already) or failed.
    std::string done{};
    std::optional<ListedProblem> problem{};

    bool operator==(const ListedChange&) const = default;
};

/// Sent to programs that read `dockwright commit --format json`.
struct ListedCommit {
    /// The image's.
    std::string id{};
    std::string image{};
    /// Bytes of the container's own files.
    std::int64_t size = 0;
    /// Sentences.
    std::vector<std::string> warnings{};

    bool operator==(const ListedCommit&) const = default;
};

/// Sent to programs that read `dockwright recreate --format json`.
struct ListedRecreation {
    std::string name{};
    /// The new container's; empty where nothing was made.
    std::string id{};
    /// The name under which the old one is kept; empty where there is none.
    std::string old{};
    /// planned, recreated, updated, resumed, undone or removed.
    std::string done{};
    /// Sentences.
    std::vector<std::string> changed{};
    std::vector<std::string> kept{};
    std::vector<std::string> lost{};
    std::vector<std::string> warnings{};

    bool operator==(const ListedRecreation&) const = default;
};

/// Sent to programs that read `dockwright pull --format json`.
struct PulledReport {
    /// As docker lists it.
    std::string name{};
    std::string id{};
    /// Of the manifest; empty if the engine didn't say.
    std::string digest{};
    /// Bytes of its layers, unpacked.
    std::int64_t size = 0;
    /// Nothing had to be fetched.
    bool was_there = false;
    /// For people, a sentence each.
    std::vector<std::string> notes{};

    bool operator==(const PulledReport&) const = default;
};

/// Sent to programs that read `dockwright images --format json`: one image.
struct ListedImage {
    std::string id{};
    /// Empty: the name has moved to a newer image.
    std::vector<std::string> names{};
    /// Seconds since 1970.
    std::int64_t created = 0;
    /// Bytes of all its layers, also of those that other images share.
    std::int64_t size = 0;
    /// Names of containers, also of those that don't run.
    std::vector<std::string> used_by{};
    /// For people: "CUDA 12.4", "NVIDIA"; empty where nothing in it speaks of GPUs.
    std::string gpu{};

    bool operator==(const ListedImage&) const = default;
};

struct DiskImageReport {
    std::string id{};
    std::vector<std::string> names{};
    /// Bytes of all its layers.
    std::int64_t size = 0;
    /// Bytes of layers that no other image has.
    std::int64_t own = 0;
    std::int64_t shared = 0;
    /// The first names of other images.
    std::vector<std::string> shares_with{};
    /// Names of containers.
    std::vector<std::string> used_by{};
    /// Whether a registry is known to have it.
    bool in_registry = false;

    bool operator==(const DiskImageReport&) const = default;
};

struct DiskContainerReport {
    std::string id{};
    std::string name{};
    std::string image{};
    std::string state{};
    /// Bytes of its own layer.
    std::int64_t own = 0;
    /// Kept so that a changed container can be undone.
    bool rollback = false;

    bool operator==(const DiskContainerReport&) const = default;
};

struct DiskVolumeReport {
    std::string name{};
    /// Bytes; absent where its driver can't say.
    std::optional<std::int64_t> size{};
    std::vector<std::string> used_by{};

    bool operator==(const DiskVolumeReport&) const = default;
};

struct DiskStepReport {
    /// container, image, volume or build-cache.
    std::string kind{};
    std::string name{};
    std::string why{};

    bool operator==(const DiskStepReport&) const = default;
};

/// Sent to programs that read `dockwright df --format json`. All sizes are bytes.
struct DiskReport {
    /// Of all layers of images, each once.
    std::int64_t layers = 0;
    std::int64_t build_cache = 0;
    std::int64_t build_cache_idle = 0;
    /// Left on the engine's disk; absent where it isn't on this machine.
    std::optional<std::int64_t> free{};
    std::vector<DiskImageReport> images{};
    std::vector<DiskContainerReport> containers{};
    std::vector<DiskVolumeReport> volumes{};
    /// What --prune removes, and how much that frees at most.
    std::vector<DiskStepReport> can_go{};
    std::int64_t can_free = 0;
    /// What only goes when it is named.
    std::vector<DiskStepReport> kept{};

    bool operator==(const DiskReport&) const = default;
};

/// Sent to programs that read `dockwright df --prune --format json`, or with --remove.
struct RemovedReport {
    std::vector<std::string> removed{};
    /// Sentences.
    std::vector<std::string> failed{};

    bool operator==(const RemovedReport&) const = default;
};

/// Sent to programs that read `dockwright push --format json`.
struct PushedReport {
    /// As docker lists it.
    std::string name{};
    /// Of the manifest; empty if the engine didn't say.
    std::string digest{};
    /// Bytes that were sent.
    std::int64_t sent = 0;

    bool operator==(const PushedReport&) const = default;
};

/// Sent to programs that read `dockwright export --format json`.
struct ExportedReport {
    std::string name{};
    std::string path{};
    /// Of the archive.
    std::int64_t size = 0;

    bool operator==(const ExportedReport&) const = default;
};

/// Sent to programs that read `dockwright import --format json`.
struct ImportedReport {
    /// Names, or ids of images without one.
    std::vector<std::string> names{};
    /// The engine's remarks.
    std::vector<std::string> notes{};
    /// Bytes of the archive.
    std::int64_t size = 0;

    bool operator==(const ImportedReport&) const = default;
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

struct ListImages {
    static constexpr std::string_view verb = "GET";
    static constexpr std::string_view path = "/images/json";
    using Result = std::vector<ImageSummary>;
};

struct ImageHistory {
    static constexpr std::string_view verb = "GET";
    static constexpr std::string_view path = "/images/{id}/history";
    using Result = std::vector<HistoryItem>;
};

struct RemoveImage {
    static constexpr std::string_view verb = "DELETE";
    static constexpr std::string_view path = "/images/{id}";
    using Result = std::vector<RemovedImage>;
};

struct CreateContainer {
    static constexpr std::string_view verb = "POST";
    static constexpr std::string_view path = "/containers/create";
    using Result = CreatedContainer;
};

struct CreateExec {
    static constexpr std::string_view verb = "POST";
    static constexpr std::string_view path = "/containers/{id}/exec";
    using Result = CreatedExec;
};

struct InspectExec {
    static constexpr std::string_view verb = "GET";
    static constexpr std::string_view path = "/exec/{id}/json";
    using Result = ExecState;
};

struct WaitContainer {
    static constexpr std::string_view verb = "POST";
    static constexpr std::string_view path = "/containers/{id}/wait";
    using Result = ContainerExit;
};

struct TopContainer {
    static constexpr std::string_view verb = "GET";
    static constexpr std::string_view path = "/containers/{id}/top";
    using Result = TopAnswer;
};

struct ContainerChanges {
    static constexpr std::string_view verb = "GET";
    static constexpr std::string_view path = "/containers/{id}/changes";
    using Result = std::vector<Change>;
};

struct ContainerStats {
    static constexpr std::string_view verb = "GET";
    static constexpr std::string_view path = "/containers/{id}/stats";
    using Result = Stats;
};

struct UpdateContainer {
    static constexpr std::string_view verb = "POST";
    static constexpr std::string_view path = "/containers/{id}/update";
    using Result = UpdateAnswer;
};

struct CommitContainer {
    static constexpr std::string_view verb = "POST";
    static constexpr std::string_view path = "/commit";
    using Result = CommittedImage;
};

struct EventsEndpoint {
    static constexpr std::string_view verb = "GET";
    static constexpr std::string_view path = "/events";
    using Result = Event;
};

struct ListVolumes {
    static constexpr std::string_view verb = "GET";
    static constexpr std::string_view path = "/volumes";
    using Result = VolumeList;
};

struct CreateVolume {
    static constexpr std::string_view verb = "POST";
    static constexpr std::string_view path = "/volumes/create";
    using Result = Volume;
};

struct ListNetworks {
    static constexpr std::string_view verb = "GET";
    static constexpr std::string_view path = "/networks";
    using Result = std::vector<Network>;
};

struct CreateNetwork {
    static constexpr std::string_view verb = "POST";
    static constexpr std::string_view path = "/networks/create";
    using Result = CreatedNetwork;
};

struct DiskUsageEndpoint {
    static constexpr std::string_view verb = "GET";
    static constexpr std::string_view path = "/system/df";
    using Result = DiskUsage;
};

struct PruneEndpoint {
    static constexpr std::string_view verb = "POST";
    static constexpr std::string_view path = "/prune";
    using Result = Pruned;
};

struct InspectDistribution {
    static constexpr std::string_view verb = "GET";
    static constexpr std::string_view path = "/distribution/{id}/json";
    using Result = Distribution;
};

struct ListServices {
    static constexpr std::string_view verb = "GET";
    static constexpr std::string_view path = "/services";
    using Result = std::vector<Service>;
};

struct CreateService {
    static constexpr std::string_view verb = "POST";
    static constexpr std::string_view path = "/services/create";
    using Result = CreatedService;
};

struct ListTasks {
    static constexpr std::string_view verb = "GET";
    static constexpr std::string_view path = "/tasks";
    using Result = std::vector<Task>;
};

} // namespace dockwright::engine
