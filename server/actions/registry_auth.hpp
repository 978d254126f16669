#pragma once
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "engine/environment.hpp"
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::actions {

/// What the docker client on this machine knows for one registry. The header is a secret: not for a
/// log, not for a screen.
struct Login {
    /// The value of X-Registry-Auth. Never empty: some engines refuse a push without one.
    std::string header;
    /// No name and no password are known: the header says just that.
    bool anonymous = true;
    /// Why none are known where there ought to be some. Not fatal: most images are free for all. It
    /// quotes no secret.
    std::optional<Problem> trouble;
};

/// How long a credential helper may take: it may ask a keyring.
inline constexpr std::chrono::milliseconds helper_patience{20000};

/// As the docker client finds them: DOCKER_AUTH_CONFIG, then config.json of DOCKER_CONFIG or ~/.docker
/// with its helper programs. `registry` as an ImageReference has it. What reads the disk runs on the
/// client's pool.
boost::asio::awaitable<Login> login_for(std::shared_ptr<engine::Client> client,
                                        engine::Environment environment, std::string registry);

/// The value of X-Registry-Config, for a build that fetches from these registries; empty where no login is
/// known for any of them.
boost::asio::awaitable<std::string> build_logins(std::shared_ptr<engine::Client> client,
                                                 engine::Environment environment,
                                                 std::vector<std::string> registries);

} // namespace dockwright::actions
