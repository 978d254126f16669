#pragma once
#include "actions/ps.hpp"
#include "engine/objects.gen.hpp"

/// From what the actions answer to what programs read.
namespace dockwright::cli {

engine::ListedProblem listed(const Problem& problem);
std::vector<engine::ListedGpu> listed_gpus(const std::vector<host::Gpu>& gpus,
                                           const std::vector<host::GpuLoad>& loads);
std::vector<engine::ListedGpuMemory> listed(const std::vector<actions::HeldMemory>& held);
engine::ListedContainer listed(const actions::PsRow& row);
engine::ListedEngine listed(const actions::PsOfEngine& engine);

/// `127.0.0.1:8888->8888/tcp`, as docker writes it; foreign.
std::vector<std::string> port_texts(const std::vector<engine::Port>& ports);

} // namespace dockwright::cli
