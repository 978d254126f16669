#pragma once
#include "project/plans/values.hpp"
#include "project/tree/tree.hpp"
#include <optional>
#include <string>

/// Paths of Compose files, all as seen from the folder of the file that is read first, which is "".
namespace dockwright::project {

/// Where services are read.
struct Place {
    std::string file;
    std::string folder; ///< that its paths are as seen from
    Lookup variables;
};

/// Of a text; nothing if it is none, or has a variable that is not known.
std::optional<std::string> value_of(const Tree* text, const Lookup& variables);

std::string joined(const std::string& folder, const std::string& path);
std::string folder_of(const std::string& file);

/// Makes a service's context, as it is written in a file at that place, one of these paths.
void place_context(Tree& service, const Place& place);

/// Gives a build that has none the context that it has there.
void add_usual_context(Tree& service, const Place& place);

} // namespace dockwright::project
