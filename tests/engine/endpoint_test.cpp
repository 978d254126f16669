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
    EXPECT_EQ(std::get<UnixAddress>(endpoint->address).path, "/run/user/1000/docker.sock");
    EXPECT_EQ(endpoint->host(), "unix:///run/user/1000/docker.sock");
    EXPECT_EQ(endpoint->description(), "unix:///run/user/1000/docker.sock (from DOCKER_HOST)");
}

TEST(Hosts, UnixAloneIsTheDefaultSocketAsForDocker) {
    EXPECT_EQ(parse_host("unix://", Source::docker_host, "DOCKER_HOST")->host(),
              "unix:///var/run/docker.sock");
}

TEST(Hosts, OverTheNetworkHaveDockersPorts) {
    const std::pair<const char*, const char*> read[] = {
        {"tcp://10.0.0.1:2375", "tcp://10.0.0.1:2375"},
        {"tcp://", "tcp://localhost:2375"},
        {"10.0.0.1:2375", "tcp://10.0.0.1:2375"},
        {"gpubox", "tcp://gpubox:2375"},
        {"https://gpubox:2376", "tcp://gpubox:2376"},
        {"tcp://[::1]:2000", "tcp://[::1]:2000"},
        {"tcp://lab1/", "tcp://lab1:2375"},
        {"ssh://ada@gpubox", "ssh://ada@gpubox"},
    };
    for (const auto& [written, expected] : read) {
        EXPECT_EQ(parse_host(written, Source::docker_host, "DOCKER_HOST")->host(), expected);
    }
    const TlsFiles files{.authority = "/keys/ca.pem"};
    const auto secured = parse_host("tcp://lab1", Source::docker_host, "DOCKER_HOST", files);
    EXPECT_EQ(secured->address, Address(TlsAddress{.host = "lab1", .port = 2376, .files = files}));
    EXPECT_EQ(parse_host("unix:///x.sock", Source::docker_host, "DOCKER_HOST", files)->address,
              Address(UnixAddress{.path = "/x.sock"}));
}

TEST(Hosts, OverTheNetworkAreNeverGuessed) {
    for (const char* host : {"tcp://lab1:0", "tcp://lab1:65536", "tcp://lab1:http", "tcp://-x:1",
                             "tcp://a b:1", "tcp://[::1", "tcp://[::1]x", "tcp://lab1:2375/path"}) {
        EXPECT_EQ(kind_of(host), problem_kind::host_not_understood) << host;
    }
}

TEST(Hosts, OverPipesAndInheritedSocketsAreRefusedForWhatTheyAre) {
    for (const char* host : {"npipe:////./pipe/docker_engine", "fd://3"}) {
        EXPECT_EQ(kind_of(host), problem_kind::transport_unsupported) << host;
    }
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
