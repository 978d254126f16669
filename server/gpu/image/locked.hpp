#pragma once
#include "gpu/image/marker.hpp"
#include "model/surroundings.hpp"
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Private to gpu/: which part of a project's list an installation takes.
namespace dockwright::gpu {

/// The extras and dependency groups that are asked for.
struct Selection {
    bool project = true; ///< the project's own dependencies
    bool known = true;   ///< false: which extras and groups is not known
    bool all_extras = false;
    bool all_groups = false;
    bool all_projects = false;
    std::vector<std::string> extras;
    std::vector<std::string> groups;
    std::vector<std::string> left_out; ///< extras and groups that are not, whatever else says
    std::vector<std::string> skipped;  ///< packages that are not installed
    std::vector<std::string> projects; ///< of a workspace; none: the one of the list's folder

    bool has_extra(std::string_view name) const;
    bool has_group(std::string_view name) const;
};

/// By the options of `uv sync` and `uv run`; an argument that is not known is "".
Selection selection_of(std::span<const std::string> arguments,
                       const std::vector<std::string>& default_groups);

/// The extras of `name[a,b]`.
Selection selection_of_extras(std::string_view extras);

/// How one package of a lock is reached from what is installed.
struct Reached {
    bool surely = false; ///< every condition on the way holds for certain
    bool direct = false; ///< the project itself asks for it
};

/// For each package of a list in its order: nothing where it is not installed. Without the edges of uv's lock
/// all are.
std::vector<std::optional<Reached>> reached(const model::PackageList& list, const Selection& selection,
                                            knowledge::Version python, bool arm);

} // namespace dockwright::gpu
