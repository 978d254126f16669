#pragma once
#include "base/problem.hpp"
#include "engine/objects.gen.hpp"
#include "host/facts.hpp"
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Which GPUs a new container gets. Pure.
namespace dockwright::actions {

/// What a running container has asked for. It may not use it, and something that has asked for nothing
/// may use a GPU all the same: free memory tells of those.
struct GpuClaim {
    std::string container; ///< its name
    bool all = false;
    unsigned first = 0;             ///< the first so many, which engines give to a bare number
    std::vector<std::string> ids{}; ///< indices, UUIDs

    bool operator==(const GpuClaim&) const = default;
};

/// Nothing claimed: an empty claim. By device requests, CDI names and NVIDIA_VISIBLE_DEVICES of a GPU
/// runtime; `default_runtime` as the engine's info has it.
GpuClaim claim_of(const engine::Container& container, std::string_view default_runtime);

/// The containers that have asked for this GPU.
std::vector<std::string> claimants(const host::GpuLoad& gpu, std::span<const GpuClaim> claims);

struct ChosenGpus {
    bool all = false;
    /// UUIDs, or indices where nobody can say the UUIDs; empty with `all`.
    std::vector<std::string> ids{};
    /// Where neither is known: any so many, which the engine chooses.
    unsigned count = 0;
    /// What the person should know of the choice, as sentences.
    std::vector<std::string> notes{};

    bool operator==(const ChosenGpus&) const = default;
};

/// `wanted` as RunOptions has it, not empty. `gpus` is what the machine has, empty where nobody could ask
/// it. Problems: `gpu-request-not-understood`, `gpu-not-there`, `gpu-taken`, `gpus-not-seen`.
std::expected<ChosenGpus, Problem> choose_gpus(std::string_view wanted, std::span<const host::GpuLoad> gpus,
                                               std::span<const GpuClaim> claims, bool share);

} // namespace dockwright::actions
