#pragma once
#include <string>

namespace dockwright::engine {

/// The variables that decide which engine is asked, as values: nothing below the program's entry
/// reads the process environment. Empty means unset (the docker client treats the two alike).
struct Environment {
    std::string home;
    std::string path;
    std::string xdg_runtime_dir;
    std::string docker_host;
    std::string docker_context;
    std::string docker_config;
    std::string docker_api_version;
    /// Any value, also "0", means TLS with a checked certificate.
    std::string docker_tls_verify;
    /// Any value means TLS; alone, without a check of the certificate.
    std::string docker_tls;
    std::string docker_cert_path;
    /// JSON as config.json's, in place of its credentials.
    std::string docker_auth_config;
    /// Where a person's own configuration lies, if not in ~/.config.
    std::string xdg_config_home;

    bool operator==(const Environment&) const = default;
};

/// From a null-terminated array of `NAME=value`, the form of POSIX' `environ`. Of a name that comes
/// twice the first counts, as with getenv.
Environment environment_from(const char* const* block);

} // namespace dockwright::engine
