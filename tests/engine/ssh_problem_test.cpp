#include "engine/problems.hpp"
#include "engine/ssh_problem.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// The texts are records of OpenSSH 9.2 against a real server, of the docker client 28 and of podman
/// 4.3; only names and paths are changed.
namespace dockwright::engine {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Problem after(int exit_code, std::string_view said, RemoteClient client = RemoteClient::docker) {
    return ssh_problem({.user = "ada", .host = "gpubox", .port = 2222, .socket_path = ""}, client, exit_code,
                       said);
}

constexpr std::string_view jump_end = "kex_exchange_identification: Connection closed by remote host\r\n"
                                      "Connection closed by UNKNOWN port 65535\r\n";
constexpr std::string_view changed =
    "@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\r\n"
    "@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\r\n"
    "@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\r\n"
    "IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!\r\n"
    "Someone could be eavesdropping on you right now (man-in-the-middle attack)!\r\n"
    "It is also possible that a host key has just been changed.\r\n"
    "The fingerprint for the ED25519 key sent by the remote host is\n"
    "SHA256:EtbUYJqwVMeXHL6GMF3GTAVOpFykZ5ef2fKHN1o9ukM.\r\n"
    "Please contact your system administrator.\r\n"
    "Add correct host key in /home/ada/.ssh/known_hosts to get rid of this message.\r\n"
    "Offending ED25519 key in /home/ada/.ssh/known_hosts:1\r\n"
    "  remove with:\r\n"
    "  ssh-keygen -f \"/home/ada/.ssh/known_hosts\" -R \"[gpubox]:2222\"\r\n"
    "Host key for [gpubox]:2222 has changed and you have requested strict checking.\r\n"
    "Host key verification failed.\r\n";

TEST(SshProblems, OfAnUnknownHostKeySendThePersonToATerminal) {
    for (const char* said : {"Host key verification failed.\r\n",
                             "No ED25519 host key is known for [gpubox]:2222 and you have requested strict "
                             "checking.\r\nHost key verification failed.\r\n"}) {
        const Problem problem = after(255, said);
        EXPECT_EQ(problem.kind, ssh_problem_kind::host_key_unknown);
        EXPECT_THAT(problem.next_step, HasSubstr("ssh ada@gpubox -p 2222"));
        EXPECT_THAT(problem.next_step, HasSubstr("fingerprint"));
    }
}

TEST(SshProblems, OfAChangedHostKeyShowTheFingerprintAndNeverTheWayToIgnoreIt) {
    const Problem problem = after(255, changed);
    EXPECT_EQ(problem.kind, ssh_problem_kind::host_key_changed);
    EXPECT_EQ(problem.message, "'gpubox' shows another host key than before (fingerprint "
                               "SHA256:EtbUYJqwVMeXHL6GMF3GTAVOpFykZ5ef2fKHN1o9ukM): it was installed anew, "
                               "or somebody else answers in "
                               "its place");
    EXPECT_THAT(problem.next_step, HasSubstr("Ask the machine's owner"));
    EXPECT_THAT(problem.next_step, Not(HasSubstr("StrictHostKeyChecking")));
}

TEST(SshProblems, OfAHostKeyStayThoseWhereItIsTheJumpHosts) {
    EXPECT_EQ(after(255, std::string(changed) + std::string(jump_end)).kind,
              ssh_problem_kind::host_key_changed);
    const Problem problem = after(255, "Host key verification failed.\r\n" + std::string(jump_end));
    EXPECT_EQ(problem.kind, ssh_problem_kind::host_key_unknown);
    EXPECT_THAT(problem.message, HasSubstr("the host in between"));
}

struct Case {
    std::string_view kind;
    std::string said;
    std::string_view message;
};

TEST(SshProblems, OfTheLoginSayWhatTheMachineTakes) {
    const Case cases[] = {
        {ssh_problem_kind::permission_denied, "ada@gpubox: Permission denied (publickey).\r\n",
         "'gpubox' did not let you in (it takes publickey)"},
        {ssh_problem_kind::permission_denied,
         "Authorised use only! permission denied to all others.\n"
         "ada@gpubox: Permission denied (publickey,password).\r\n",
         "'gpubox' did not let you in (it takes publickey,password)"},
        {ssh_problem_kind::permission_denied,
         "Received disconnect from 10.0.0.5 port 2222:2: Too many authentication failures\r\n"
         "Disconnected from 10.0.0.5 port 2222\r\n",
         "'gpubox' did not let you in: too many keys were tried before the right one"},
        {ssh_problem_kind::permission_denied,
         "@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @\r\n"
         "Permissions 0644 for '/home/ada/.ssh/lab' are too open.\r\n"
         "This private key will be ignored.\r\n"
         "Load key \"/home/ada/.ssh/lab\": bad permissions\r\n"
         "ada@gpubox: Permission denied (publickey).\r\n",
         "'gpubox' did not let you in (it takes publickey), and ssh left a private key out that others may "
         "read"},
    };
    for (const Case& each : cases) {
        EXPECT_EQ(after(255, each.said).kind, each.kind);
        EXPECT_EQ(after(255, each.said).message, each.message);
    }
    EXPECT_THAT(after(255, cases[0].said).next_step,
                HasSubstr("dockwright hosts login ssh://ada@gpubox:2222"));
    EXPECT_THAT(after(255, cases[3].said).next_step, HasSubstr("chmod 600 \"/home/ada/.ssh/lab\""));
}

TEST(SshProblems, OfTheNetworkTellItsWaysOfFailingApart) {
    const Case cases[] = {
        {ssh_problem_kind::not_resolved,
         "ssh: Could not resolve hostname gpubox: Name or service not known\r\n", "the name of 'gpubox'"},
        {ssh_problem_kind::not_resolved,
         "ssh: Could not resolve hostname gpubox: Temporary failure in name resolution\r\n", "the name of"},
        {ssh_problem_kind::refused, "ssh: connect to host gpubox port 2222: Connection refused\r\n",
         "no SSH server answers"},
        {ssh_problem_kind::no_route, "ssh: connect to host gpubox port 2222: No route to host\r\n",
         "no way to"},
        {ssh_problem_kind::no_route, "ssh: connect to host gpubox port 2222: Network is unreachable\r\n",
         "no way to"},
        {ssh_problem_kind::timed_out, "ssh: connect to host gpubox port 2222: Connection timed out\r\n",
         "did not answer in time"},
        {ssh_problem_kind::timed_out,
         "Connection timed out during banner exchange\r\nConnection to 127.0.0.1 port 2222 timed out\r\n",
         "did not answer in time"},
        {ssh_problem_kind::closed,
         "kex_exchange_identification: read: Connection reset by peer\r\nConnection reset by 10.0.0.5 port "
         "2222\r\n",
         "broke off: Connection reset by 10.0.0.5 port 2222"},
        {ssh_problem_kind::closed,
         "kex_exchange_identification: Connection closed by remote host\r\nConnection closed by 10.0.0.5 "
         "port 2222\r\n",
         "broke off"},
        {ssh_problem_kind::closed,
         "kex_exchange_identification: No SSH version received in first 1024 lines from server\r\n"
         "banner exchange: Connection to 10.0.0.5 port 2222: invalid format\r\n",
         "invalid format"},
        {ssh_problem_kind::closed, "Connection to gpubox closed by remote host.\r\n", "broke off"},
        {ssh_problem_kind::closed, "Timeout, server gpubox not responding.\r\n", "broke off"},
        {ssh_problem_kind::not_agreed,
         "Unable to negotiate with 10.0.0.5 port 2222: no matching host key type found. Their offer: "
         "ssh-ed25519\r\n",
         "no method in common"},
    };
    for (const Case& each : cases) {
        EXPECT_EQ(after(255, each.said).kind, each.kind) << each.said;
        EXPECT_THAT(after(255, each.said).message, HasSubstr(each.message));
    }
}

TEST(SshProblems, OfAJumpHostSayThatItIsTheOneInBetween) {
    const Case cases[] = {
        {"", "ssh: connect to host gate port 22: Connection refused\r\n",
         "the way to 'gpubox' through another host failed: the host in between is there, but no SSH server "
         "answers"},
        {"", "ssh: Could not resolve hostname gate: Name or service not known\r\n",
         "no machine of the name of"},
        {"", "ada@gate: Permission denied (publickey).\r\n", "the host in between did not let you in"},
        {"", "channel 0: open failed: connect failed: Connection refused\r\nstdio forwarding failed\r\n",
         "no SSH server answers"},
        {"",
         "channel 0: open failed: connect failed: Name or service not known\r\nstdio forwarding failed\r\n",
         "no machine of the name of"},
        {"", "bash: line 1: /usr/bin/tool: No such file or directory\n", "the host in between broke off"},
    };
    for (const Case& each : cases) {
        const Problem problem = after(255, each.said + std::string(jump_end));
        EXPECT_EQ(problem.kind, ssh_problem_kind::jump_failed) << each.said;
        EXPECT_THAT(problem.message, HasSubstr(each.message));
        EXPECT_THAT(problem.next_step, HasSubstr("ProxyJump"));
    }
    EXPECT_EQ(
        after(255,
              "Connection timed out during banner exchange\r\nConnection to UNKNOWN port 65535 timed out\r\n")
            .kind,
        ssh_problem_kind::jump_failed);
}

TEST(SshProblems, OfAConfigurationQuoteTheLine) {
    const Problem problem = after(255, "/home/ada/.ssh/config: line 1: Bad configuration option: nonsense\r\n"
                                       "/home/ada/.ssh/config: terminating, 1 bad configuration options\r\n");
    EXPECT_EQ(problem.kind, ssh_problem_kind::bad_configuration);
    EXPECT_THAT(problem.message,
                HasSubstr("/home/ada/.ssh/config: line 1: Bad configuration option: nonsense"));
}

TEST(SshProblems, OfAMissingClientNameThePathOfShellsWithoutALogin) {
    for (const char* said :
         {"/bin/sh: 1: docker: not found\n", "/bin/bash: line 1: docker: command not found\n", ""}) {
        const Problem problem = after(127, said);
        EXPECT_EQ(problem.kind, ssh_problem_kind::no_client);
        EXPECT_THAT(problem.message, HasSubstr("shells without a login"));
        EXPECT_THAT(problem.next_step, HasSubstr("ssh ada@gpubox -p 2222 docker version"));
    }
    EXPECT_EQ(after(126, "bash: line 1: /opt/docker: Permission denied\n").kind, ssh_problem_kind::no_client);
    EXPECT_EQ(after(1, "docker: unknown command: docker system dial-stdio\n\nUsage:  docker system\n\n"
                       "Run 'docker system --help' for more information\n")
                  .kind,
              ssh_problem_kind::no_client);
}

TEST(SshProblems, OfTheSocketThereAreThoseOfTheSocketHere) {
    const std::string dial =
        "failed to open the raw stream connection: dial unix /var/run/docker.sock: connect: ";
    const Problem denied = after(1, dial + "permission denied\n");
    EXPECT_EQ(denied.kind, problem_kind::no_permission);
    EXPECT_EQ(denied.message, "you may not use the container engine on 'gpubox' (/var/run/docker.sock)");
    EXPECT_THAT(denied.next_step, HasSubstr("usermod -aG docker ada"));
    EXPECT_EQ(after(1, dial + "no such file or directory\n").kind, problem_kind::not_there);
    EXPECT_EQ(after(1, dial + "connection refused\n").kind, problem_kind::stale_socket);
    const Problem podman = after(
        125,
        "Error: failed to open connection to podman: unable to connect to Podman socket: Get "
        "\"http://d/v4.3.1/libpod/_ping\": dial unix ///run/podman/podman.sock: connect: no such file or "
        "directory\n",
        RemoteClient::podman);
    EXPECT_EQ(podman.kind, problem_kind::not_there);
    EXPECT_THAT(podman.next_step, HasSubstr("podman.socket"));
}

TEST(SshProblems, OfWhatNobodyForesawQuoteTheLastWords) {
    EXPECT_EQ(after(1, "Welcome\nThis account is currently not available.\n").message,
              "docker on 'gpubox' ended with 1: This account is currently not available.");
    EXPECT_EQ(after(255, "").message, "ssh could not connect to 'gpubox', and said nothing");
    EXPECT_THAT(after(255, "\x1b[31mred").message, HasSubstr("\\x1b[31mred"));
    EXPECT_LT(after(1, std::string(1U << 20U, 'x')).message.size(), 500U);
}

/// A host may say anything before the login: that alone is no verdict of ssh.
TEST(SshProblems, AreNotWhatABannerSays) {
    EXPECT_EQ(after(255, "Banner: Permission denied (all). Host key verification failed. Connection refused\n"
                         "ssh: connect to host gpubox port 2222: Connection timed out\r\n")
                  .kind,
              ssh_problem_kind::timed_out);
}

} // namespace
} // namespace dockwright::engine
