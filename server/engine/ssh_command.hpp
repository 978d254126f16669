#pragma once
#include "base/problem.hpp"
#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How the system's `ssh` is run to reach an engine on another machine. Nothing here runs anything:
/// texts and values in, arguments out. Keys, known hosts, agents and jumps are ssh's own affair.
namespace dockwright::engine {

/// An engine on another machine, as `ssh://USER@HOST:PORT/SOCKET` names it.
struct SshTarget {
    std::string user;        ///< empty: ssh chooses
    std::string host;        ///< a name, an address or an alias of the ssh configuration; without brackets
    std::uint16_t port = 0;  ///< 0: ssh chooses
    std::string socket_path; ///< on the other machine; empty: its client's own default

    bool operator==(const SshTarget&) const = default;
};

/// Reads `ssh://…` as the docker client does: `%41` is decoded, an IPv6 address stands in brackets, a
/// lone slash behind the host is no path. Passwords, queries and fragments are refused. Problems:
/// `engine-host-not-understood`. `named_by` says where the text stands ("DOCKER_HOST").
std::expected<SshTarget, Problem> parse_ssh_url(std::string_view url, std::string_view named_by);

/// The other way: what parse_ssh_url reads as this target.
std::string ssh_url(const SshTarget& target);

/// `ssh ada@gpubox -p 2222`: what a person types in a terminal to get there.
std::string ssh_words(const SshTarget& target);

/// Why ssh must not be run with these parts: a name that begins with a dash, or bytes that a shell
/// reads specially and that `ProxyCommand` and `Match exec` of ssh's configuration would hand to one
/// (CVE-2023-51385). Nothing if they are right. Holds whatever the parts came from.
std::optional<Problem> ssh_refusal(const SshTarget& target);
/// The same of a host's name alone.
bool is_ssh_host(std::string_view host);

/// Which client's pipe to the engine is asked for on the other machine.
enum class RemoteClient : std::uint8_t { docker, podman };

/// What ssh's own configuration says of a target already, from `ssh -G`.
struct SshAnswer {
    std::string host_name;
    std::string user;
    std::uint16_t port = 0;
    std::string control_path; ///< empty where none is set; `ControlPath none` can't be told from that
    std::string proxy_jump;
    int server_alive_interval = 0; ///< seconds; 0 is never

    bool operator==(const SshAnswer&) const = default;
};

/// The arguments that ask ssh for its configuration of a target.
std::vector<std::string> ssh_question(const SshTarget& target);
/// Total: any bytes give an answer. The first line of a keyword counts.
SshAnswer read_ssh_answer(std::string_view text);

struct SshSettings {
    /// No prompts: for a program without a terminal, where nobody could answer them.
    bool batch = true;
    std::chrono::seconds connect{30};
    RemoteClient client = RemoteClient::docker;
    /// Where the sockets of shared connections lie; must exist and be the person's alone. Empty: the
    /// connection isn't shared (there is no sharing on Windows).
    std::string control_folder;
};

/// The arguments of `ssh`, the program's name first. One process is one connection to the engine on
/// its standard input and output. What the person's configuration sets of sharing and of keeping alive
/// stays; port forwardings are left out, since they'd take the ports from the person's own `ssh`.
std::expected<std::vector<std::string>, Problem>
ssh_command(const SshTarget& target, const SshSettings& settings, const SshAnswer& theirs);

/// `$XDG_RUNTIME_DIR/dockwright`, or a folder of the user's own under /tmp.
std::string ssh_control_folder(std::string_view xdg_runtime_dir, unsigned user_id);
/// Whether a socket fits that lies there, and ssh would read the path as it is.
bool fits_control_path(std::string_view folder);

} // namespace dockwright::engine
