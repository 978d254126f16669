#include "actions/registry_auth.hpp"
#include "engine/docker_auth.hpp"
#include "support/scripted_action.hpp"
#include "support/temporary_folder.hpp"
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using testing::expect_ping;
using testing::ScriptedEngine;
using testing::TemporaryFolder;

/// YWRhOnNlY3JldA== is ada:secret.
constexpr const char* stored = R"({"auths":{"lab.example":{"auth":"YWRhOnNlY3JldA=="}}})";

boost::asio::awaitable<std::expected<Login, Problem>>
ask(std::shared_ptr<engine::Client> client, engine::Environment environment, std::string registry) {
    co_return co_await login_for(client, environment, registry);
}

Login login(const engine::Environment& environment, const std::string& registry = "lab.example") {
    const ScriptedEngine engine({expect_ping("1.41")});
    return testing::run_action<Login>(engine,
                                      [&](std::shared_ptr<engine::Client> client) {
                                          return ask(std::move(client), environment, registry);
                                      })
        .value();
}

std::string header_of(const std::string& name, const std::string& password) {
    return engine::registry_auth({.username = name, .password = password, .server_address = "lab.example"});
}

/// A helper program that is found while the object lives.
class Helper {
public:
    Helper(const TemporaryFolder& folder, const std::string& script) : path_(std::getenv("PATH")) {
        folder.write("docker-credential-toy", "#!/bin/sh\n" + script);
        std::filesystem::permissions(folder.path() / "docker-credential-toy",
                                     std::filesystem::perms::owner_all);
        ::setenv("PATH", (folder.path().string() + ":" + path_).c_str(), 1);
        folder.write("config.json", R"({"credsStore":"toy"})");
    }
    Helper(const Helper&) = delete;
    Helper& operator=(const Helper&) = delete;
    ~Helper() { ::setenv("PATH", path_.c_str(), 1); }

private:
    std::string path_;
};

TEST(LoginFor, IsWhatTheClientsConfigurationHolds) {
    const TemporaryFolder folder;
    folder.write("config.json", stored);
    const Login found = login({.docker_config = folder.path()});
    EXPECT_FALSE(found.anonymous);
    EXPECT_EQ(found.header, header_of("ada", "secret"));
    EXPECT_FALSE(found.trouble);
}

TEST(LoginFor, ARegistryThatIsNotInItIsAnonymousWithAHeaderAllTheSame) {
    const TemporaryFolder folder;
    folder.write("config.json", stored);
    for (const Login& found : {login({.docker_config = folder.path()}, "docker.io"),
                               login({.docker_config = "/nowhere"}), login({})}) {
        EXPECT_TRUE(found.anonymous);
        EXPECT_FALSE(found.header.empty());
        EXPECT_FALSE(found.trouble);
    }
}

TEST(LoginFor, TheVariableComesBeforeTheFile) {
    const TemporaryFolder folder;
    folder.write("config.json", R"({"auths":{"lab.example":{"auth":"Ym9iOm90aGVy"}}})");
    const Login found = login({.docker_config = folder.path(), .docker_auth_config = stored});
    EXPECT_EQ(found.header, header_of("ada", "secret"));
}

TEST(LoginFor, AFileThatIsDamagedIsSaidAndStopsNothing) {
    const TemporaryFolder folder;
    folder.write("config.json", "{");
    const Login found = login({.docker_config = folder.path()});
    EXPECT_TRUE(found.anonymous);
    ASSERT_TRUE(found.trouble);
    EXPECT_TRUE(found.trouble->message.contains("config.json")) << found.trouble->message;
}

TEST(LoginFor, AHelperIsAskedForTheRegistryByItsKey) {
    const TemporaryFolder folder;
    const Helper helper(
        folder, "[ \"$1\" = get ] && [ \"$(cat)\" = lab.example ] && "
                "echo '{\"ServerURL\":\"lab.example\",\"Username\":\"ada\",\"Secret\":\"secret\"}'\n");
    const Login found = login({.docker_config = folder.path()});
    EXPECT_FALSE(found.trouble);
    EXPECT_EQ(found.header, header_of("ada", "secret"));
}

TEST(LoginFor, AHelperThatFailsIsSaidWithoutWhatItPrinted) {
    const TemporaryFolder folder;
    const Helper helper(folder, "cat >/dev/null; echo secret; echo secret >&2; exit 1\n");
    const Login found = login({.docker_config = folder.path()});
    EXPECT_TRUE(found.anonymous);
    ASSERT_TRUE(found.trouble);
    EXPECT_TRUE(found.trouble->message.contains("docker-credential-toy")) << found.trouble->message;
    EXPECT_FALSE(found.trouble->message.contains("secret")) << found.trouble->message;
}

TEST(LoginFor, AHelperThatIsMissingIsSaidAndStopsNothing) {
    const TemporaryFolder folder;
    folder.write("config.json", R"({"credsStore":"not-here"})");
    const Login found = login({.docker_config = folder.path()});
    EXPECT_TRUE(found.anonymous);
    ASSERT_TRUE(found.trouble);
}

TEST(LoginFor, ANameThatLeadsElsewhereIsNoHelper) {
    for (const char* name : {"../evil", "a/b", "-x"}) {
        const TemporaryFolder folder;
        folder.write("config.json", std::string(R"({"credsStore":")") + name + "\"}");
        const Login found = login({.docker_config = folder.path()});
        EXPECT_TRUE(found.anonymous) << name;
        EXPECT_TRUE(found.trouble) << name;
    }
}

} // namespace
} // namespace dockwright::actions
