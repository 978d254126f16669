#pragma once
#include <string_view>

namespace dockwright::actions {

/// The program of server/tools/cu_init as its file's bytes: runs in any container with glibc, on the
/// processor that this build is for.
extern const std::string_view cu_init_program;
/// As `uname -m` says it: `x86_64`.
extern const std::string_view cu_init_processor;

} // namespace dockwright::actions
