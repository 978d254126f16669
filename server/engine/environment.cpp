#include "engine/environment.hpp"
#include <array>
#include <string_view>

namespace dockwright::engine {
namespace {

struct Variable {
    std::string_view name;
    std::string Environment::* member;
};

constexpr std::array variables{
    Variable{"HOME", &Environment::home},
    Variable{"PATH", &Environment::path},
    Variable{"XDG_RUNTIME_DIR", &Environment::xdg_runtime_dir},
    Variable{"DOCKER_HOST", &Environment::docker_host},
    Variable{"DOCKER_CONTEXT", &Environment::docker_context},
    Variable{"DOCKER_CONFIG", &Environment::docker_config},
    Variable{"DOCKER_API_VERSION", &Environment::docker_api_version},
    Variable{"DOCKER_TLS_VERIFY", &Environment::docker_tls_verify},
    Variable{"DOCKER_TLS", &Environment::docker_tls},
    Variable{"DOCKER_CERT_PATH", &Environment::docker_cert_path},
    Variable{"DOCKER_AUTH_CONFIG", &Environment::docker_auth_config},
    Variable{"XDG_CONFIG_HOME", &Environment::xdg_config_home},
};

} // namespace

Environment environment_from(const char* const* block) {
    Environment found;
    for (; block != nullptr && *block != nullptr; ++block) {
        const std::string_view entry = *block;
        const std::size_t equals = entry.find('=');
        if (equals == std::string_view::npos) {
            continue;
        }
        for (const Variable& variable : variables) {
            std::string& value = found.*variable.member;
            if (entry.substr(0, equals) == variable.name && value.empty()) {
                value = entry.substr(equals + 1);
            }
        }
    }
    return found;
}

} // namespace dockwright::engine
