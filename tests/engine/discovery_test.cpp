#include "engine/contexts.hpp"
#include "engine/discovery.hpp"
#include "engine/problems.hpp"
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::engine {
namespace {

using ::testing::HasSubstr;

/// A home folder with the docker client's files, for one test.
class Discovery : public ::testing::Test {
protected:
    void SetUp() override {
        std::string path = ::testing::TempDir() + "/discovery-XXXXXX";
        ASSERT_NE(mkdtemp(path.data()), nullptr);
        home_ = path;
        environment_.home = path;
    }
    void TearDown() override { std::filesystem::remove_all(home_); }

    void write(const std::string& name, std::string_view text) const {
        const std::filesystem::path path = home_ / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << text;
    }
    void write_context(const std::string& folder, const std::string& name, const std::string& host) const {
        write(".docker/contexts/meta/" + folder + "/meta.json",
              R"({"Name":")" + name + R"(","Metadata":{"Description":"x"},"Endpoints":{"docker":{"Host":")" +
                  host + R"(","SkipTLSVerify":false}}})");
    }
    std::expected<Plan, Problem> plan(const Choice& choice = {}) const {
        return plan_endpoints(choice, environment_);
    }
    std::string host(const Choice& choice = {}) const {
        const auto planned = plan(choice);
        return planned ? planned->candidates.front().host() : std::string(planned.error().kind);
    }

    std::filesystem::path home_;
    Environment environment_;
};

TEST_F(Discovery, WithNothingSaidTakesTheDefaultAndThenTheWellKnownSockets) {
    environment_.xdg_runtime_dir = "/run/user/1000";
    const auto planned = plan();
    ASSERT_TRUE(planned);
    std::vector<std::string> hosts;
    for (const Endpoint& endpoint : planned->candidates) {
        hosts.push_back(endpoint.host());
    }
    const std::string home = "unix://" + home_.string();
    EXPECT_EQ(hosts, (std::vector<std::string>{
                         "unix:///var/run/docker.sock", "unix:///run/user/1000/docker.sock",
                         home + "/.docker/run/docker.sock", home + "/.docker/desktop/docker.sock",
                         "unix:///run/user/1000/podman/podman.sock", "unix:///run/podman/podman.sock",
                         home + "/.colima/default/docker.sock", home + "/.rd/docker.sock",
                         home + "/.orbstack/run/docker.sock"}));
    EXPECT_EQ(planned->candidates[0].source, Source::platform_default);
    EXPECT_EQ(planned->candidates[1].source, Source::probe);
}

TEST_F(Discovery, WithoutAHomeOrRuntimeFolderTriesOnlyWhatNeedsNone) {
    environment_ = {};
    EXPECT_EQ(plan()->candidates.size(), 2U);
}

TEST_F(Discovery, WithSomethingNamedTriesNothingElse) {
    environment_.docker_host = "unix:///a.sock";
    EXPECT_EQ(plan()->candidates.size(), 1U);
    EXPECT_EQ(plan({.host = "unix:///b.sock"})->candidates.size(), 1U);
}

TEST_F(Discovery, FollowsTheOrderOfTheDockerClient) {
    write_context("1", "lab", "unix:///lab.sock");
    write_context("2", "home", "unix:///home.sock");
    write(".docker/config.json", R"({"auths":{},"currentContext":"home"})");
    EXPECT_EQ(host(), "unix:///home.sock");
    environment_.docker_context = "lab";
    EXPECT_EQ(host(), "unix:///lab.sock");
    environment_.docker_host = "unix:///env.sock";
    EXPECT_EQ(host(), "unix:///env.sock");
    EXPECT_EQ(host({.context = "home"}), "unix:///home.sock");
    EXPECT_EQ(host({.host = "unix:///setting.sock"}), "unix:///setting.sock");
}

TEST_F(Discovery, TakesTheDefaultContextForWhatNeedsNoFile) {
    write(".docker/config.json", R"({"currentContext":"default"})");
    EXPECT_EQ(host(), "unix:///var/run/docker.sock");
    environment_.docker_host = "unix:///env.sock";
    EXPECT_EQ(host({.context = "default"}), "unix:///env.sock");
}

TEST_F(Discovery, FindsTheFilesInDockerConfigWhereThatIsSet) {
    write("elsewhere/contexts/meta/x/meta.json",
          R"({"Name":"lab","Endpoints":{"docker":{"Host":"unix:///e.sock"}}})");
    environment_.docker_config = (home_ / "elsewhere").string();
    environment_.docker_context = "lab";
    EXPECT_EQ(host(), "unix:///e.sock");
}

TEST_F(Discovery, DescribesAContextByItsName) {
    write_context("1", "lab", "unix:///lab.sock");
    environment_.docker_context = "lab";
    EXPECT_EQ(plan()->candidates.front().description(), "unix:///lab.sock (docker context 'lab')");
}

TEST_F(Discovery, OfAContextThatDoesNotExistIsAProblemAndNoFallBack) {
    write_context("1", "lab", "unix:///lab.sock");
    for (const char* name : {"labs", "LAB", "../1"}) {
        environment_.docker_context = name;
        const auto planned = plan();
        ASSERT_FALSE(planned);
        EXPECT_EQ(planned.error().kind, problem_kind::context_not_found);
        EXPECT_THAT(planned.error().message, HasSubstr("which DOCKER_CONTEXT names"));
        EXPECT_THAT(planned.error().next_step, HasSubstr("docker context ls"));
    }
}

TEST_F(Discovery, OfAContextOverSshKnowsWhereSharedConnectionsLie) {
    write_context("1", "gpu-b", "ssh://root@gpu-b");
    write(".docker/config.json", R"({"currentContext":"gpu-b"})");
    environment_.xdg_runtime_dir = "/run/user/1000";
    const auto planned = plan();
    ASSERT_TRUE(planned);
    ASSERT_EQ(planned->candidates.size(), 1U);
    EXPECT_EQ(planned->candidates.front().address,
              Address(SshAddress{.target = {.user = "root", .host = "gpu-b", .port = 0, .socket_path = {}},
                                 .runtime_folder = "/run/user/1000"}));
}

TEST_F(Discovery, OfAContextOverTcpTakesItsKeysFromTheContextsFolder) {
    write_context("1", "lab", "tcp://lab1:2376");
    write(".docker/contexts/tls/1/docker/ca.pem", "x");
    write(".docker/contexts/tls/1/docker/cert.pem", "x");
    const auto planned = plan({.host = {}, .context = "lab"});
    ASSERT_TRUE(planned);
    const auto* const tls = std::get_if<TlsAddress>(&planned->candidates.front().address);
    ASSERT_NE(tls, nullptr);
    EXPECT_THAT(tls->files.authority, ::testing::EndsWith("/contexts/tls/1/docker/ca.pem"));
    EXPECT_EQ(tls->files.key, "");
    EXPECT_FALSE(tls->files.unchecked);
}

TEST_F(Discovery, OfAHostTakesTlsFromTheEnvironmentAsDockerDoes) {
    environment_.docker_host = "tcp://lab1";
    EXPECT_EQ(host(), "tcp://lab1:2375");
    environment_.docker_tls = "1";
    EXPECT_EQ(host(), "tcp://lab1:2376");
    EXPECT_TRUE(std::get<TlsAddress>(plan()->candidates.front().address).files.unchecked);
    environment_.docker_tls_verify = "0"; // any value
    EXPECT_FALSE(std::get<TlsAddress>(plan()->candidates.front().address).files.unchecked);
}

TEST_F(Discovery, OfBothAHostAndAContextIsAProblem) {
    EXPECT_EQ(host({.host = "unix:///a.sock", .context = "lab"}), problem_kind::host_not_understood);
}

TEST_F(Discovery, OfABrokenConfigurationIsAProblemSinceItMayNameAnEngine) {
    for (const char* text : {"{", "[]", R"({"currentContext":3})", ""}) {
        write(".docker/config.json", text);
        EXPECT_EQ(host(), problem_kind::config_unreadable) << text;
    }
    environment_.docker_host = "unix:///env.sock";
    EXPECT_EQ(host(), "unix:///env.sock");
}

TEST_F(Discovery, PassesThePinnedVersionOn) {
    environment_.docker_api_version = "1.41";
    EXPECT_EQ(plan()->pinned_version, "1.41");
}

TEST_F(Discovery, ListsContextsByNameAndLeavesBrokenOnesOut) {
    write_context("1", "lab", "tcp://10.0.0.1:2375");
    write_context("2", "home", "unix:///home.sock");
    write(".docker/contexts/meta/3/meta.json", "{");
    write(".docker/contexts/meta/4/other.json", "{}");
    write(".docker/contexts/meta/5/meta.json", R"({"Name":"bare"})");
    write(".docker/contexts/meta/6/meta.json", std::string((1U << 20U) + 1, ' '));
    EXPECT_EQ(contexts(docker_folder(environment_)),
              (std::vector<Context>{{.name = "bare", .host = ""},
                                    {.name = "home", .host = "unix:///home.sock"},
                                    {.name = "lab", .host = "tcp://10.0.0.1:2375"}}));
    EXPECT_EQ(contexts("/nonexistent"), std::vector<Context>());
    EXPECT_EQ(contexts(""), std::vector<Context>());
}

} // namespace
} // namespace dockwright::engine
