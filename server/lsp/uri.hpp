#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace dockwright::lsp {

/// What two spellings of one document's URI have in common: `file:///c%3A/x` and `file:///C:/x`,
/// `%2B` and `+`. For comparing alone; a client gets back what it has sent. No path on a disk:
/// `untitled:` and `vscode-notebook-cell:` have none.
std::string uri_key(std::string_view uri);

/// The path of a `file:` URI on this machine, decoded; nothing for any other URI.
std::optional<std::string> path_of(std::string_view uri);

/// The `file:` URI of an absolute path with `/`.
std::string uri_of(std::string_view path);

} // namespace dockwright::lsp
