#pragma once
#include "actions/progress.hpp"
#include "actions/progress_messages.hpp"
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "engine/environment.hpp"
#include <cstdint>
#include <string>

namespace dockwright::actions {

struct PushOptions {
    /// A name; with `as` also an id.
    std::string image;
    /// Gets this name first, and goes to its registry: "registry.lab:5000/me/train:2". Empty: its own.
    std::string as;
    engine::Environment environment;
    std::chrono::milliseconds silence = longest_silence;
};

struct PushedImage {
    /// As docker lists it; foreign.
    std::string name;
    /// Of the manifest, by which it can be named for good; empty if the engine didn't say.
    std::string digest;
    /// Bytes that were sent: what the registry had already isn't among them.
    std::uint64_t bytes = 0;
};

/// Sends an image to its registry. When that fails or is cancelled, a name that was given for it is taken
/// away again, or given back to what had it; layers that the registry has got stay there, without a name.
/// Problems: image_problem.hpp's kinds, `image-not-there`, `push-needs-registry`, and the engine's.
boost::asio::awaitable<std::expected<PushedImage, Problem>> push(std::shared_ptr<engine::Client> client,
                                                                 PushOptions options, OnProgress progress);

} // namespace dockwright::actions
