#pragma once
#include "base/problem.hpp"
#include <boost/system/error_code.hpp>
#include <chrono>
#include <string>
#include <string_view>

namespace dockwright::engine {

struct Endpoint;

/// Every kind of problem that this folder answers with. Stable: programs and tests go by them.
namespace problem_kind {
inline constexpr std::string_view not_there = "engine-not-there";
inline constexpr std::string_view stale_socket = "engine-not-running";
inline constexpr std::string_view no_permission = "engine-no-permission";
inline constexpr std::string_view no_such_host = "engine-no-such-host";
inline constexpr std::string_view tls_failed = "engine-tls-failed";
inline constexpr std::string_view image_not_there = "image-not-there";
inline constexpr std::string_view name_taken = "container-name-taken";
inline constexpr std::string_view program_missing = "program-missing";
inline constexpr std::string_view program_timed_out = "program-timed-out";
inline constexpr std::string_view cancelled = "cancelled";
inline constexpr std::string_view timed_out = "engine-timed-out";
inline constexpr std::string_view connection_lost = "engine-connection-lost";
inline constexpr std::string_view version_refused = "engine-version-refused";
inline constexpr std::string_view not_an_engine = "engine-not-an-engine";
inline constexpr std::string_view request_refused = "engine-request-refused";
inline constexpr std::string_view answer_too_large = "engine-answer-too-large";
inline constexpr std::string_view no_such_container = "no-such-container";
inline constexpr std::string_view container_not_running = "container-not-running";
inline constexpr std::string_view context_not_found = "docker-context-not-found";
inline constexpr std::string_view config_unreadable = "docker-config-unreadable";
inline constexpr std::string_view transport_unsupported = "engine-transport-unsupported";
inline constexpr std::string_view host_not_understood = "engine-host-not-understood";
} // namespace problem_kind

/// A host as it may be shown: escaped, cut, and without the password that some write into it.
std::string shown_host(std::string_view host);

/// From a failed connect: ENOENT, ECONNREFUSED and EACCES need three different next steps.
Problem connect_problem(const Endpoint& endpoint, const boost::system::error_code& ec);
Problem timed_out(const Endpoint& endpoint, std::string_view doing, std::chrono::milliseconds limit);
Problem connection_lost(const Endpoint& endpoint, std::string_view why);
/// The person, or the program that asked, has broken it off.
Problem cancelled(const Endpoint& endpoint);
/// `why` is the TLS library's.
Problem tls_failed(const Endpoint& endpoint, std::string_view why);
/// `why` is ours, not the engine's words.
Problem not_an_engine(const Endpoint& endpoint, std::string_view why);
Problem answer_too_large(const Endpoint& endpoint, std::size_t limit);
/// `said` is what the engine answered; it is escaped and cut here.
Problem version_refused(const Endpoint& endpoint, std::string_view said);
Problem request_refused(const Endpoint& endpoint, unsigned status, std::string_view said);
Problem no_such_container(const Endpoint& endpoint, std::string_view reference);
/// `program` is the engine's own client, docker or podman.
Problem container_not_running(std::string_view program, std::string_view name, std::string_view state);
Problem context_not_found(std::string_view name, std::string_view named_by, std::string_view folder);
Problem transport_unsupported(std::string_view host, std::string_view scheme, std::string_view named_by);

} // namespace dockwright::engine
