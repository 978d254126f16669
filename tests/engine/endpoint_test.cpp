#include "engine/endpoint.hpp"
#include "engine/problems.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::engine {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string_view kind_of(std::string_view host) {
    const auto read = parse_host(host, Source::docker_host, "DOCKER_HOST");
    return read ? std::string_view("fine") : read.error().kind;
}

TEST(Hosts, NameAUnixSocketByItsPath) {
    const auto endpoint = parse_host("unix:///run/user/1000/docker.sock", Source::docker_host, "DOCKER_HOST");
    ASSERT_TRUE(endpoint);
    EXPECT_EQ(endpoint->socket_path, "/run/user/1000/docker.sock");
    EXPECT_EQ(endpoint->host(), "unix:///run/user/1000/docker.sock");
    EXPECT_EQ(endpoint->description(), "unix:///run/user/1000/docker.sock (from DOCKER_HOST)");
}

TEST(Hosts, UnixAloneIsTheDefaultSocketAsForDocker) {
    EXPECT_EQ(parse_host("unix://", Source::docker_host, "DOCKER_HOST")->socket_path, "/var/run/docker.sock");
}

TEST(Hosts, OverOtherTransportsAreNotSpokenToYet) {
    for (const char* host :
         {"tcp://10.0.0.1:2375", "tcp://", "10.0.0.1:2375", "gpubox", "https://gpubox:2376",
          "ssh://ada@gpubox", "npipe:////./pipe/docker_engine", "fd://3"}) {
        EXPECT_EQ(kind_of(host), problem_kind::transport_unsupported) << host;
    }
}

TEST(Hosts, OverSshNameTheNextStep) {
    const auto read = parse_host("ssh://ada@gpubox", Source::docker_host, "DOCKER_HOST");
    EXPECT_EQ(
        read.error().message,
        "DOCKER_HOST names 'ssh://ada@gpubox', but this version does not speak to engines over SSH yet");
    EXPECT_THAT(read.error().next_step, HasSubstr("ssh -L"));
}

TEST(Hosts, NeverShowAPassword) {
    const auto read = parse_host("ssh://ada:hunter2@gpubox", Source::docker_host, "DOCKER_HOST");
    EXPECT_THAT(read.error().message, Not(HasSubstr("hunter2")));
    EXPECT_THAT(read.error().message, HasSubstr("ssh://ada:…@gpubox"));
}

TEST(Hosts, ThatAreNoAddressAreRefusedWithTheWayToWriteIt) {
    for (const std::string& host :
         {std::string(), std::string("-oProxyCommand=x"), std::string("/var/run/docker.sock"),
          std::string("unix://docker.sock"), std::string("unix://~/docker.sock"), std::string("gopher://x"),
          std::string("unix:///a\0b", 11), "unix:///" + std::string(103, 'x')}) {
        EXPECT_EQ(kind_of(host), problem_kind::host_not_understood) << host;
        EXPECT_NE(parse_host(host, Source::setting, "the setting").error().next_step, "");
    }
}

TEST(Hosts, OfTheLongestPathFit) {
    EXPECT_EQ(kind_of("unix:///" + std::string(102, 'x')), "fine");
}

TEST(Hosts, AreEscapedInSentences) {
    const auto read = parse_host("gopher://\x1b[31m", Source::setting, "the setting");
    EXPECT_THAT(read.error().message, HasSubstr("gopher://\\x1b[31m"));
}

} // namespace
} // namespace dockwright::engine
