#include "actions/forward/forward.hpp"
#include "actions/forward/upstream.hpp"
#include "actions/jupyter/notebook.hpp"
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

engine::Container published() {
    engine::Container out;
    engine::NetworkSettings network;
    network.ports["8888/tcp"].emplace().push_back({.host_ip = "0.0.0.0", .host_port = "9000"});
    network.networks["bridge"] = {.ip_address = "172.17.0.2"};
    out.network_settings = network;
    return out;
}

engine::Endpoint at(engine::Address address) {
    return {.address = std::move(address)};
}

TEST(WaysToAPort, GoByWhatIsPublishedThenByTheContainersAddressThenThroughIt) {
    const engine::Endpoint here = at(engine::UnixAddress{.path = "/run/docker.sock"});
    EXPECT_EQ(ways_to(published(), here, 8888),
              (std::vector<Way>{{.kind = Way::Kind::direct, .host = "127.0.0.1", .port = 9000},
                                {.kind = Way::Kind::direct, .host = "172.17.0.2", .port = 8888},
                                {.kind = Way::Kind::inside, .port = 8888}}));
}

TEST(WaysToAPort, OfAnotherMachineGoThroughSsh) {
    const engine::Endpoint far = at(engine::SshAddress{.target = {.host = "gpubox"}});
    EXPECT_EQ(ways_to(published(), far, 6006),
              (std::vector<Way>{{.kind = Way::Kind::machine, .host = "172.17.0.2", .port = 6006},
                                {.kind = Way::Kind::inside, .port = 6006}}));
}

TEST(WaysToAPort, OverTcpTakeOnlyWhatOthersMayReach) {
    const engine::Endpoint far = at(engine::TcpAddress{.host = "gpubox", .port = 2375});
    EXPECT_EQ(ways_to(published(), far, 8888).front(),
              (Way{.kind = Way::Kind::direct, .host = "gpubox", .port = 9000}));
    EXPECT_EQ(ways_to(published(), far, 6006).front().kind, Way::Kind::inside);
}

TEST(WaysToAPort, NeverTakeForeignTextForAnAddress) {
    engine::Container odd = published();
    odd.network_settings->ports["8888/tcp"].emplace().push_back(
        {.host_ip = "-oProxyCommand=x", .host_port = "1"});
    odd.network_settings->networks["bridge"].ip_address = "1.2.3.4 evil";
    EXPECT_EQ(ways_to(odd, at(engine::SshAddress{.target = {.host = "gpubox"}}), 8888).size(), 1U);
}

TEST(ForwardedPorts, AreReadWithAndWithoutALocalOne) {
    EXPECT_EQ(read_forward("8888")->remote, 8888);
    EXPECT_EQ(read_forward("8888")->local, 0);
    EXPECT_EQ(read_forward("9000:80")->local, 9000);
    for (const char* wrong : {"", ":", "0", "1:", ":1", "a:1", "1:2:3", "65536", "-1"}) {
        EXPECT_FALSE(read_forward(wrong)) << wrong;
    }
}

TEST(RelayCommands, AreArgumentsOfTheProgramThatIsThere) {
    EXPECT_EQ(relay_command("/usr/bin/socat", 80),
              (std::vector<std::string>{"/usr/bin/socat", "-", "TCP:127.0.0.1:80"}));
    EXPECT_EQ(relay_command("/bin/nc", 80), (std::vector<std::string>{"/bin/nc", "127.0.0.1", "80"}));
    EXPECT_EQ(relay_command("/usr/bin/python3", 80).back(), "80");
}

TEST(Notebooks, AreReadFromTheServersList) {
    EXPECT_EQ(notebooks_in("Currently running servers:\nhttp://3f2a:8888/?token=abc123 :: /work\n"),
              (std::vector<Notebook>{{.port = 8888, .path = "/", .token = "abc123"}}));
    EXPECT_TRUE(notebooks_in("Currently running servers:\n").empty());
}

TEST(Notebooks, OfALogAreTheLastOnesWithTheirToken) {
    const auto found = notebooks_in("[I] http://3f2a:8888/lab?token=old\n"
                                    "[I]     http://127.0.0.1:8888/lab?token=new&x=1\n"
                                    "see https://jupyter.org/docs and http://127.0.0.1:8888/lab?token=...\n"
                                    "[I] https://[::]:9999/base/\n");
    EXPECT_EQ(found, (std::vector<Notebook>{{.tls = true, .port = 9999, .path = "/base/"},
                                            {.port = 8888, .path = "/lab", .token = "new"}}));
    EXPECT_EQ(notebook_url(found[1], "127.0.0.1", 9000), "http://127.0.0.1:9000/lab?token=new");
}

TEST(Notebooks, AreNeverMadeOfWhatIsNone) {
    for (const char* text :
         {"", "http://", "http://x/", "http://x:0/", "http://x:99999/", "https://x:a/?token=b"}) {
        EXPECT_TRUE(notebooks_in(text).empty()) << text;
    }
}

} // namespace
} // namespace dockwright::actions
