#pragma once
#include <string>
#include <string_view>

namespace dockwright {

/// What went wrong at an edge (a file, a socket, an engine, a configuration), for a person.
/// Functions at the edges answer with std::expected<T, Problem>; nothing is thrown across layers.
struct Problem {
    /// Kebab-case and stable, for programs: `engine-not-running`, `file-unreadable` …
    std::string_view kind;
    /// One sentence: what, and where. No full stop.
    std::string message;
    /// What to do next, as one sentence or a command; empty only where there is nothing to do.
    std::string next_step;

    bool operator==(const Problem&) const = default;
};

} // namespace dockwright
