#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace dockwright::host {

/// The process numbers, as the machine counts, in an engine's answer to "top": its `Titles` and `Processes`.
/// Docker calls the column PID; where podman has HPID beside, that is the machine's.
std::vector<std::uint32_t> pids_of_top(std::span<const std::string> titles,
                                       std::span<const std::vector<std::string>> processes);

} // namespace dockwright::host
