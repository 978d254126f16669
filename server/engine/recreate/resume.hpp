#pragma once
#include "engine/recreate/journal.hpp"
#include <cstdint>
#include <string>
#include <vector>

namespace dockwright::engine::recreate {

/// A container of the engine as its list and an inspect show it.
struct Present {
    std::string id{};
    /// Without the slash.
    std::string name{};
    /// created, running, paused, restarting, exited …
    std::string state{};

    bool operator==(const Present&) const = default;
};

enum class Action : std::uint8_t {
    stop,         ///< with its own stop time; stopped already is well
    start,        ///< started already is well
    pause,        ///< paused already is well
    remove,       ///< never with its volumes; gone already is well
    rename,       ///< to `argument`
    forbid_start, ///< restart policy `no`
    restore,      ///< the journal's restart policy
    remove_image, ///< `argument`; in use or gone already is well
};

/// Each can be done twice without harm.
struct Step {
    Action action = Action::stop;
    /// Its id; empty for an image.
    std::string container{};
    std::string argument{};

    bool operator==(const Step&) const = default;
};

enum class Outcome : std::uint8_t {
    finish,  ///< the new one takes the place; the old one is kept, stopped
    undo,    ///< the old one is as it was; nothing of the new one is left
    nothing, ///< there is nothing left to do
    stuck,   ///< a person must look: `why` says it
};

struct Resumption {
    Outcome outcome = Outcome::nothing;
    /// In this order; the first that fails ends it, and it is decided anew the next time.
    std::vector<Step> steps{};
    /// What the journal says once all steps are done.
    Stage stage = Stage::undone;
    /// One sentence without a full stop, for a person.
    std::string why{};

    bool operator==(const Resumption&) const = default;
};

/// What to do about a recreation that didn't come to its end, from what is there now. It is undone
/// unless the new container was proven to live, or the old one is gone. `all`: every container of
/// the engine, stopped ones too. Never are both left running: they share volumes.
Resumption resume(const Journal& journal, const std::vector<Present>& all);

} // namespace dockwright::engine::recreate
