#pragma once
#include "actions/find_container.hpp"
#include "cli/engine_command.hpp"

namespace dockwright::cli {

/// What a command does with the container, for its sentences.
struct Wanted {
    actions::Among among = actions::Among::all;
    /// "dockwright stop"
    std::string command;
    /// "running container", "running GPU container"; the plural has an s.
    std::string what;
    /// What to do where there is none; a sentence without a full stop.
    std::string where_none;
    /// The only one there is is taken without a question: right for what changes nothing.
    bool only_one = false;
};

/// A container's id, chosen by the person from those that fit. Problems: `no-container`,
/// `container-ambiguous` where nobody sits there to be asked, `nothing-chosen`, and the engine's.
std::expected<std::string, Problem> pick(const EngineOptions& options, const Streams& streams,
                                         const Wanted& wanted);

} // namespace dockwright::cli
