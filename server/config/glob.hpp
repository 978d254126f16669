#pragma once
#include <optional>
#include <string_view>

/// Patterns of paths, as `paths` of a configuration has them: `*` and `?` inside one folder or
/// name, `**` for any number of folders. A pattern without `/` matches a name in every folder. What
/// matches a folder matches all below it.
namespace dockwright::config {

/// What is wrong with a pattern, as the end of a sentence that begins with it; nothing if it is right.
std::optional<std::string_view> wrong_glob(std::string_view pattern);

/// `path` is relative, with `/`, without `.` and `..`. Time is the product of both lengths.
bool glob_matches(std::string_view pattern, std::string_view path);

} // namespace dockwright::config
