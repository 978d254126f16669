#pragma once
#include "host/facts.hpp"
#include <optional>

namespace dockwright::host {

/// How a container asks this engine for all GPUs so that it is honoured.
enum class RequestWay : std::uint8_t {
    gpus,    ///< as `docker run --gpus all`
    runtime, ///< `--runtime=nvidia` with NVIDIA_VISIBLE_DEVICES
    cdi      ///< the device nvidia.com/gpu=all
};

/// As far as can be told; `--gpus` where it can't. Nothing: its API takes no request at all (podman before
/// 5.4, which drops them without a word).
std::optional<RequestWay> request_way(const Facts& facts);

} // namespace dockwright::host
