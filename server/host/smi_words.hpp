#pragma once
#include "host/facts.hpp"
#include <optional>

/// Private to host/: what the words of an nvidia-smi that failed tell of the machine.
namespace dockwright::host {

/// Whether the driver's module is in the kernel, by what nvidia-smi could and could not ask of it. Nothing:
/// the words don't say.
std::optional<bool> words_say_loaded(const NvidiaSmi& nvidia);

} // namespace dockwright::host
