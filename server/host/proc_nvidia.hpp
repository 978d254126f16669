#pragma once
#include "host/facts.hpp"
#include <string>
#include <string_view>
#include <vector>

/// What the kernel's files say of NVIDIA's driver, whether or not nvidia-smi answers.
namespace dockwright::host {

struct DriverVersion {
    std::string version; ///< `580.159.04`; empty: the text has none
    bool open = false;   ///< "Open Kernel Module"

    bool operator==(const DriverVersion&) const = default;
};
/// /proc/driver/nvidia/version.
DriverVersion read_driver_version(std::string_view text);

/// `Model:` of each /proc/driver/nvidia/gpus/*/information, one text after the other.
std::vector<std::string> read_gpu_models(std::string_view text);

/// Whether /proc/devices has nvidia-uvm, without which CUDA can't begin.
bool has_uvm(std::string_view devices);

} // namespace dockwright::host
