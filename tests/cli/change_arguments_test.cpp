#include "cli/containers/change_arguments.hpp"
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

using engine::recreate::AddedMount;
using engine::recreate::Changes;
using engine::recreate::MountKind;
using engine::recreate::PublishedPort;
using engine::recreate::RestartPolicy;

constexpr std::int64_t gib = std::int64_t{1} << 30U;

PublishedPort port(const std::string& text) {
    const auto changes = changes_of({.ports = {text}});
    EXPECT_TRUE(changes) << text;
    return changes.value().add_ports.at(0);
}

TEST(ChangeArguments, ArePortsAsDockerWritesThem) {
    EXPECT_EQ(port("8888"), (PublishedPort{.container_port = "8888/tcp", .host_port = "8888"}));
    EXPECT_EQ(port("8080:80"), (PublishedPort{.container_port = "80/tcp", .host_port = "8080"}));
    EXPECT_EQ(port(":80"), (PublishedPort{.container_port = "80/tcp", .host_port = ""}));
    EXPECT_EQ(port("0.0.0.0:8080:80"),
              (PublishedPort{.container_port = "80/tcp", .host_ip = "0.0.0.0", .host_port = "8080"}));
    EXPECT_EQ(port("[::1]:8080:80/udp"),
              (PublishedPort{.container_port = "80/udp", .host_ip = "::1", .host_port = "8080"}));
}

TEST(ChangeArguments, ThatNameNoAddressKeepPortsOffTheNetwork) {
    for (const char* text : {"8888", "8080:80", ":80"}) {
        EXPECT_EQ(port(text).host_ip, "127.0.0.1") << text;
    }
}

TEST(ChangeArguments, OfPortsThatGoAreOfTcpWithoutAWord) {
    EXPECT_EQ(changes_of({.remove_ports = {"80", "53/udp"}}).value().remove_ports,
              (std::vector<std::string>{"80/tcp", "53/udp"}));
}

TEST(ChangeArguments, AreMounts) {
    const auto changes = changes_of(
        {.volumes = {"/srv/data:/data:ro", "datasets:/sets", "/a:/b:rw"}, .remove_volumes = {"/old"}});
    ASSERT_TRUE(changes) << changes.error().message;
    EXPECT_EQ(changes->add_mounts,
              (std::vector<AddedMount>{
                  {.kind = MountKind::bind, .source = "/srv/data", .target = "/data", .read_only = true},
                  {.kind = MountKind::volume, .source = "datasets", .target = "/sets"},
                  {.kind = MountKind::bind, .source = "/a", .target = "/b"}}));
    EXPECT_EQ(changes->remove_mounts, std::vector<std::string>{"/old"});
}

TEST(ChangeArguments, AreVariables) {
    const auto changes = changes_of({.environment = {"A=1", "B=", "C=x=y"}, .unset = {"D"}});
    ASSERT_TRUE(changes) << changes.error().message;
    EXPECT_EQ(changes->set_environment,
              (std::map<std::string, std::string>{{"A", "1"}, {"B", ""}, {"C", "x=y"}}));
    EXPECT_EQ(changes->unset_environment, std::vector<std::string>{"D"});
}

TEST(ChangeArguments, AreSizesWithTheUnitsOfDocker) {
    for (const auto& [text, bytes] :
         {std::pair("8g", 8 * gib), std::pair("8G", 8 * gib), std::pair("8gb", 8 * gib),
          std::pair("8GiB", 8 * gib), std::pair("512m", gib / 2), std::pair("64k", std::int64_t{65536}),
          std::pair("100", std::int64_t{100}), std::pair("100b", std::int64_t{100}),
          std::pair("0", std::int64_t{0}), std::pair("1t", 1024 * gib)}) {
        EXPECT_EQ(changes_of({.shm_size = text}).value().shm_size, bytes) << text;
        EXPECT_EQ(changes_of({.memory = text}).value().memory, bytes) << text;
    }
}

TEST(ChangeArguments, AreRestartPolicies) {
    const auto policy = [](const std::string& text) {
        return changes_of({.restart = text}).value().restart_policy;
    };
    EXPECT_EQ(policy("always"), RestartPolicy{.name = "always"});
    EXPECT_EQ(policy("on-failure"), RestartPolicy{.name = "on-failure"});
    EXPECT_EQ(policy("on-failure:3"), (RestartPolicy{.name = "on-failure", .maximum_retries = 3}));
}

TEST(ChangeArguments, AreRequestsForGpusAndNoneTakesThemAway) {
    EXPECT_EQ(changes_of({.gpus = ""}).value().gpus, std::nullopt);
    const auto none = changes_of({.gpus = "none"}).value().gpus;
    ASSERT_TRUE(none);
    EXPECT_TRUE(none->empty());
    const auto all = changes_of({.gpus = "all"}).value().gpus;
    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), 1U);
    EXPECT_EQ(all->front().count, -1);
}

TEST(ChangeArguments, ThatSayNothingChangeNothing) {
    const Changes changes = changes_of({}).value();
    EXPECT_TRUE(changes.add_ports.empty());
    EXPECT_TRUE(changes.add_mounts.empty());
    EXPECT_TRUE(changes.set_environment.empty());
    EXPECT_FALSE(changes.gpus || changes.shm_size || changes.memory || changes.restart_policy);
}

TEST(ChangeArguments, ThatCannotBeReadAreRefusedInOneSentence) {
    const std::vector<ChangeWords> refused = {{.volumes = {"/data"}},
                                              {.volumes = {""}},
                                              {.volumes = {":/data"}},
                                              {.environment = {"A"}},
                                              {.environment = {"=x"}},
                                              {.environment = {""}},
                                              {.shm_size = "g"},
                                              {.shm_size = "8x"},
                                              {.shm_size = "-1"},
                                              {.shm_size = "8 g"},
                                              {.shm_size = "9999999999g"},
                                              {.memory = "99999999999999999999"},
                                              {.memory = "\x1b[2J"},
                                              {.restart = "on-failure:"},
                                              {.restart = "on-failure:many"},
                                              {.restart = "on-failure:-1"},
                                              {.restart = "on-failure:3g"},
                                              {.restart = "always:3"}};
    for (std::size_t i = 0; i < refused.size(); ++i) {
        const auto changes = changes_of(refused[i]);
        ASSERT_FALSE(changes) << i;
        EXPECT_EQ(changes.error().kind, "change-not-understood") << i;
        EXPECT_FALSE(changes.error().message.empty()) << i;
        EXPECT_FALSE(changes.error().message.ends_with('.')) << changes.error().message;
        EXPECT_FALSE(changes.error().next_step.empty()) << i;
        EXPECT_FALSE(changes.error().message.contains('\x1b')) << i;
    }
}

TEST(ChangeArguments, ThatEnginesWouldRefuseForGpusAreRefusedHere) {
    for (const char* text : {"device=0,2", "devices=0", "\"", "all,,"}) {
        const auto changes = changes_of({.gpus = text});
        ASSERT_FALSE(changes) << text;
        EXPECT_FALSE(changes.error().message.empty()) << text;
    }
}

} // namespace
} // namespace dockwright::cli
