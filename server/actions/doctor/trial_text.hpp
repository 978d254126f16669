#pragma once
#include "host/facts.hpp"
#include <string_view>

namespace dockwright::actions {

/// What runs in the container of the trial, by any sh: nvidia-smi, then the program that asks CUDA.
extern const std::string_view trial_script;
/// Where that program is put.
inline constexpr std::string_view trial_program = ".dockwright-cu-init";

/// What the script printed, cut off or not. What a part didn't come to say stays empty.
host::GpuTrial read_trial(std::string_view output, host::GpuTrial into);

} // namespace dockwright::actions
