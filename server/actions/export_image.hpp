#pragma once
#include "actions/progress.hpp"
#include "base/problem.hpp"
#include "engine/client.hpp"
#include <cstdint>
#include <string>

namespace dockwright::actions {

struct ExportOptions {
    /// A name or an id.
    std::string image;
    /// Where the archive goes on this machine. A file that is there is replaced with consent alone.
    std::string path;
    /// Open for writing; then it goes there and not to `path`. -1: not.
    int descriptor = -1;
    bool consent = false;
};

struct ExportedImage {
    /// As it was asked for.
    std::string name;
    std::string path;
    std::uint64_t bytes = 0;
};

/// Writes an image to a file, for a machine without network: there `dockwright import` reads it. The file
/// appears whole or not at all. Problems: `image-not-there`, `file-not-written`, `consent-needed`,
/// image_archive.hpp's where the engine's archive is not whole, and the engine's.
boost::asio::awaitable<std::expected<ExportedImage, Problem>>
export_image(std::shared_ptr<engine::Client> client, ExportOptions options, OnProgress progress);

} // namespace dockwright::actions
