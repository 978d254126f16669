#pragma once
#include "base/problem.hpp"
#include "config/given.hpp"
#include "config/mistake.hpp"
#include <expected>
#include <string>
#include <string_view>
#include <vector>

/// The machines that a person works with, as their own file names them. Of the person alone: it says
/// where this program connects to, so it is never read from a workspace. (What GPUs a machine has, for
/// judging without it, is config/machine.hpp's.)
namespace dockwright::config {

/// Paths on this machine, absolute or with `~/`. All may be empty; a certificate never is without its key.
struct MachineTls {
    std::string ca;
    std::string cert;
    std::string key;

    bool operator==(const MachineTls&) const = default;
};

struct KnownMachine {
    std::string name;      ///< unique whatever the case; letters, digits, `.`, `_` and `-`, no dash in front
    std::string host;      ///< as DOCKER_HOST has it: unix, tcp, ssh or npipe; empty where there is a context
    std::string context;   ///< a docker context's name; empty where there is a host
    MachineTls tls{};      ///< of a tcp host
    std::string data{};    ///< the usual folder with data on that machine; absolute or with `~/`
    std::string results{}; ///< the usual folder for results there
    std::string note{};

    bool operator==(const KnownMachine&) const = default;
};

struct MachinesFile {
    std::vector<Given<KnownMachine>> machines; ///< with the span of the whole entry
    std::vector<Mistake> mistakes;             ///< by place
};

/// Total: any bytes give an answer; an empty file has no machines. An entry without a right name and a
/// right host or context is left out, and so is the second of two of one name; a smaller mistake only
/// costs its own value. Mistakes: those of read_yaml and Taker, `missing-key`, `duplicate-name`,
/// `bad-name`, `bad-host`, `bad-path`, `unused-key`.
MachinesFile read_machines(std::string_view text);

/// The file's text with one machine more, at the end of the list. All that is there stays, byte for
/// byte, but for an empty list's brackets. Problems: `machine-exists`, `machine-wrong`,
/// `machines-file-broken`, `machines-file-unusual` (to be edited by hand, with the lines to put there).
std::expected<std::string, Problem> add_machine(std::string_view text, const KnownMachine& machine);

/// The text without that machine. Comments stay unless they stand inside of its entry. Problems:
/// `machine-not-found`, `machines-file-broken`, `machines-file-unusual`.
std::expected<std::string, Problem> remove_machine(std::string_view text, std::string_view name);

/// `$XDG_CONFIG_HOME/dockwright/machines.yaml`, or under `~/.config`; a relative XDG_CONFIG_HOME counts
/// as unset (XDG Base Directory Specification). Empty where neither is known.
std::string machines_path(std::string_view xdg_config_home, std::string_view home);

} // namespace dockwright::config
