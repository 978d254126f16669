#pragma once
#include <string>
#include <string_view>

namespace dockwright::testing {

/// What the commands of `RUN <run>` do to packages, one line each: the action, then each package as
/// `name[extras]version` (behind `file:`, `url:`, `repository:` or `unknown:` where it is no name),
/// `-r FILE` (`-c` constraints, `-f` an environment, `-p` a project), `@INDEX` (`@@` in place of the
/// usual one, `~` links, `#` a channel), and `-> TARGET`. Holds each package's text against its span.
std::string packages_of(std::string_view run);

} // namespace dockwright::testing
