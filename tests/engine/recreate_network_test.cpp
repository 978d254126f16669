#include "recreate_support.hpp"

namespace dockwright::engine::recreate {
namespace {

TEST(RecreatedPorts, ThatTheEnginePickedKeepTheirNumbers) {
    EXPECT_EQ(make({}).at("/HostConfig/PortBindings"),
              R"({"6006/tcp":[{"HostIp":"127.0.0.1","HostPort":"6006"}],)"
              R"("8888/tcp":[{"HostIp":"","HostPort":"32772"}]})")
        << "IPv4's, where IPv6 has another";
    Case stopped;
    stopped.set("/NetworkSettings/Ports", "{}");
    EXPECT_EQ(make(stopped).at("/HostConfig/PortBindings/8888~1tcp"), R"([{"HostIp":"","HostPort":""}])");
}

TEST(RecreatedPorts, OfOneContainerPortAreToldApart) {
    Case given;
    given.set("/HostConfig/PortBindings", R"({"80/tcp":[{"HostIp":"","HostPort":"9000"},
        {"HostIp":"127.0.0.1","HostPort":"0"},{"HostIp":"","HostPort":"9100-9110"}]})");
    given.set("/NetworkSettings/Ports", R"({"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"9000"},
        {"HostIp":"::","HostPort":"9000"},{"HostIp":"127.0.0.1","HostPort":"32800"},
        {"HostIp":"0.0.0.0","HostPort":"9101"},{"HostIp":"::","HostPort":"9101"}]})");
    EXPECT_EQ(make(given).at("/HostConfig/PortBindings/80~1tcp"),
              R"([{"HostIp":"","HostPort":"9000"},{"HostIp":"127.0.0.1","HostPort":"32800"},)"
              R"({"HostIp":"","HostPort":"9101"}])");
}

TEST(RecreatedPorts, OfPublishAllKeepTheirNumbersToo) {
    Case given;
    given.set("/HostConfig/PortBindings", "{}");
    given.set("/HostConfig/PublishAllPorts", "true");
    const Made made = make(given);
    EXPECT_EQ(made.at("/HostConfig/PortBindings/8888~1tcp"), R"([{"HostIp":"","HostPort":"32772"}])");
    EXPECT_EQ(made.at("/HostConfig/PortBindings/9999~1tcp"), "absent") << "it isn't published now";
    EXPECT_EQ(made.at("/HostConfig/PublishAllPorts"), "true");
}

TEST(RecreatedPorts, WithoutABindingAreNotSent) {
    Case given;
    given.set("/HostConfig/PortBindings", R"({"1/tcp":[],"2/tcp":null,"3/tcp":[{"HostPort":"3"}]})");
    EXPECT_EQ(make(given).at("/HostConfig/PortBindings"), R"({"3/tcp":[{"HostPort":"3"}]})");
}

TEST(AddedPorts, AreExposedAndBoundToThisMachineAlone) {
    const Made made = make({}, {.add_ports = {{.container_port = "5000/tcp", .host_port = "5001"}}});
    EXPECT_EQ(made.at("/ExposedPorts/5000~1tcp"), "{}");
    EXPECT_EQ(made.at("/HostConfig/PortBindings/5000~1tcp"), R"([{"HostIp":"127.0.0.1","HostPort":"5001"}])");
}

TEST(AddedPorts, ThatAreThereAreNotAddedAgain) {
    const Made made = make({}, {.add_ports = {{.container_port = "6006/tcp", .host_port = "6006"}}});
    EXPECT_EQ(made.at("/HostConfig/PortBindings/6006~1tcp"), R"([{"HostIp":"127.0.0.1","HostPort":"6006"}])");
}

TEST(RemovedPorts, AreNeitherExposedNorBound) {
    const Made made = make(
        {}, {.remove_ports = {"8888/tcp"}, .add_ports = {{.container_port = "6006/tcp", .host_port = "7"}}});
    EXPECT_EQ(made.at("/HostConfig/PortBindings/8888~1tcp"), "absent");
    EXPECT_EQ(made.at("/ExposedPorts/8888~1tcp"), "absent");
    EXPECT_EQ(made.at("/HostConfig/PortBindings/6006~1tcp/1/HostPort"), R"("7")");
}

TEST(AddedPorts, OfAContainerWithoutItsOwnNetworkAreRefused) {
    Case given;
    const Changes changes{.add_ports = {{.container_port = "1/tcp"}}};
    for (const std::string_view mode : {R"("host")", R"("none")", R"("container:abc")"}) {
        given.set("/HostConfig/NetworkMode", mode);
        EXPECT_EQ(refused(given, changes).kind, "ports-not-its-own") << mode;
    }
    EXPECT_EQ(make(given).at("/ExposedPorts"), "absent") << "of another container's network";
}

TEST(AddedPorts, RefuseWhatIsNoPort) {
    for (const std::string port : {"", "8888", "0/tcp", "65536/tcp", "x/tcp", "1/icmp", "1/tcp ", "+1/tcp"}) {
        EXPECT_EQ(refused({}, {.remove_ports = {port}}).kind, "change-not-understood") << port;
    }
    EXPECT_EQ(refused({}, {.add_ports = {{.container_port = "1/tcp", .host_port = "a"}}}).kind,
              "change-not-understood");
}

TEST(RecreatedNetworks, BelowApi144AreConnectedAfterwards) {
    const Made made = make({});
    EXPECT_EQ(made.at("/NetworkingConfig/EndpointsConfig"),
              R"({"net1":{"IPAMConfig":{"IPv4Address":"10.201.0.77"},"Links":null,"DriverOpts":null,)"
              R"("Aliases":["trainer"]}})")
        << "without addresses, ids and the old container's id as a name";
    ASSERT_EQ(made.request.connect.size(), 1U);
    EXPECT_EQ(made.request.connect[0].network, "net2");
    EXPECT_EQ(made.request.connect[0].endpoint,
              R"({"IPAMConfig":{},"Links":null,"DriverOpts":{},"Aliases":["second"]})");
}

TEST(RecreatedNetworks, FromApi144AreAllInOneRequest) {
    Case given;
    given.version = {1, 44};
    const Made made = make(given);
    EXPECT_TRUE(made.request.connect.empty());
    EXPECT_EQ(made.at("/NetworkingConfig/EndpointsConfig/net2/Aliases"), R"(["second"])");
    given.set("/NetworkSettings/Networks/net2/GwPriority", "5");
    EXPECT_EQ(make(given).at("/NetworkingConfig/EndpointsConfig/net2/GwPriority"), "5");
}

TEST(RecreatedNetworks, FirstOneIsFoundByItsIdToo) {
    Case given;
    given.set("/HostConfig/NetworkMode",
              R"("c8a50daed4e6000aea2b08d2c24d2bba915bd679d6bc31347576b2ce6ef0a28a")");
    const Made made = make(given);
    EXPECT_NE(made.at("/NetworkingConfig/EndpointsConfig/net2"), "absent");
    ASSERT_EQ(made.request.connect.size(), 1U);
    EXPECT_EQ(made.request.connect[0].network, "net1");
}

TEST(RecreatedNetworks, ThatReplacedTheDefaultOneAreNamedAsTheMode) {
    Case given;
    given.set("/HostConfig/NetworkMode", R"("default")");
    EXPECT_EQ(make(given).at("/HostConfig/NetworkMode"), R"("net1")");
    given.set("/NetworkSettings/Networks/bridge", "{}");
    EXPECT_EQ(make(given).at("/HostConfig/NetworkMode"), R"("default")");
    EXPECT_EQ(make(given).at("/NetworkingConfig/EndpointsConfig"), R"({"bridge":{}})");
    EXPECT_EQ(make(given).request.connect.size(), 2U);
}

TEST(RecreatedNetworks, OfTheMachineOrOfAnotherHaveNoEndpoints) {
    Case given;
    for (const std::string_view mode : {R"("host")", R"("none")", R"("container:abc")"}) {
        given.set("/HostConfig/NetworkMode", mode);
        EXPECT_EQ(make(given).at("/NetworkingConfig"), "absent") << mode;
        EXPECT_TRUE(make(given).request.connect.empty());
    }
}

TEST(RecreatedHardwareAddress, IsKeptOnlyWhereItWasChosen) {
    Case given;
    const std::string at_endpoint = "/NetworkingConfig/EndpointsConfig/net1/MacAddress";
    for (const int minor : {41, 44, 51, 52}) {
        given.version = {1, minor};
        EXPECT_EQ(make(given).at(at_endpoint), "absent") << "made up by the engine";
        EXPECT_EQ(make(given).at("/MacAddress"), "absent");
    }
    given.set("/Config/MacAddress", R"("02:42:aa:bb:cc:dd")");
    given.version = {1, 43};
    EXPECT_EQ(make(given).at("/MacAddress"), R"("02:42:aa:bb:cc:dd")");
    EXPECT_EQ(make(given).at(at_endpoint), "absent");
    given.version = {1, 44};
    EXPECT_EQ(make(given).at("/MacAddress"), "absent");
    EXPECT_EQ(make(given).at(at_endpoint), R"("02:42:aa:bb:cc:dd")");
}

TEST(RecreatedHardwareAddress, OfAStoppedContainerIsAChosenOneFromApi152) {
    Case given;
    given.version = {1, 52};
    given.set("/State/Running", "false");
    EXPECT_EQ(make(given).at("/NetworkingConfig/EndpointsConfig/net1/MacAddress"), R"("02:42:0a:c9:00:4d")");
}

TEST(RecreatedLinks, AreTurnedIntoWhatCreateTakes) {
    Case given;
    given.set("/HostConfig/Links", R"(["/db:/train/database","/web:/train/web"])");
    EXPECT_EQ(make(given).at("/HostConfig/Links"), R"(["db:database","web:web"])");
}

} // namespace
} // namespace dockwright::engine::recreate
