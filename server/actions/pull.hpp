#pragma once
#include "actions/progress.hpp"
#include "actions/progress_messages.hpp"
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "engine/environment.hpp"
#include <cstdint>
#include <string>
#include <vector>

namespace dockwright::actions {

struct PullOptions {
    /// As a person names it: "python:3.12".
    std::string image;
    /// "linux/arm64"; empty: the engine's own.
    std::string platform;
    /// HOST or HOST/PREFIX to fetch it from; it then gets the name that was asked for.
    std::string mirror;
    /// Where logins are found.
    engine::Environment environment;
    std::chrono::milliseconds silence = longest_silence;
};

/// All text in it is foreign or may be.
struct PulledImage {
    /// As docker lists it.
    std::string name;
    std::string id;
    /// Of the manifest; empty if the engine didn't say.
    std::string digest;
    /// Bytes of its layers, unpacked.
    std::uint64_t size = 0;
    /// Nothing had to be fetched.
    bool was_there = false;
    /// What a person should know beside it, a sentence each.
    std::vector<std::string> notes;
};

/// Fetches an image. Cancelling ends the pull: no name is left behind, though engines may keep layers that
/// were whole, and go on from there next time. A broken connection is tried once more. It is broken off
/// before the disk is full, as far as sizes and disk are known. Problems: image_problem.hpp's kinds,
/// `disk-full`, `mirror-not-usable`, what is wrong with the name, and the engine's.
boost::asio::awaitable<std::expected<PulledImage, Problem>> pull(std::shared_ptr<engine::Client> client,
                                                                 PullOptions options, OnProgress progress);

} // namespace dockwright::actions
