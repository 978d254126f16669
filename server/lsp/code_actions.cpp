#include "lsp/code_actions.hpp"
#include <algorithm>

namespace dockwright::lsp {

bool wanted(const std::optional<std::vector<CodeActionKind>>& only, std::string_view kind) {
    return !only || only->empty() || std::ranges::any_of(*only, [&](std::string_view asked) {
        return kind.starts_with(asked) &&
               (asked.empty() || kind.size() == asked.size() || kind[asked.size()] == '.');
    });
}

} // namespace dockwright::lsp
