#include "host/check.hpp"
#include "host/daemon_json.hpp"
#include "host/gpu_ways.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"engine-gpu-support"};

Finding run(const Facts& facts, const knowledge::Knowledge& /*knowledge*/) {
    if (facts.engine.cgroup_driver.empty() || facts.engine.cgroup_version.empty()) {
        return unknown("How the engine groups processes (cgroups) could not be seen");
    }
    const bool spared =
        facts.engine.cgroup_driver != "systemd" || facts.engine.cgroup_version != "2" || facts.engine.podman;
    const auto by_cdi = uses_cdi(facts);
    if (spared || by_cdi.value_or(true)) {
        return ok("Containers keep their GPUs when systemd is told to read its files again");
    }
    Repair cgroupfs = change_daemon_json(facts, "Let the engine keep the rights itself", {"exec-opts"},
                                         "\"native.cgroupdriver=cgroupfs\"", true);
    if (list_of_daemon_json_has(facts.engine.daemon_json.value_or(""), {"exec-opts"},
                                "native.cgroupdriver=")) {
        cgroupfs = {};
        cgroupfs.title = "Change native.cgroupdriver in exec-opts of daemon.json to cgroupfs";
        cgroupfs.commands = {engine_restart_command(facts)};
        cgroupfs.disturbs = Disturbs::engine;
    }
    Repair cdi = renew_cdi(facts);
    cdi.title = "Start containers with --device nvidia.com/gpu=all (CDI) instead of --gpus";
    Finding out =
        warning("systemd looks after the containers' rights, and --gpus adds the GPU behind its back",
                "After systemctl daemon-reload (an update of packages does that) a running container "
                "loses its GPU: \"Failed to initialize NVML: Unknown Error\"");
    if (gpu_ways(facts).cdi_enabled) {
        out.repairs.push_back(std::move(cdi));
    }
    out.repairs.push_back(std::move(cgroupfs));
    return out;
}

} // namespace

extern constexpr Check cgroup_reload{.id = "cgroup-reload",
                                     .title = "GPUs stay in running containers",
                                     .place = 540,
                                     .needs = needs,
                                     .run = run};

} // namespace dockwright::host::checks
