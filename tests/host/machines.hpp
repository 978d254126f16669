#pragma once
#include "host/facts.hpp"
#include <string>

/// Machines as the readers would describe them: one on which all is well, and that one with one thing wrong.
namespace dockwright::host::testing {

inline Gpu gpu(std::string name, knowledge::Capability capability) {
    Gpu out;
    out.uuid = "GPU-3b2a64b6-7a3e-1c5d-0001-000000000001";
    out.name = std::move(name);
    out.bus = "00000000:01:00.0";
    out.capability = capability;
    out.memory = 24ULL << 30U;
    out.compute_mode = "Default";
    out.mig = false;
    out.persistence = true;
    return out;
}

inline void add_engine(Facts& facts) {
    EngineFacts& engine = facts.engine;
    engine.reachable = true;
    engine.version = "28.3.0";
    engine.api = "1.51";
    engine.operating_system = "Ubuntu 24.04.2 LTS";
    engine.kernel = facts.kernel;
    engine.architecture = "x86_64";
    engine.snap = false;
    engine.runtimes = {"io.containerd.runc.v2", "nvidia", "runc"};
    engine.default_runtime = "runc";
    engine.older_than_toolkit = false;
    engine.data_root = "/var/lib/docker";
    engine.cgroup_driver = "cgroupfs";
    engine.cgroup_version = "2";
    engine.daemon_json = "{\n    \"runtimes\": {\"nvidia\": {\"path\": \"nvidia-container-runtime\"}}\n}\n";
    engine.disk_free = 200ULL << 30U;
    engine.disk_total = 900ULL << 30U;
}

/// An Ubuntu with one RTX 3090, Docker 28.3 and the toolkit, on which a container has used the GPU.
inline Facts good_machine() {
    Facts facts;
    facts.kernel = "6.8.0-45-generic";
    facts.architecture = "x86_64";
    facts.distribution = "ubuntu";
    facts.distribution_like = "debian";
    facts.distribution_version = "24.04";
    facts.user = "ada";
    facts.in_docker_group = true;
    facts.vendors = {Vendor::nvidia};
    facts.nvidia.state = NvidiaSmi::State::answered;
    facts.nvidia.driver = "550.54.15";
    facts.nvidia.cuda = "12.4";
    facts.nvidia.gpus = {gpu("NVIDIA GeForce RTX 3090", 86)};
    facts.module.loaded = true;
    facts.module.version = "550.54.15";
    facts.module.installed_version = "550.54.15";
    facts.module.models = {"NVIDIA GeForce RTX 3090"};
    facts.module.uvm = true;
    facts.module.nouveau = false;
    facts.module.secure_boot = false;
    facts.log_readable = true;
    facts.fabric_manager_needed = false;
    facts.device_nodes = {"/dev/nvidia0", "/dev/nvidiactl", "/dev/nvidia-uvm"};
    facts.toolkit.installed = true;
    facts.toolkit.version = "1.18.1";
    facts.toolkit.mode = "auto";
    facts.toolkit.hook = facts.toolkit.runtime = facts.toolkit.cdi_hook = true;
    facts.toolkit.cdi_files = {"/var/run/cdi/nvidia.yaml"};
    facts.toolkit.cdi_driver = "550.54.15";
    add_engine(facts);
    facts.trial.tried = facts.trial.started = true;
    facts.trial.image = "nvidia/cuda:12.4.1-base-ubuntu22.04";
    facts.trial.nvidia_smi_exit = 0;
    facts.trial.gpus = {"GPU-3b2a64b6-7a3e-1c5d-0001-000000000001"};
    facts.trial.cu_init = 0;
    facts.trial.devices = 1;
    RegistryTrial hub;
    hub.host = "docker.io";
    hub.reachable = true;
    facts.registries = {hub};
    return facts;
}

/// The same, whose trial has not been made.
inline Facts untried_machine() {
    Facts facts = good_machine();
    facts.trial = {};
    facts.trial.why_not = "No image that could be tried is on the machine";
    return facts;
}

/// Without NVIDIA's driver: nothing of it answers.
inline Facts without_driver() {
    Facts facts = untried_machine();
    facts.nvidia = {};
    facts.nvidia.state = NvidiaSmi::State::absent;
    facts.module = {};
    facts.module.loaded = facts.module.uvm = facts.module.secure_boot = facts.module.nouveau = false;
    facts.device_nodes = {};
    facts.toolkit.cdi_files = {};
    facts.toolkit.cdi_driver = {};
    return facts;
}

/// The driver's files are there, its module is not loaded.
inline Facts without_module() {
    Facts facts = untried_machine();
    facts.nvidia = {};
    facts.nvidia.state = NvidiaSmi::State::failed;
    facts.nvidia.words = "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.";
    facts.module.loaded = facts.module.uvm = false;
    facts.module.version.clear();
    facts.module.models.clear();
    facts.device_nodes = {};
    return facts;
}

} // namespace dockwright::host::testing
