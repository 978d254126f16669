#pragma once
#include "host/facts.hpp"
#include <cstdint>
#include <string_view>
#include <vector>

/// What the GPUs of a machine do now, and which container's process holds which memory, in one look.
namespace dockwright::host {

/// A constant script for any POSIX sh, on the standard input of `sh` here or behind ssh. It changes
/// nothing, needs no root, and nothing foreign is put into it; each part is bounded in bytes and seconds.
extern const std::string_view load_script;

struct LoadReading {
    /// absent: no nvidia-smi; not_asked: the script never ran. With driver, the GPUs' identities, and the
    /// processes with container and user as far as they could be read.
    NvidiaSmi nvidia;
    std::vector<GpuLoad> loads;
    /// Processes of which could not be read whether they are in a container.
    std::vector<std::uint32_t> unplaced;
};

/// Total: any bytes give an answer, cut off or not.
LoadReading read_load_script(std::string_view output);

} // namespace dockwright::host
