#pragma once
#include "host/facts.hpp"
#include <optional>
#include <string_view>

namespace dockwright::host {

/// What `nvidia-smi` without arguments prints, in any of its widths.
struct SmiTable {
    /// answered: with driver, CUDA and what the rows say of the GPUs (index, name, bus, memory; long names
    /// are cut by nvidia-smi itself). failed: with its words, such as "Failed to initialize NVML: …".
    NvidiaSmi nvidia;
    /// Whether processes are listed; nullopt: there is no such part. In a container there are none.
    std::optional<bool> processes;
};
SmiTable read_nvidia_smi_table(std::string_view text);

/// What `nvidia-smi -L` prints, for what no table for programs has: the MIG devices with their UUIDs and
/// profiles. GPUs have index, name and UUID. Empty where there is no such line.
std::vector<Gpu> read_nvidia_smi_list(std::string_view text);

} // namespace dockwright::host
