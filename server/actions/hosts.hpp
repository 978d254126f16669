#pragma once
#include "actions/engines.hpp"
#include "actions/gpu_load.hpp"
#include <chrono>
#include <functional>

/// Whether machines answer, and what a person has to know of those that don't.
namespace dockwright::actions {

struct HostTest {
    NamedEngine engine;
    /// Why it doesn't answer; the rest is empty then.
    std::optional<Problem> problem;
    /// Connecting, with the login and what both agree on.
    std::chrono::milliseconds connect{0};
    /// A question after that.
    std::chrono::milliseconds round_trip{0};
    std::string version; ///< the engine's own
    std::string api;
    bool podman = false;
    MachineLoad load;
};

/// Asks all at once, each within the limit; `on_answer` hears of each as soon as it is there.
boost::asio::awaitable<std::vector<HostTest>> test_hosts(std::vector<NamedEngine> engines,
                                                         engine::Environment environment,
                                                         std::chrono::milliseconds limit,
                                                         std::function<void(const HostTest&)> on_answer);

/// The one of that name; else what `--host` would make of the text.
NamedEngine engine_named(std::string_view text, const engine::Environment& environment);

/// The arguments of an ssh that may ask the person in a terminal (a password, a second factor, whether a
/// host's key is right) and leaves a shared connection behind, which later commands go through. Runs
/// `ssh -G`. The problem `no-login`: the engine isn't reached over SSH.
boost::asio::awaitable<std::expected<std::vector<std::string>, Problem>>
login_command(NamedEngine engine, engine::Environment environment);

} // namespace dockwright::actions
