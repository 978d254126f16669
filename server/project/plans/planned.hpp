#pragma once
#include "model/surroundings.hpp"
#include "project/tree/tree.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What Compose files, bake files and devcontainer.json say of builds and runs: text to values, no I/O.
/// Total.
namespace dockwright::project {

/// A service, target or container that is built from a Dockerfile. The plan has no path yet.
struct Planned {
    model::RunPlan plan;
    std::string context;    ///< as it is written, as seen from the file's folder
    std::string dockerfile; ///< as seen from the context
};

/// The services of a Compose file that build something. With `over`, the text of the override file
/// beside it, those that it says something of, as both together have them; lines and mistakes are
/// those of the override then. A value whose variable has no default is left out.
std::vector<Planned> read_compose(std::string_view text);
std::vector<Planned> read_compose_override(std::string_view text, std::string_view over);

/// The targets of docker-bake.json or docker-bake.hcl. Variables have the defaults of the file; what
/// needs an expression or a function is left out.
std::vector<Planned> read_bake(const Tree& root);

/// A devcontainer.json by itself, or the service of Compose files that it names.
struct Devcontainer {
    Planned planned; ///< `dockerfile` is empty if it names none
    bool with_compose = false;
    std::vector<std::string> compose_files; ///< as written
    std::string service;
};
Devcontainer read_devcontainer(std::string_view text);

} // namespace dockwright::project
