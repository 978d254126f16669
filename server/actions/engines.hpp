#pragma once
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "engine/discovery.hpp"
#include "engine/environment.hpp"
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::actions {

/// An engine that somebody has named somewhere, as a person picks it.
struct NamedEngine {
    /// Unique in a list: `local`, a context's or a machine's name.
    std::string name;
    engine::Choice choice;
    /// `machine`, `context` or `default`: where the name comes from.
    std::string_view origin;
    /// As written; printable only through printable().
    std::string host;
};

struct NamedEngines {
    std::vector<NamedEngine> engines;
    /// What is wrong in our file of machines; the rest of it holds.
    std::vector<std::string> mistakes;
};

/// Our machines first, then docker's contexts that no machine has the name or host of, then what docker's
/// client would take with nothing named, if none of those is it. Reads files: for the pool.
NamedEngines named_engines(const engine::Environment& environment);

/// What a person means by `--host TEXT`: a machine's name, else a context's where there is one of that
/// name and the text has no scheme, else an address as DOCKER_HOST has it. Reads files.
engine::Choice choice_by(std::string_view text, const engine::Environment& environment, std::string named_by);

} // namespace dockwright::actions
