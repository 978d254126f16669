#pragma once
#include "base/span.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a build fetches by itself, not by a package manager, and what it unpacks.
namespace dockwright::model {

struct Download {
    enum class Tool : std::uint8_t { curl, wget, aria2c, git, add };
    enum class Into : std::uint8_t {
        file,   ///< `output`
        folder, ///< git's working copy, ADD's target: `output`
        command ///< another one's input: `reader`
    };
    Tool tool = Tool::curl;
    std::uint32_t instruction = 0;
    std::optional<std::uint32_t> command; ///< in Commands::all; none for ADD
    std::string url;                      ///< variables replaced where all are known, else as written
    bool url_known = true;
    Span url_span;
    Into into = Into::file;
    std::string_view output; ///< as written; "" is the address's last part, in `folder` if there is one
    std::string_view folder; ///< wget's -P, aria2c's -d, curl's --output-dir
    std::optional<std::uint32_t> reader; ///< in Commands::all
    std::string_view revision;           ///< of git clone: --branch
    /// A checksum or signature is looked at later in the same RUN, or ADD is told one. Of which
    /// file is not known.
    bool checked = false;
};

struct Unpacking {
    std::uint32_t command = 0;           ///< in Commands::all
    std::string_view archive;            ///< as written; "" is its input
    std::string_view target;             ///< as written; "" is the working folder
    std::optional<std::size_t> download; ///< in Downloads, where it reads that one's output
};

struct Downloads {
    std::vector<Download> downloads; ///< in the order of the file
    std::vector<Unpacking> unpackings;
};

} // namespace dockwright::model
