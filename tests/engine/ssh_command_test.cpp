#include "engine/problems.hpp"
#include "engine/ssh_command.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::engine {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

SshTarget read(std::string_view url) {
    const auto target = parse_ssh_url(url, "DOCKER_HOST");
    EXPECT_TRUE(target) << url << ": " << (target ? "" : target.error().message);
    return target.value_or(SshTarget{});
}

std::string refusal(std::string_view url) {
    const auto target = parse_ssh_url(url, "DOCKER_HOST");
    return target ? "fine" : target.error().message;
}

TEST(SshUrls, AreReadAsTheDockerClientReadsThem) {
    EXPECT_EQ(read("ssh://gpubox"), (SshTarget{.user = "", .host = "gpubox", .socket_path = ""}));
    EXPECT_EQ(
        read("ssh://ada@gpubox:2222/run/user/1000/docker.sock"),
        (SshTarget{
            .user = "ada", .host = "gpubox", .port = 2222, .socket_path = "/run/user/1000/docker.sock"}));
    EXPECT_EQ(read("ssh://gpubox/").socket_path, "");
    EXPECT_EQ(read("ssh://gpubox:").port, 0);
    EXPECT_EQ(read("ssh://[fe80::1%25eth0]:22"),
              (SshTarget{.user = "", .host = "fe80::1%eth0", .port = 22, .socket_path = ""}));
    EXPECT_EQ(read("ssh://ada%40lab@gpubox/a%20b").user, "ada@lab");
    EXPECT_EQ(read("ssh://ada%40lab@gpubox/a%20b").socket_path, "/a b");
}

TEST(SshUrls, AreWrittenAsTheyAreRead) {
    for (const SshTarget& target :
         {SshTarget{.user = "", .host = "gpubox", .socket_path = ""},
          SshTarget{.user = "ada@lab", .host = "fe80::1%eth0", .port = 22, .socket_path = "/a b/%41?#.sock"},
          SshTarget{
              .user = "LAB\\ada", .host = "10.0.0.1", .port = 65535, .socket_path = "/run/docker.sock"}}) {
        EXPECT_EQ(read(ssh_url(target)), target) << ssh_url(target);
    }
}

TEST(SshUrls, WithWhatSshHasNoUseForAreRefused) {
    EXPECT_THAT(refusal("ssh://ada:hunter2@gpubox"), HasSubstr("password"));
    EXPECT_THAT(refusal("ssh://ada:hunter2@gpubox"), Not(HasSubstr("hunter2")));
    EXPECT_THAT(refusal("ssh://gpubox?x=1"), HasSubstr("query"));
    EXPECT_THAT(refusal("ssh://gpubox#x"), HasSubstr("fragment"));
    EXPECT_THAT(refusal("ssh://gpubox:70000"), HasSubstr("port"));
    EXPECT_THAT(refusal("ssh://gpubox:0"), HasSubstr("port"));
    EXPECT_THAT(refusal("ssh://fe80::1"), HasSubstr("brackets"));
    EXPECT_THAT(refusal("ssh://[fe80::1"), HasSubstr("']'"));
    EXPECT_THAT(refusal("ssh://[::1]x"), HasSubstr("port"));
    EXPECT_THAT(refusal("ssh://gpu%zzbox"), HasSubstr("host"));
    EXPECT_THAT(refusal("ssh://gpubox/%4"), HasSubstr("'%'"));
    EXPECT_THAT(refusal("ssh://"), HasSubstr("host"));
    EXPECT_THAT(refusal("ssh:///run/docker.sock"), HasSubstr("host"));
    EXPECT_THAT(refusal("tcp://gpubox"), HasSubstr("ssh://"));
}

TEST(SshUrls, ThatCouldBecomeOptionsOrShellTextAreRefused) {
    for (const char* url :
         {"ssh://-oProxyCommand=x", "ssh://-la@gpubox", "ssh://a%20b", "ssh://a;b", "ssh://$(x)", "ssh://`x`",
          "ssh://a%0Ab", "ssh://%00", "ssh://a|b@gpubox", "ssh://%2DoX@gpubox", "ssh://gpubox/a%0Ab",
          "ssh://a%2Fb", "ssh://ada%5C@gpubox"}) {
        EXPECT_NE(refusal(url), "fine") << url;
        EXPECT_EQ(parse_ssh_url(url, "x").error().kind, problem_kind::host_not_understood);
    }
}

TEST(SshCommands, AreTheDockerClientsWithoutPromptsAndForwardings) {
    const auto command = ssh_command(read("ssh://ada@gpubox:2222"), {}, {});
    ASSERT_TRUE(command);
    EXPECT_THAT(*command, ElementsAre("ssh", "-o", "ConnectTimeout=30", "-o", "BatchMode=yes", "-o",
                                      "ServerAliveInterval=15", "-o", "ClearAllForwardings=yes", "-o",
                                      "RemoteCommand=none", "-o", "PermitLocalCommand=no", "-T", "-l", "ada",
                                      "-p", "2222", "--", "gpubox", "docker system dial-stdio"));
}

TEST(SshCommands, AskWhereSomebodyCanAnswer) {
    const SshSettings settings{.batch = false, .connect = std::chrono::seconds(5)};
    const auto command = ssh_command(read("ssh://gpubox"), settings, {});
    EXPECT_THAT(*command, Not(Contains("BatchMode=yes")));
    EXPECT_THAT(*command, Contains("ConnectTimeout=5"));
}

TEST(SshCommands, NameTheSocketInOneWordForTheShellThere) {
    const auto last = [](std::string_view url, RemoteClient client) {
        return ssh_command(read(url), {.client = client, .control_folder = {}}, {})->back();
    };
    EXPECT_EQ(last("ssh://b/run/user/1000/docker.sock", RemoteClient::docker),
              "docker --host=unix:///run/user/1000/docker.sock system dial-stdio");
    EXPECT_EQ(last("ssh://b/a b/$(x)'.sock", RemoteClient::docker),
              "docker '--host=unix:///a b/$(x)'\\''.sock' system dial-stdio");
    EXPECT_EQ(last("ssh://b", RemoteClient::podman), "podman system dial-stdio");
    EXPECT_EQ(last("ssh://b/run/podman/podman.sock", RemoteClient::podman),
              "podman --url=unix:///run/podman/podman.sock system dial-stdio");
}

TEST(SshCommands, ShareOneConnectionUnlessThePersonAlreadyDoes) {
    const SshSettings settings{.control_folder = "/run/user/1000/dockwright"};
    EXPECT_THAT(*ssh_command(read("ssh://b"), settings, {}),
                ::testing::IsSupersetOf({"ControlMaster=auto", "ControlPath=\"/run/user/1000/dockwright/%C\"",
                                         "ControlPersist=60s"}));
    EXPECT_THAT(*ssh_command(read("ssh://b"), settings, {.control_path = "/home/ada/.ssh/%C"}),
                Not(Contains(HasSubstr("Control"))));
    EXPECT_THAT(*ssh_command(read("ssh://b"), {.control_folder = "/" + std::string(60, 'x')}, {}),
                Not(Contains(HasSubstr("Control"))));
}

TEST(SshCommands, LeaveThePersonsIntervalForDeadLines) {
    EXPECT_THAT(*ssh_command(read("ssh://b"), {}, {.server_alive_interval = 60}),
                Not(Contains(HasSubstr("ServerAlive"))));
}

TEST(SshCommands, AreRefusedForPartsThatNoUrlGave) {
    EXPECT_FALSE(ssh_command({.user = "", .host = "-oProxyCommand=x", .socket_path = ""}, {}, {}));
    EXPECT_FALSE(ssh_command({.user = "-l", .host = "b", .socket_path = ""}, {}, {}));
    EXPECT_FALSE(ssh_command({.user = "", .host = "b", .socket_path = "-x"}, {}, {}));
    EXPECT_FALSE(ssh_command({}, {}, {}));
}

/// `sun_path` holds 103 bytes on macOS: the folder, a slash, 40 of %C, 17 while ssh makes the socket.
TEST(ControlPaths, FitASocketAddress) {
    EXPECT_TRUE(fits_control_path("/" + std::string(44, 'x')));
    EXPECT_FALSE(fits_control_path("/" + std::string(45, 'x')));
    EXPECT_FALSE(fits_control_path("run"));
    EXPECT_FALSE(fits_control_path("/a\"b"));
    EXPECT_FALSE(fits_control_path("/${HOME}"));
    EXPECT_EQ(ssh_control_folder("/run/user/1000", 1000), "/run/user/1000/dockwright");
    EXPECT_EQ(ssh_control_folder("", 1000), "/tmp/dockwright-1000");
    EXPECT_EQ(ssh_control_folder("/" + std::string(50, 'x'), 0), "/tmp/dockwright-0");
}

/// Lines as OpenSSH 9.2 prints them, of many.
TEST(SshAnswers, SayWhatThePersonsConfigurationSets) {
    EXPECT_THAT(ssh_question(read("ssh://ada@lab:22")),
                ElementsAre("ssh", "-G", "-l", "ada", "-p", "22", "--", "lab"));
    const SshAnswer answer =
        read_ssh_answer("host lab\nuser ada\nhostname 10.0.0.5\nport 2200\ncontrolmaster auto\n"
                        "serveralivecountmax 3\nserveraliveinterval 30\nidentityfile ~/.ssh/a\n"
                        "controlpath /home/ada/.ssh/my sockets/%C\nproxyjump gate\n");
    EXPECT_EQ(answer, (SshAnswer{.host_name = "10.0.0.5",
                                 .user = "ada",
                                 .port = 2200,
                                 .control_path = "/home/ada/.ssh/my sockets/%C",
                                 .proxy_jump = "gate",
                                 .server_alive_interval = 30}));
}

TEST(SshAnswers, AreReadOfAnyBytes) {
    EXPECT_EQ(read_ssh_answer(""), SshAnswer());
    EXPECT_EQ(read_ssh_answer("port 99999\nport\n\n\0\nserveraliveinterval x\r\ncontrolpath none"),
              SshAnswer());
}

} // namespace
} // namespace dockwright::engine
