#pragma once
#include "model/dockerignore.hpp"
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace dockwright::project {

/// What of a folder a build sees, and what its `.dockerignore` leaves out.
struct ContextListing {
    struct Sent {
        std::string path; ///< as seen from the folder
        std::uint64_t bytes = 0;
    };
    struct LeftOut {
        std::string pattern;
        std::uint32_t line = 0;
        std::size_t files = 0;
        std::uint64_t bytes = 0;
    };
    std::vector<Sent> sent;          ///< files and links, by path
    std::uint64_t bytes = 0;         ///< of all that is sent
    std::vector<LeftOut> left_out;   ///< by line, those that leave out something
    std::vector<std::string> unread; ///< folders
    bool whole = true;               ///< false: there are more than 500,000 files, the rest isn't counted
};

/// Nothing is followed out of the folder: of a link the link itself counts. Blocks.
ContextListing list_context(const std::filesystem::path& folder, const model::Dockerignore& ignored);

} // namespace dockwright::project
