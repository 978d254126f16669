#include "host/engine_facts.hpp"
#include "host/gpu_request_way.hpp"
#include "host/machines.hpp"
#include <gtest/gtest.h>

namespace dockwright::host::testing {
namespace {

engine::Info info() {
    engine::Info out;
    out.name = "gpubox";
    out.operating_system = "Ubuntu 24.04.2 LTS";
    out.kernel_version = "6.8.0-45-generic";
    out.architecture = "x86_64";
    out.default_runtime = "runc";
    out.runtimes = {{"nvidia", {}}, {"runc", {}}};
    out.security_options = {"name=seccomp,profile=builtin", "name=rootless"};
    out.discovered_devices = {{.source = "cdi", .id = "nvidia.com/gpu=0"}};
    out.driver_status = {{"driver-type", "io.containerd.snapshotter.v1"}};
    out.docker_root_dir = "/data/docker";
    out.http_proxy = "http://ada:secret@proxy:3128/";
    out.https_proxy = "http://proxy:3128";
    return out;
}

TEST(EngineFacts, AreWhatTheEngineSaysOfItself) {
    engine::Version version;
    version.version = "28.3.0";
    const EngineFacts facts = engine_facts(info(), version, {});
    EXPECT_EQ(facts.reachable, true);
    EXPECT_EQ(facts.version, "28.3.0");
    EXPECT_EQ(facts.runtimes, (std::vector<std::string>{"nvidia", "runc"}));
    EXPECT_EQ(facts.cdi_devices, std::vector<std::string>{"nvidia.com/gpu=0"});
    EXPECT_TRUE(facts.rootless);
    EXPECT_EQ(facts.containerd_store, true);
    EXPECT_EQ(facts.data_root, "/data/docker");
    EXPECT_FALSE(facts.podman);
    EXPECT_FALSE(facts.desktop);
}

TEST(EngineFacts, HoldNoPasswordOfAProxy) {
    const EngineFacts facts = engine_facts(info(), {}, {});
    EXPECT_EQ(facts.http_proxy, "http://proxy:3128/");
    EXPECT_EQ(facts.https_proxy, "http://proxy:3128");
}

TEST(EngineFacts, TheDiskOfAnotherFolderIsNotTheEngines) {
    EngineFacts before;
    before.data_root = "/var/lib/docker";
    before.disk_free = 5;
    EXPECT_EQ(engine_facts(info(), {}, before).disk_free, std::nullopt);
    before.data_root = "/data/docker";
    EXPECT_EQ(engine_facts(info(), {}, before).disk_free, 5U);
}

TEST(EngineFacts, PodmanAndDesktopAreTold) {
    engine::Version version;
    version.components = {{.name = "Podman Engine", .version = "5.5.0"}};
    EXPECT_TRUE(engine_facts(info(), version, {}).podman);
    engine::Info desktop = info();
    desktop.operating_system = "Docker Desktop";
    EXPECT_TRUE(engine_facts(desktop, {}, {}).desktop);
}

TEST(RequestWay, IsTheOneThatTheEngineHonours) {
    EXPECT_EQ(request_way(good_machine()), RequestWay::gpus);
    Facts without_hook = good_machine();
    without_hook.toolkit.hook = false;
    EXPECT_EQ(request_way(without_hook), RequestWay::runtime);
    without_hook.engine.runtimes = {"runc"};
    EXPECT_EQ(request_way(without_hook), RequestWay::cdi);
    without_hook.toolkit.cdi_files.clear();
    EXPECT_EQ(request_way(without_hook), RequestWay::gpus) << "so that the engine says what is missing";
}

TEST(RequestWay, OfPodmanIsCdiFromFiveFourOn) {
    Facts facts;
    facts.engine.podman = true;
    facts.engine.version = "4.3.1";
    EXPECT_EQ(request_way(facts), std::nullopt);
    facts.engine.version = "5.4.0";
    EXPECT_EQ(request_way(facts), RequestWay::cdi);
}

} // namespace
} // namespace dockwright::host::testing
