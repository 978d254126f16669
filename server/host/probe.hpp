#pragma once
#include "host/facts.hpp"
#include <string_view>

/// One look at a whole machine: a script that asks it, and the reader of what the script prints.
namespace dockwright::host {

/// A constant script for any POSIX sh, dash and busybox among them: `sh -c SCRIPT`, or the script on the
/// standard input of `ssh HOST sh`. Under 16 KiB. It changes nothing, needs no root, reads no input, and
/// nothing foreign is ever put into it. Each of its parts is bounded in bytes and, where the machine has
/// `timeout`, in seconds, and none of them ends the others. It exits with 0 if it ran to its end.
extern const std::string_view probe_script;

/// What the script printed, cut off or not, added to `into`: only what a part said is overwritten. What
/// the engine says of itself, trials and names of containers are not in it. Of the text at most 4 MiB are
/// read.
Facts read_probe(std::string_view output, Facts into);

} // namespace dockwright::host
