#include "actions/registry_auth.hpp"
#include "engine/contexts.hpp"
#include "engine/docker_auth.hpp"
#include "engine/image_reference.hpp"
#include "engine/on_pool.hpp"
#include "engine/run_program.hpp"
#include <filesystem>
#include <fstream>
#include <functional>
#include <utility>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Source = std::expected<engine::CredentialSource, Problem>;

constexpr std::size_t largest_file = std::size_t{4} << 20U;
constexpr std::size_t longest_answer = std::size_t{1} << 20U;

/// Empty if there is none: then docker knows no logins either.
std::string text_of(const std::string& path) {
    std::error_code ec;
    if (!std::filesystem::is_regular_file(path, ec)) {
        return {};
    }
    std::ifstream file(path, std::ios::binary);
    std::string text(largest_file, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

Source source_of(const engine::Environment& environment, const std::string& key) {
    engine::DockerAuths config;
    const std::string folder = engine::docker_folder(environment);
    const std::string path = folder + "/config.json";
    const std::string text = folder.empty() ? std::string() : text_of(path);
    if (!text.empty()) {
        auto read = engine::read_docker_auths(text, path);
        if (!read) {
            return std::unexpected(std::move(read.error()));
        }
        config = std::move(*read);
    }
    if (environment.docker_auth_config.empty()) {
        return engine::find_credentials(config, nullptr, key);
    }
    const auto overriding = engine::read_docker_auths(environment.docker_auth_config, "DOCKER_AUTH_CONFIG");
    if (!overriding) {
        return std::unexpected(overriding.error());
    }
    return engine::find_credentials(config, &*overriding, key);
}

asio::awaitable<std::expected<engine::Credentials, Problem>>
ask_helper(std::shared_ptr<engine::Client> client, engine::CredentialSource source) {
    engine::ProgramCall call{.program = "docker-credential-" + source.helper, .arguments = {"get"}};
    const engine::ProgramLimits limits{.time = helper_patience, .output = longest_answer};
    std::string key = source.key;
    auto answer = co_await engine::run_program(client->executor(), std::move(call), std::move(key), limits);
    if (!answer) {
        co_return std::unexpected(std::move(answer.error()));
    }
    co_return engine::read_helper_answer(source.helper, source.key, answer->exit_code, answer->output);
}

Login login_with(const engine::Credentials& credentials) {
    return {.header = engine::registry_auth(credentials), .anonymous = credentials.is_anonymous()};
}

Login without(Problem trouble) {
    Login login = login_with({});
    login.trouble = std::move(trouble);
    return login;
}

asio::awaitable<std::expected<engine::Credentials, Problem>>
credentials_for(std::shared_ptr<engine::Client> client, engine::Environment environment, std::string key) {
    std::function<Source()> reading = [environment = std::move(environment), key = std::move(key)] {
        return source_of(environment, key);
    };
    Source source = co_await engine::on_pool<Source>(client->pool(), std::move(reading));
    if (!source) {
        co_return std::unexpected(std::move(source.error()));
    }
    if (source->helper.empty()) {
        co_return std::move(source->credentials);
    }
    co_return co_await ask_helper(client, std::move(*source));
}

} // namespace

asio::awaitable<Login> login_for(std::shared_ptr<engine::Client> client, engine::Environment environment,
                                 std::string registry) {
    std::string key = engine::auth_key(registry);
    auto credentials = co_await credentials_for(client, std::move(environment), std::move(key));
    co_return credentials ? login_with(*credentials) : without(std::move(credentials.error()));
}

asio::awaitable<std::string> build_logins(std::shared_ptr<engine::Client> client,
                                          engine::Environment environment,
                                          std::vector<std::string> registries) {
    std::map<std::string, engine::Credentials, std::less<>> known;
    for (const std::string& registry : registries) {
        std::string key = engine::auth_key(registry);
        std::string under = key;
        auto credentials = co_await credentials_for(client, environment, std::move(key));
        if (credentials && !credentials->is_anonymous()) {
            known.emplace(std::move(under), std::move(*credentials));
        }
    }
    co_return known.empty() ? std::string() : engine::registry_config(known);
}

} // namespace dockwright::actions
