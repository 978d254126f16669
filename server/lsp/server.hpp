#pragma once
#include <span>
#include <string>
#include <string_view>

namespace dockwright::lsp {

/// `dockwright lsp`: serves one client until it says `exit` or is gone, and answers with the exit
/// code. The arguments are those that editors append: `--stdio` (the default), `--pipe=NAME`,
/// `--socket=PORT` (on this machine), `--clientProcessId=N`; others are ignored. Standard output
/// carries messages alone, whatever else is printed meanwhile goes to standard error.
int serve(std::span<const std::string> arguments, std::string_view version);

} // namespace dockwright::lsp
