#pragma once
#include "actions/progress.hpp"
#include "actions/progress_messages.hpp"
#include "base/problem.hpp"
#include "engine/client.hpp"
#include <cstdint>
#include <string>
#include <vector>

namespace dockwright::actions {

struct ImportOptions {
    /// An archive on this machine.
    std::string path;
    std::chrono::milliseconds silence = longest_silence;
};

struct ImportedImages {
    /// Names, or ids of those without one; foreign.
    std::vector<std::string> names;
    /// The engine's remarks, a sentence each: a name that another image had before.
    std::vector<std::string> notes;
    /// Of the archive.
    std::uint64_t bytes = 0;
};

/// Brings images from a file to the engine. Problems: image_archive.hpp's kinds, `disk-full`,
/// `images-not-imported`, and the engine's. When it fails or is cancelled no new image has a name, unless
/// the archive has several and the engine was done with some.
boost::asio::awaitable<std::expected<ImportedImages, Problem>>
import_images(std::shared_ptr<engine::Client> client, ImportOptions options, OnProgress progress);

} // namespace dockwright::actions
