#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::actions {

/// Whom files of a container shall belong to, by the numbers of one machine.
struct RunPerson {
    std::string name;
    std::uint32_t uid = 0;
    std::uint32_t gid = 0;

    bool operator==(const RunPerson&) const = default;
};

/// What a person asks of a new container, as it was written; nothing here is checked yet. Paths of
/// folders are the engine's machine's: absolute, unless that is another machine (see Mount).
struct RunOptions {
    /// A name or an id.
    std::string image;
    /// In place of the image's own; empty: the image's.
    std::vector<std::string> command{};
    /// Empty: one after the image.
    std::string name{};
    /// `all`, a number, `free`, `free:2`, indices `device=0,2`, UUIDs; empty: none.
    std::string gpus{};
    /// GPUs that other containers have asked for may be given too.
    bool share_gpus = false;
    /// "NAME=value", in order; a later one counts.
    std::vector<std::string> environment{};
    /// PATH[:TARGET], read-only.
    std::vector<std::string> data{};
    /// PATH[:TARGET], to be written.
    std::vector<std::string> results{};
    /// [[ADDRESS:]HOST:]CONTAINER; without a host's port a free one is found.
    std::vector<std::string> ports{};
    /// Ports without an address are for every machine that reaches this one.
    bool public_ports = false;
    /// Bytes; nothing: a share of the machine's memory.
    std::optional<std::uint64_t> shm_size{};
    /// As docker's --user; "image" is the image's own; nothing: the person where that is right.
    std::optional<std::string> user{};
    std::string folder{};  ///< where the command starts; empty: the image's
    std::string network{}; ///< empty: the engine's own
    /// What pip, Hugging Face and torch download goes to a volume of the person's.
    bool caches = true;
    bool remove_at_end = false;
    /// With a terminal, attached before it starts.
    bool interactive = false;
    /// Who starts it looks at its output and at its exit code, so that a quick end is no failure of the
    /// start.
    bool followed = false;
    /// Also where the judgement says that it can't run.
    bool force = false;
    /// The name that these options were saved under, for a label.
    std::string profile{};
    /// On this machine.
    RunPerson person{};
    /// The value of the owner's label (owner.hpp).
    std::string owner{};
    /// How long after its start it is looked at: programs that can't run end within this.
    std::chrono::milliseconds settle{700};
};

} // namespace dockwright::actions
