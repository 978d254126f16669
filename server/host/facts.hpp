#pragma once
#include "knowledge/tables.hpp"
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What one machine was seen to have, as plain values: read from programs' outputs and files by the
/// readers of this folder, judged by the doctor's checks. Nothing here is a judgement. What could not
/// be asked is empty or nullopt, which is not the same as "none".
namespace dockwright::host {

/// How the machine was asked. Through an engine alone, little of the machine itself is seen.
enum class Reach : std::uint8_t { local, ssh, engine };

enum class Vendor : std::uint8_t { nvidia, amd, intel };

/// A part of a GPU in MIG mode, which CUDA sees as a device of its own.
struct MigDevice {
    std::string uuid;    ///< `MIG-…`
    std::string profile; ///< `1g.10gb`; empty if not reported

    bool operator==(const MigDevice&) const = default;
};

struct Gpu {
    unsigned index = 0;                   ///< nvidia-smi's, in PCI order
    std::string uuid;                     ///< `GPU-…`
    std::string name;                     ///< `NVIDIA H100 80GB HBM3`
    std::string bus;                      ///< PCI address, as reported
    knowledge::Capability capability = 0; ///< 0: not reported (drivers before 510)
    std::optional<std::uint64_t> memory;  ///< bytes; unified-memory GPUs report none
    std::string compute_mode;        ///< `Default`, `Exclusive_Process`, `Prohibited`; empty if not reported
    std::optional<bool> persistence; ///< persistence mode: the driver stays ready while nobody uses it
    std::optional<bool> mig;         ///< whether MIG mode is on; nullopt where the GPU has none
    std::vector<MigDevice> mig_devices;

    bool operator==(const Gpu&) const = default;
};

/// What a GPU does at one moment. Each figure may be missing: `[N/A]`.
struct GpuLoad {
    unsigned index = 0;
    std::string uuid;
    std::optional<unsigned> utilization; ///< per cent of the time with a kernel running
    std::optional<std::uint64_t> memory_used, memory_free, memory_total; ///< bytes
    std::optional<int> temperature;                                      ///< degrees Celsius
    std::optional<double> power, power_limit;                            ///< watts

    bool operator==(const GpuLoad&) const = default;
};

/// A process that holds GPU memory, by the machine's own process numbers.
struct GpuProcess {
    std::string gpu_uuid;
    std::uint32_t pid = 0;
    std::string name;
    std::optional<std::uint64_t> memory; ///< bytes
    std::string container;               ///< id of 64 digits; empty: none, or not known
    std::string user;                    ///< empty if not known

    bool operator==(const GpuProcess&) const = default;
};

/// An answer of nvidia-smi, or why there is none.
struct NvidiaSmi {
    enum class State : std::uint8_t { not_asked, absent, failed, answered };
    State state = State::not_asked;
    /// What it said when it failed, first lines, printable; exit codes differ by driver, so the words count.
    std::string words;
    std::string driver; ///< `535.183.01`
    std::string cuda;   ///< the newest CUDA that the driver knows: `12.2`
    std::vector<Gpu> gpus;
    std::vector<GpuProcess> processes;
};

/// What the kernel says of NVIDIA's driver, whatever nvidia-smi answers.
struct KernelModule {
    std::optional<bool> loaded; ///< /proc/driver/nvidia exists
    std::string version;        ///< /proc/driver/nvidia/version
    std::string
        installed_version;    ///< of the module on disk for the running kernel (modinfo); empty: none found
    bool disk_asked = true;   ///< false: there is no modinfo, so an empty version says nothing
    std::optional<bool> open; ///< the open kernel modules
    std::vector<std::string> models; ///< `Model:` of /proc/driver/nvidia/gpus/*/information
    std::optional<bool> uvm;         ///< nvidia_uvm in /proc/devices
    std::optional<bool> nouveau;     ///< nouveau is loaded
    std::optional<bool> secure_boot;
};

/// A line of the kernel's log about a GPU: NVRM: Xid.
struct Xid {
    unsigned code = 0;
    std::string bus;
    std::string line; ///< printable
};

struct Toolkit {
    std::optional<bool> installed;               ///< nvidia-ctk, the hook or the runtime is there
    std::string version;                         ///< `1.17.4`
    std::optional<std::string> mode;             ///< config.toml's `mode`: auto, legacy, cdi, csv, jit-cdi
    std::optional<bool> hook, runtime, cdi_hook; ///< programs on PATH
    std::vector<std::string>
        cdi_files; ///< NVIDIA's specifications in the engine's folders, or the usual ones
    std::optional<std::string> cdi_driver; ///< the driver version that the CDI specification names
};

/// What the engine says of itself (GET /version, /info), and what its files say.
struct EngineFacts {
    std::optional<bool> reachable;
    std::string problem; ///< one sentence, where not reachable
    std::string problem_kind;
    std::string problem_next_step; ///< the problem's own, one sentence or command
    std::string version;           ///< `28.3.0`
    std::string api;               ///< `1.51`
    std::string operating_system;  ///< `Docker Desktop`, `Ubuntu 24.04.2 LTS`
    std::string kernel;
    std::string architecture; ///< `x86_64`
    bool podman = false;
    bool rootless = false;
    bool desktop = false;
    std::optional<bool> snap; ///< installed as a snap
    /// The engine was started before the toolkit's programs came onto the machine, so it doesn't know them.
    std::optional<bool> older_than_toolkit;
    std::vector<std::string> runtimes;
    std::string default_runtime;
    std::vector<std::string> cdi_folders;
    std::vector<std::string> cdi_devices; ///< from API 1.50
    std::optional<bool> containerd_store;
    std::string data_root;
    std::string cgroup_driver;  ///< systemd or cgroupfs
    std::string cgroup_version; ///< 1 or 2
    std::vector<std::string> registry_mirrors;
    std::string http_proxy, https_proxy, no_proxy;      ///< without passwords
    std::optional<std::string> daemon_json;             ///< the file's text, at most 64 KiB
    std::optional<std::uint64_t> disk_free, disk_total; ///< of data_root, bytes
};

/// What a container with a GPU said when one was tried.
struct GpuTrial {
    bool tried = false;
    std::string why_not; ///< one sentence, where not tried
    std::string image;
    bool started = false;
    std::string words; ///< the engine's or the program's words where it failed, printable
    std::optional<int> nvidia_smi_exit;
    std::vector<std::string> gpus; ///< UUIDs that the container saw
    std::optional<bool> libcuda;   ///< CUDA's part of the driver could be loaded
    std::optional<int> cu_init;    ///< CUDA's error number; 0: CUDA is there
    std::optional<int> devices;    ///< cuDeviceGetCount's
};

/// Whether a registry answers.
struct RegistryTrial {
    std::string host;
    std::optional<bool> reachable;
    bool login = false; ///< docker's configuration has a login for it, and it was used
    std::string words;  ///< the engine's, where it was refused; a limit of pulls is only seen in them
};

/// Everything that was seen of one machine.
struct Facts {
    std::string name; ///< how the person calls it; empty: this machine
    Reach reach = Reach::local;
    std::string kernel;               ///< `6.8.0-45-generic`
    std::string architecture;         ///< `x86_64`
    std::string distribution;         ///< os-release ID: `ubuntu`
    std::string distribution_like;    ///< ID_LIKE: `debian`
    std::string distribution_version; ///< VERSION_ID: `24.04`
    std::string distribution_title;   ///< PRETTY_NAME
    bool wsl = false;
    std::string user; ///< who asks, on that machine
    bool root = false;
    std::optional<bool> in_docker_group;
    std::vector<Vendor> vendors; ///< of display controllers in PCI and of device nodes; also without a driver
    NvidiaSmi nvidia;
    KernelModule module;
    std::vector<Xid> xids; ///< newest last; needs the right to read the log
    std::optional<bool> log_readable;
    std::optional<bool> fabric_manager_needed; ///< NVSwitch is there
    std::optional<bool> fabric_manager_running;
    std::string fabric_manager_version;
    std::vector<std::string> device_nodes; ///< /dev/nvidia*, /dev/kfd, /dev/dri/*, /dev/dxg
    Toolkit toolkit;
    EngineFacts engine;
    GpuTrial trial;
    std::vector<RegistryTrial> registries;
    /// What a restart of the engine, a reload of modules or a reboot would end: container names and
    /// GPU processes of every user, as far as seen.
    std::vector<std::string> running_containers;
};

} // namespace dockwright::host
