#pragma once
#include <string_view>

/// What a shell reads to complete dockwright's words. Each asks the program itself at the moment of the
/// key (`--help`, `COMMAND --describe`), so none of them goes stale.
namespace dockwright::cli {

extern const std::string_view bash_completion;
extern const std::string_view zsh_completion;
extern const std::string_view fish_completion;

} // namespace dockwright::cli
