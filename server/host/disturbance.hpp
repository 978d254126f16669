#pragma once
#include "host/check.hpp"
#include <string>
#include <vector>

/// What a repair would end that is not the person's alone: shown before its commands.
namespace dockwright::host {

struct Ended {
    std::vector<std::string> containers; ///< names, of every user
    std::vector<GpuProcess> processes;   ///< of every user, on the machine or in containers
    /// Whether all that would be ended is listed: engine and driver had both answered.
    bool complete = false;
};

/// Nothing for Disturbs::nothing. A restart of the engine spares containers where daemon.json says
/// live-restore.
Ended ended_by(Disturbs disturbs, const Facts& facts);

/// Lines for a person, printable, without full stops; empty if nothing is disturbed.
std::vector<std::string> told(const Ended& ended, Disturbs disturbs);

} // namespace dockwright::host
