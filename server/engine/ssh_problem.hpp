#pragma once
#include "base/problem.hpp"
#include "engine/ssh_command.hpp"
#include <string_view>

/// What went wrong when `ssh` ended before an engine answered, from what it said.
namespace dockwright::engine {

/// Stable, as engine/problems.hpp's; a refused socket or an absent engine on the other side has the
/// kinds that it has here (`engine-no-permission`, `engine-not-there`, `engine-not-running`).
namespace ssh_problem_kind {
inline constexpr std::string_view host_key_unknown = "ssh-host-key-unknown";
inline constexpr std::string_view host_key_changed = "ssh-host-key-changed";
inline constexpr std::string_view permission_denied = "ssh-permission-denied";
inline constexpr std::string_view not_resolved = "ssh-host-not-resolved";
inline constexpr std::string_view refused = "ssh-connection-refused";
inline constexpr std::string_view timed_out = "ssh-timed-out";
inline constexpr std::string_view no_route = "ssh-no-route";
inline constexpr std::string_view jump_failed = "ssh-jump-failed";
inline constexpr std::string_view not_agreed = "ssh-not-agreed";
inline constexpr std::string_view closed = "ssh-connection-closed";
inline constexpr std::string_view bad_configuration = "ssh-bad-configuration";
inline constexpr std::string_view no_client = "ssh-no-engine-client";
inline constexpr std::string_view failed = "ssh-failed";
} // namespace ssh_problem_kind

/// `exit_code`: 255 is ssh's own failure, 127 and 126 the other machine's shell's, any other that of
/// the client there. `said` is standard error, with whatever banner stands around; of long texts the
/// end is read. Host keys are never accepted here, only shown: the person accepts them in a terminal.
Problem ssh_problem(const SshTarget& target, RemoteClient client, int exit_code, std::string_view said);

} // namespace dockwright::engine
