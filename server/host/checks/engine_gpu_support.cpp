#include "host/check.hpp"
#include "host/daemon_json.hpp"
#include "host/gpu_ways.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"engine-reachable", "toolkit-installed"};

/// Its file names the runtime that the engine itself doesn't know, or the programs are younger than it.
bool not_restarted(const Facts& facts) {
    return facts.engine.older_than_toolkit.value_or(false) ||
           is_in_daemon_json(facts.engine.daemon_json.value_or(""), {"runtimes", "nvidia"});
}

Finding no_specification(const Facts& facts) {
    return {.status = Status::failure,
            .found = "There is no CDI specification",
            .needed = "A file in /etc/cdi or /var/run/cdi that lists the GPUs",
            .why = "Podman gives GPUs to containers by that file alone",
            .repairs = {renew_cdi(facts)}};
}

std::string describe(const GpuWays& ways, const Facts& facts) {
    std::string out;
    switch (gpus_order(facts)) {
    case GpusOrder::none: return "--runtime=nvidia gives GPUs";
    case GpusOrder::hook: out = "--gpus gives GPUs by the toolkit's hook"; break;
    case GpusOrder::cdi_then_hook:
        out = facts.toolkit.cdi_hook.value_or(false) ? "--gpus gives GPUs by CDI, else by the toolkit's hook"
                                                     : "--gpus gives GPUs by the toolkit's hook";
        break;
    case GpusOrder::unknown:
        out = "--gpus gives GPUs by the hook or by CDI, this engine's order is not known";
        break;
    }
    if (!ways.hook.value_or(true)) {
        out = "--runtime=nvidia gives GPUs; for --gpus the toolkit's hook is missing";
    }
    return out;
}

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    const GpuWays ways = gpu_ways(facts);
    if (facts.trial.started && !facts.trial.gpus.empty()) {
        return ok("A container was given a GPU");
    }
    if (facts.engine.podman) {
        return ways.cdi_devices ? ok("There is a CDI specification, by which Podman gives GPUs")
                                : no_specification(facts);
    }
    if (!ways.runtime && not_restarted(facts)) {
        return {.status = Status::failure,
                .found = "The toolkit is there, but the engine has not been restarted since",
                .needed = "A restart of the engine after the toolkit was installed or set up",
                .why = "The engine looks for the toolkit once, when it starts; until then --gpus fails with "
                       "\"could not select device driver\"",
                .repairs = {restart_engine(facts)}};
    }
    if (ways.runtime || ways.hook.value_or(false)) {
        Finding out = ok(describe(ways, facts));
        out.fact = fact_of(knowledge, "docker-29.2-gpus-via-cdi");
        return out;
    }
    if (ways.cdi_enabled && ways.cdi_devices) {
        return ok("GPUs by CDI: docker run --device nvidia.com/gpu=all");
    }
    if (!ways.hook) { // the runtime is not there, but the hook alone would do
        return unknown("Whether the engine knows the toolkit could not be seen");
    }
    Finding out{.status = Status::failure,
                .found = "The engine does not know the NVIDIA Container Toolkit",
                .needed = "The runtime nvidia in daemon.json, the toolkit's hook, or CDI",
                .why = "A container that asks for a GPU is refused",
                .repairs = {register_toolkit(facts)},
                .fact = fact_of(knowledge, "docker-cdi-default")};
    if (ways.cdi_devices) {
        out.repairs.push_back(change_daemon_json(facts, "Or switch CDI on", {"features", "cdi"}, "true"));
    }
    return out;
}

} // namespace

extern constexpr Check engine_gpu_support{
    .id = "engine-gpu-support", .title = "Engine can give GPUs", .place = 520, .needs = needs, .run = run};

} // namespace dockwright::host::checks
