#pragma once
#include "actions/progress_messages.hpp"
#include "engine/environment.hpp"
#include "model/document.hpp"
#include <cstdint>
#include <string>
#include <vector>

namespace dockwright::actions {

/// More is hardly meant for an image: data sets and checkpoints that lie beside the Dockerfile.
inline constexpr std::uint64_t usual_context_limit = std::uint64_t{4} << 30U;

/// What a person asks of a build, as it was written. Paths are this machine's.
struct BuildOptions {
    /// The folder that COPY takes from.
    std::string context = ".";
    /// The Dockerfile; empty: `Dockerfile` in the context.
    std::string file{};
    /// NAME[:TAG]; empty: one after the folder.
    std::string name{};
    /// The stage to stop at; empty: the last.
    std::string target{};
    std::vector<model::BuildArgument> arguments{};
    std::string platform{};
    /// Asks registries for newer base images.
    bool pull = false;
    bool no_cache = false;
    /// Bytes; a context that is larger is not sent.
    std::uint64_t context_limit = usual_context_limit;
    /// Where logins to registries are found.
    engine::Environment environment{};
    /// "NAME=value" of this process, for docker's own builder; empty: that one is not used.
    std::vector<std::string> variables{};
    /// How long the builder may say nothing.
    std::chrono::milliseconds silence = std::chrono::hours(2);
};

} // namespace dockwright::actions
