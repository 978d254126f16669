#pragma once
#include "lsp/protocol.gen.hpp"
#include <optional>
#include <string_view>
#include <vector>

namespace dockwright::lsp {

/// Whether a kind is asked for: nothing said, or an empty list, takes all; "source" takes
/// "source.fixAll.dockwright" but not "sourcery", and "" takes all.
bool wanted(const std::optional<std::vector<CodeActionKind>>& only, std::string_view kind);

} // namespace dockwright::lsp
