#pragma once
#include "project/plans/planned.hpp"
#include "project/tree/tree.hpp"
#include <string>
#include <vector>

/// The services that `docker compose config` shows: a Compose file together with what it names in `include`
/// and in the `extends` of its services. Sources: the Compose Specification, 05-services.md "extends",
/// 13-merge.md and 14-include.md (https://github.com/compose-spec/compose-spec); where it says nothing,
/// compose-go 2 (loader/include.go, loader/extends.go):
/// - An extended service's `build.context` is as seen from the folder of its own file, but where it has none,
///   the context is that of the file that is read. Its variables have the values of the file that extends it.
/// - What an included file names is as seen from its `project_directory`, which is that file's folder unless
///   the include says otherwise. Its variables have the values of its own `env_file`, or the `.env` of that
///   directory, where the including file doesn't know them.
/// - An extended file's own `include` counts for nothing.
/// A bounded number of files is read, and what goes in circles ends there. What can't be read, and what needs
/// a variable that is not known to be found, is as if it were not there.
namespace dockwright::project {

struct ComposeService {
    std::string name;
    std::string file; ///< that has its lines, as Planned::file
    Tree tree; ///< its context is as seen from the folder of the file that is read; lines are 0 of what
               ///< stands in another file than the service
    /// Others extend it, and nothing of it is an image or a container of its own: no `image`,
    /// `container_name`, `command`, `entrypoint` or `ports`. Nobody builds it as it stands.
    bool is_template = false;
};

/// The file's own services, then those that it includes.
std::vector<ComposeService> compose_services(const Tree& root, const Lookup& variables,
                                             const OtherFile& other);

/// The services that an override file says something of, together with what the other file says.
std::vector<ComposeService> overriding_services(const Tree& root, const Tree& over, const Lookup& variables,
                                                const OtherFile& other);

} // namespace dockwright::project
