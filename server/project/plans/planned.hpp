#pragma once
#include "model/surroundings.hpp"
#include "project/plans/values.hpp"
#include "project/tree/tree.hpp"
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What Compose files, bake files and devcontainer.json say of builds and runs: text to values, no I/O but
/// that of an OtherFile. Total.
namespace dockwright::project {

/// A service, target or container that is built from a Dockerfile. The plan has no path yet.
struct Planned {
    /// Of what it is built: a file, a text that stands in its own file; `nothing` also if it isn't known.
    enum class Source : std::uint8_t { dockerfile, text, nothing };

    model::RunPlan plan;
    std::string context;    ///< as it is written, as seen from the folder of the file that is read
    std::string dockerfile; ///< as seen from the context; the usual name if none is written
    Source source = Source::dockerfile;
    std::string text{};           ///< the Dockerfile's, variables as they are written
    std::uint32_t text_begin = 0; ///< as Tree::begin
    std::uint32_t text_line = 0;
    /// The file that has the plan's lines, as seen from the same folder: one that the file that is read
    /// includes; "" for that one itself.
    std::string file{};
    bool names_dockerfile = false; ///< of a bake file's target: its Dockerfile is written
    /// Of a bake file's target that names contexts: as `context` and `dockerfile`, with `*` for each variable
    /// where there are any. A `matrix` gives them several values, the environment others than the default.
    std::string open_context{};
    std::string open_dockerfile{};
};

/// The text of a file that a Compose file names, by its path as seen from that file's folder. Nothing: it
/// is not there, or it is not to be read.
using OtherFile = std::function<std::optional<std::string>(const std::string& path)>;

/// The services of a Compose file that build something, with what they take over from `other` files. With
/// `over`, the text of the override file beside it, those that it says something of, as both together have
/// them; lines and mistakes are those of the override then. A value whose variable is not known and has no
/// default is left out.
std::vector<Planned> read_compose(std::string_view text, const Lookup& variables = {},
                                  const OtherFile& other = {});
/// All services, those that are built of nothing too.
std::vector<Planned> read_services(const Tree& root, const Lookup& variables = {},
                                   const OtherFile& other = {});
std::vector<Planned> read_compose_override(std::string_view text, std::string_view over,
                                           const Lookup& variables = {}, const OtherFile& other = {});

/// The targets of docker-bake.json or docker-bake.hcl. Variables have the defaults of the file; what
/// needs an expression or a function is left out. Those that may be built from a file, if only from an open
/// one.
std::vector<Planned> read_bake(const Tree& root);
/// All targets.
std::vector<Planned> read_targets(const Tree& root);
/// The default of a variable of a bake file; `root` is its Tree.
std::optional<std::string> bake_default(const void* root, std::string_view name);

/// A devcontainer.json by itself, or the service of Compose files that it names.
struct Devcontainer {
    Planned planned; ///< `dockerfile` is empty if it names none
    bool with_compose = false;
    std::vector<std::string> compose_files; ///< as written
    std::string service;
};
Devcontainer read_devcontainer(std::string_view text);

} // namespace dockwright::project
