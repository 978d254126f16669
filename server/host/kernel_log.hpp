#pragma once
#include "host/facts.hpp"
#include <string_view>
#include <vector>

namespace dockwright::host {

/// The `NVRM: Xid` lines of a kernel log, as dmesg or journalctl print it: the newest 64, newest last. The
/// same text may also come from other lines; whoever can write to the kernel's log is root.
std::vector<Xid> read_xids(std::string_view log);

} // namespace dockwright::host
