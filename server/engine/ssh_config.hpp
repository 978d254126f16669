#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// The hosts that a person's OpenSSH client configuration names, for choosing one of them. Only for
/// showing: connecting is done by `ssh`, which reads its configuration itself and knows more of it
/// (`Match`, tokens, canonical names, the system's file).
namespace dockwright::engine {

struct SshHost {
    std::string name;                        ///< what stands behind `Host`: what `ssh` takes
    std::string host_name;                   ///< where it leads, `%h` filled in; empty: the name itself
    std::string user;                        ///< empty: not said
    std::uint16_t port = 0;                  ///< 0: not said
    std::string proxy_jump;                  ///< empty: none, or a ProxyCommand
    std::vector<std::string> identity_files; ///< as written, in order, each once

    bool operator==(const SshHost&) const = default;
};

struct SshConfig {
    std::vector<SshHost> hosts; ///< each name once, as they first appear
    bool is_cut = false;        ///< something was left out, for the configuration is larger than the limits
};

inline constexpr std::size_t most_ssh_hosts = 10'000;
/// Bytes, with all that is included.
inline constexpr std::size_t max_ssh_config_size = 1U << 20U;

/// The texts of all files that an `Include` names, in the order of their names: a path as written,
/// perhaps with `~`, wildcards, or relative to ~/.ssh. Empty where there is none.
using SshInclude = std::function<std::vector<std::string>(std::string_view pattern)>;

/// Total: any bytes give an answer. Names are offered where a `Host` line has them without wildcards
/// and negation, and where ssh may be given them as a host. The first value of a keyword wins, over
/// all the blocks that a name matches. `Match` blocks are left out, but for `Match all`. Includes
/// are followed 16 deep, as ssh does, and up to 256.
SshConfig read_ssh_config(std::string_view text, const SshInclude& include);

} // namespace dockwright::engine
