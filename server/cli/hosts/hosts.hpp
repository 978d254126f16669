#pragma once
#include "actions/hosts.hpp"
#include "cli/engine_command.hpp"

/// `dockwright hosts`: the machines that a person works with. Each function gives the exit code.
namespace dockwright::cli::hosts {

struct HostsOptions {
    engine::Environment environment;
    bool json = false;
    /// For each machine that is tested.
    std::chrono::seconds limit{60};
};

int list(const HostsOptions& options, const Streams& streams);

/// What `hosts add` was given: a name and a host (an address, or what stands behind `ssh`), one of both
/// alone, or a docker context instead of a host.
struct Addition {
    std::string name;
    std::string host;
    std::string context;
    std::string note;
};
int add(Addition addition, const HostsOptions& options, const Streams& streams);
/// Shows the hosts of ~/.ssh/config that have no name here yet; on a terminal asks which to add.
int add_from_ssh(const HostsOptions& options, const Streams& streams);

int remove(const std::string& name, const HostsOptions& options, const Streams& streams);

/// All where `name` is empty. 1 where one doesn't answer.
int test(const std::string& name, const HostsOptions& options, const Streams& streams);

/// Runs a program in this terminal and gives its exit code; for a test, another one.
using RunHere = std::function<int(const std::vector<std::string>& words)>;
int login(const std::string& name, const HostsOptions& options, const Streams& streams, const RunHere& run);
int run_here(const std::vector<std::string>& words);

/// The name that a machine gets by its host alone: `gpubox` of `ssh://ada@gpubox`; empty if there is none.
std::string name_of_host(std::string_view host);

/// A tested machine in words, each line ended; pure. Foreign text is escaped.
std::string test_text(const actions::HostTest& test);

} // namespace dockwright::cli::hosts
