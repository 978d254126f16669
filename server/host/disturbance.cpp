#include "host/disturbance.hpp"
#include "base/message.hpp"
#include "host/daemon_json.hpp"
#include <algorithm>

namespace dockwright::host {
namespace {

std::string line(const GpuProcess& process) {
    std::string out = message("process {} ({})", {std::to_string(process.pid), printable(process.name)});
    if (!process.user.empty()) {
        out += message(" of {}", {printable(process.user)});
    }
    if (process.memory) {
        out += message(" with {} MiB on the GPU", {std::to_string(*process.memory >> 20U)});
    }
    return out;
}

std::string_view sentence(Disturbs disturbs) {
    switch (disturbs) {
    case Disturbs::nothing: return "";
    case Disturbs::engine: return "This restarts the container engine, which ends:";
    case Disturbs::modules: return "This needs the GPU to be free, so these must be ended:";
    case Disturbs::machine: return "This restarts the machine, which ends everything on it, also:";
    }
    return "";
}

} // namespace

Ended ended_by(Disturbs disturbs, const Facts& facts) {
    Ended out;
    if (disturbs == Disturbs::nothing) {
        out.complete = true;
        return out;
    }
    const bool engine_seen = facts.engine.reachable.value_or(false);
    const bool driver_seen = facts.nvidia.state == NvidiaSmi::State::answered;
    const bool kept = disturbs == Disturbs::engine &&
                      flag_of_daemon_json(facts.engine.daemon_json.value_or(""), {"live-restore"}) == true;
    out.complete = kept || (engine_seen && (driver_seen || disturbs == Disturbs::engine));
    if (kept) {
        return out;
    }
    out.containers = facts.running_containers;
    std::ranges::copy_if(facts.nvidia.processes, std::back_inserter(out.processes),
                         [&](const GpuProcess& process) {
                             return disturbs != Disturbs::engine || !process.container.empty();
                         });
    return out;
}

std::vector<std::string> told(const Ended& ended, Disturbs disturbs) {
    std::vector<std::string> out;
    if (disturbs == Disturbs::nothing) {
        return out;
    }
    if (ended.containers.empty() && ended.processes.empty() && ended.complete) {
        out.emplace_back(disturbs == Disturbs::machine
                             ? "This restarts the machine; no container and no GPU process runs on it now"
                             : "Nothing runs now that this would end");
        return out;
    }
    out.emplace_back(sentence(disturbs));
    for (const std::string& container : ended.containers) {
        out.push_back(message("container {}", {printable(container)}));
    }
    std::ranges::transform(ended.processes, std::back_inserter(out), line);
    if (!ended.complete) {
        out.emplace_back("What else runs there could not be seen: ask those who share the machine");
    }
    return out;
}

} // namespace dockwright::host
