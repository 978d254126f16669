#pragma once
#include "base/problem.hpp"
#include "engine/recreate/journal.hpp"
#include <expected>
#include <string>
#include <vector>

/// The plans on disk, one file each. Small files of our own, read and written at once.
namespace dockwright::actions {

/// `$XDG_STATE_HOME/dockwright/recreate`, else below `~/.local/state`; empty where neither is known.
std::string journal_folder(const std::string& state_home, const std::string& home);

/// Written beside and renamed, and on the disk when this returns. The problem is `journal-unwritable`.
std::expected<void, Problem> write_journal(const std::string& folder,
                                           const engine::recreate::Journal& journal);

/// Nothing is left to do.
void forget_journal(const std::string& folder, const engine::recreate::Journal& journal);

/// Those that can be read; what can't be is passed over.
std::vector<engine::recreate::Journal> read_journals(const std::string& folder);

} // namespace dockwright::actions
