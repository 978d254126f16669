#pragma once
#include "base/problem.hpp"
#include "engine/recreate/changes.hpp"
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::engine::recreate {

/// How far a recreation got. Written to disk after each step is done, so the next step may be done
/// as well, or half done, when a journal is read again.
enum class Stage : std::uint8_t {
    planned,     ///< nothing was touched
    committed,   ///< the old one's files are an image; the old one may have been stopped for it
    created,     ///< the new one is there under its temporary name, and connected
    stopped,     ///< the old one is stopped
    unattended,  ///< the old one's restart policy is `no`
    old_renamed, ///< the old one has given its name away
    new_renamed, ///< the new one has it
    started,     ///< the new one was told to start
    proven,      ///< it lives and is healthy: from here on there is no way back by itself
    done,        ///< the old one waits for the person's word
    undone,      ///< all is as before
};

/// The plan on disk. What is in it came from ourselves, but a file can be changed or cut: decoding
/// checks it all.
struct Journal {
    /// The engine's address, as the person or a context gives it.
    std::string engine{};
    std::string old_id{};
    /// Empty until it is created.
    std::string new_id{};
    /// Without a slash, as all names here.
    std::string name{};
    /// Of the new one until it has its name: "train.new-3f2a".
    std::string temporary_name{};
    /// Of the old one afterwards: "train.old-20261126-130501".
    std::string retired_name{};
    RestartPolicy policy{.name = "no"};
    bool ran = false;
    bool paused = false;
    /// The id or name of the image that was committed for it; empty where none was.
    std::string committed_image{};
    Stage stage = Stage::planned;

    bool operator==(const Journal&) const = default;
};

/// One JSON object, with a version.
std::string encode(const Journal& journal);
/// Refuses what isn't whole, is larger than 64 KiB, is of another version, or holds what is no
/// container's id or name.
std::expected<Journal, Problem> decode_journal(std::string_view text);

} // namespace dockwright::engine::recreate
