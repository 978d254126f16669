#pragma once
#include "base/problem.hpp"
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the docker client's configuration knows of registries' credentials. No sentence of a problem
/// here quotes the configuration or a helper, since either may hold secrets.
namespace dockwright::engine {

/// What a registry is shown. Secret: not for logs, not for a screen.
struct Credentials {
    std::string username;
    std::string password;
    /// In place of a password, from registries that log in with a browser.
    std::string identity_token;
    std::string registry_token;
    /// The key that they were stored under.
    std::string server_address;

    bool is_anonymous() const {
        return username.empty() && password.empty() && identity_token.empty() && registry_token.empty();
    }
    bool operator==(const Credentials&) const = default;
};

/// The parts of config.json (or of DOCKER_AUTH_CONFIG) that decide.
struct DockerAuths {
    /// By the registry's key: the program docker-credential-NAME that keeps its credentials.
    std::map<std::string, std::string, std::less<>> helpers;
    /// The program that keeps all others; "" if none.
    std::string store;
    /// In the file itself.
    std::map<std::string, Credentials, std::less<>> stored;
    /// Keys of entries that can't be read; docker warns of them and goes on without a login.
    std::vector<std::string> damaged;

    bool operator==(const DockerAuths&) const = default;
};

/// Unknown members are passed over. A text that isn't a JSON object of the kind that docker
/// writes is a problem; `from` says in a few words where the text stands, such as the file's path.
std::expected<DockerAuths, Problem> read_docker_auths(std::string_view text, std::string_view from);

/// Where a registry's credentials are: in a helper program's keeping, or here (perhaps anonymous).
struct CredentialSource {
    /// NAME of docker-credential-NAME; "" if they are here. Never a path and never an option.
    std::string helper;
    /// For the helper's standard input.
    std::string key;
    Credentials credentials;

    bool operator==(const CredentialSource&) const = default;
};

/// `key` is image_reference's auth_key(). What DOCKER_AUTH_CONFIG holds comes first, as in new
/// docker clients; then the registry's own helper, the common one, and the file.
CredentialSource find_credentials(const DockerAuths& config, const DockerAuths* overriding,
                                  std::string_view key);

/// What `docker-credential-NAME get` wrote to its standard output; it reports errors there as well.
/// That it knows no credentials is no problem: they are anonymous.
std::expected<Credentials, Problem> read_helper_answer(std::string_view helper, std::string_view key,
                                                       int exit_status, std::string_view output);

/// The value of X-Registry-Auth, for pulls and pushes. Some engines refuse a push without it, so
/// there is one for the anonymous too.
std::string registry_auth(const Credentials& credentials);

/// The value of X-Registry-Config, for builds: the credentials of several registries by their keys.
std::string registry_config(const std::map<std::string, Credentials, std::less<>>& by_key);

} // namespace dockwright::engine
