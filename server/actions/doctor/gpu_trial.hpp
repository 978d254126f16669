#pragma once
#include "actions/progress.hpp"
#include "engine/client.hpp"
#include "host/facts.hpp"
#include "host/gpu_request_way.hpp"
#include <string>
#include <vector>

namespace dockwright::actions {

struct Tried {
    host::GpuTrial trial;
    bool cancelled = false; ///< and what was made is removed
    std::string left;       ///< name of a container that could not be removed; else empty
};

/// Makes a container with all GPUs, runs nvidia-smi and the start of CUDA in it, and removes it: the one
/// proof that a GPU can be used. It has no network, no folder of the machine, and at most 90 seconds. Where
/// it can't be tried (no image with a shell, an engine whose API takes no request for GPUs), the trial says
/// why. To be called where take_back_by_myself() was awaited; afterwards a cancellation is noticed again.
boost::asio::awaitable<Tried> try_gpu(std::shared_ptr<engine::Client> client,
                                      std::shared_ptr<const host::Facts> facts,
                                      std::vector<std::string> images, std::string name, OnProgress progress);

/// A name that no container has.
std::string fresh_trial_name();

/// The request body: what the container of the trial is made from.
std::string trial_container(const std::string& image, host::RequestWay way);

} // namespace dockwright::actions
