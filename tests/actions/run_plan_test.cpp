#include "actions/run/ground.hpp"
#include "actions/run/image.hpp"
#include "actions/run/plan.hpp"
#include "actions/run/variables.hpp"
#include "engine/shell_words.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using Texts = std::vector<std::string>;

RunOptions options_of(const std::string& image) {
    return {.image = image,
            .person = {.name = "ada", .uid = 1000, .gid = 1001},
            .owner = "ada@laptop",
            .settle = std::chrono::milliseconds(0)};
}

RunGround ground_for(const RunOptions& options) {
    RunGround ground;
    ground.info.mem_total = std::int64_t{64} << 30U;
    ground.person = options.person;
    return ground;
}

RunPlan planned(const RunOptions& options, const RunGround& ground) {
    auto plan = plan_run(options, ground);
    EXPECT_TRUE(plan) << (plan ? "" : plan.error().message);
    return plan ? std::move(*plan) : RunPlan();
}

std::string line(const RunOptions& options, const RunGround& ground) {
    return engine::shown_command(run_line(planned(options, ground), options, "docker"));
}

TEST(RunPlan, OfAnImageAloneSuitsATraining) {
    const RunOptions options = options_of("pytorch/pytorch:2.8.0");
    EXPECT_EQ(
        line(options, ground_for(options)),
        "docker run --detach --name pytorch --mount "
        "type=volume,source=dockwright-cache-ada,target=/dockwright-cache --shm-size 16384m --ulimit "
        "memlock=-1:-1 --ulimit stack=67108864:67108864 --init --stop-timeout 60 --user 1000:1001 --env "
        "HOME=/home/ada --env USER=ada --env HF_HOME=/dockwright-cache/huggingface --env "
        "TORCH_HOME=/dockwright-cache/torch --env PIP_CACHE_DIR=/dockwright-cache/pip --label "
        "dockwright.owner=ada@laptop pytorch/pytorch:2.8.0");
}

TEST(RunPlan, MakesHomeAndCachesThePersonsOwn) {
    const RunOptions options = options_of("x:1");
    const RunPlan plan = planned(options, ground_for(options));
    EXPECT_EQ(plan.own_folders, (Texts{"/home/ada", "/dockwright-cache"}));
    EXPECT_EQ(plan.volumes, Texts{"dockwright-cache-ada"});
    EXPECT_EQ(plan.uid, 1000U);
}

TEST(RunPlan, MapsNobodyWhereThatWouldBeWrong) {
    RunOptions options = options_of("x:1");
    RunGround ground = ground_for(options);
    ground.info.security_options = {"name=seccomp,profile=default", "name=rootless"};
    EXPECT_EQ(planned(options, ground).spec.user, std::nullopt) << "rootless engines map by themselves";
    EXPECT_EQ(planned(options, ground).spec.host_config.ulimits, std::nullopt);
    ground = ground_for(options);
    ground.person->uid = 0;
    EXPECT_EQ(planned(options, ground).spec.user, std::nullopt) << "root's files are root's already";
    ground.person = std::nullopt;
    EXPECT_EQ(planned(options, ground).spec.user, std::nullopt) << "nobody knows who it is over there";
    ground = ground_for(options);
    options.user = "image";
    EXPECT_EQ(planned(options, ground).spec.user, std::nullopt);
    options.user = "7:8";
    EXPECT_EQ(planned(options, ground).spec.user, "7:8");
}

TEST(RunPlan, LeavesTheHomeOfAUserThatTheImageHas) {
    const RunOptions options = options_of("x:1");
    RunGround ground = ground_for(options);
    ground.image_knows_person = true;
    const RunPlan plan = planned(options, ground);
    EXPECT_EQ(plan.own_folders, Texts{"/dockwright-cache"});
    EXPECT_TRUE(
        std::ranges::none_of(*plan.spec.env, [](const auto& each) { return each.starts_with("HOME="); }));
}

TEST(RunPlan, DoesNotOverrideVariablesOfTheImageOrThePerson) {
    RunOptions options = options_of("x:1");
    options.environment = {"TORCH_HOME=/models"};
    RunGround ground = ground_for(options);
    ground.image.config = engine::ImageConfig{.env = {"HF_HOME=/hf"}};
    const Texts env = *planned(options, ground).spec.env;
    EXPECT_EQ(std::ranges::count_if(env, [](const auto& each) { return each.starts_with("TORCH_HOME="); }),
              1);
    EXPECT_TRUE(std::ranges::none_of(env, [](const auto& each) { return each.starts_with("HF_HOME="); }));
}

TEST(RunPlan, SendsChosenGpusAsUuids) {
    RunOptions options = options_of("x:1");
    options.gpus = "free";
    RunGround ground = ground_for(options);
    ground.gpus = {{.index = 0, .uuid = "GPU-aaaaaaaa", .memory_free = 5}};
    EXPECT_EQ(
        planned(options, ground).spec.host_config.device_requests,
        (std::vector<engine::DeviceRequest>{{.device_ids = {"GPU-aaaaaaaa"}, .capabilities = {{"gpu"}}}}));
    ground.podman = true;
    EXPECT_EQ(planned(options, ground).spec.host_config.device_requests,
              (std::vector<engine::DeviceRequest>{
                  {.driver = "cdi", .device_ids = {"nvidia.com/gpu=GPU-aaaaaaaa"}}}));
    ground.podman = false;
    ground.info.discovered_devices = {{.source = "cdi", .id = "nvidia.com/gpu=all"}};
    EXPECT_EQ(planned(options, ground).spec.host_config.device_requests->front().driver, "cdi")
        << "an engine that has no other way";
}

TEST(RunPlan, TakesANameThatIsFreeAndRefusesOneThatIsNot) {
    RunOptions options = options_of("nvcr.io/nvidia/pytorch:25.08-py3");
    RunGround ground = ground_for(options);
    ground.taken_names = {"/pytorch"};
    EXPECT_EQ(planned(options, ground).name, "pytorch-2");
    options.name = "pytorch";
    EXPECT_EQ(plan_run(options, ground).error().kind, "container-name-taken");
    options.name = "-rf";
    EXPECT_EQ(plan_run(options, ground).error().kind, "container-name-wrong");
}

TEST(RunPlan, SaysWhatAFolderHides) {
    RunOptions options = options_of("x:1");
    RunGround ground = ground_for(options);
    ground.image.config = engine::ImageConfig{.working_dir = "/workspace/app"};
    ground.mounts = {{.source = "/home/ada/code", .target = "/workspace"}};
    const Texts notes = planned(options, ground).notes;
    EXPECT_TRUE(std::ranges::count(
        notes, "the folder at /workspace hides what the image has there (/workspace/app)"));
    ground.image.config->working_dir = "/workspaces";
    ground.covered = {};
    EXPECT_TRUE(std::ranges::none_of(planned(options, ground).notes,
                                     [](const auto& note) { return note.contains("hides"); }));
}

TEST(RunPlan, QuotesFoldersForDockersOwnGrammar) {
    RunOptions options = options_of("x:1");
    RunGround ground = ground_for(options);
    ground.mounts = {{.source = "/data/a,b", .target = "/data", .read_only = true}};
    const std::vector<std::string> words = run_line(planned(options, ground), options, "docker");
    EXPECT_EQ(std::ranges::count(words, "type=bind,\"source=/data/a,b\",target=/data,readonly"), 1);
}

TEST(RunMounts, AreReadFromPathsWithAndWithoutTargets) {
    const Texts one{"/srv/images"};
    EXPECT_EQ(*read_mounts(one, "/data", true),
              (std::vector<Mount>{{.source = "/srv/images", .target = "/data", .read_only = true}}));
    const Texts two{"/srv/images/", "rel:/in/"};
    EXPECT_EQ(*read_mounts(two, "/data", false),
              (std::vector<Mount>{{.source = "/srv/images/", .target = "/data/images"},
                                  {.source = "rel", .target = "/in"}}));
    for (const char* wrong : {"", "/x:/", "a\nb"}) {
        EXPECT_FALSE(read_mounts(Texts{wrong}, "/data", true)) << wrong;
    }
    EXPECT_FALSE(read_mounts(Texts{"/a/x", "/b/x"}, "/data", true)) << "both at /data/x";
}

TEST(RunPorts, AreReadAsDockerDoesAndOnLoopback) {
    const auto ports = read_ports(Texts{"8888", "9000:80", "0.0.0.0:1:2/udp", "[::1]:5:6", ":7"}, false);
    ASSERT_TRUE(ports);
    EXPECT_EQ(*ports, (std::vector<PublishedPort>{
                          {.container = 8888, .may_move = true},
                          {.container = 80, .host = 9000},
                          {.container = 2, .protocol = "udp", .address = "0.0.0.0", .host = 1},
                          {.container = 6, .address = "::1", .host = 5},
                          {.container = 7, .may_move = true}}));
    EXPECT_EQ(read_ports(Texts{"1"}, true)->front().address, "0.0.0.0");
    for (const char* wrong : {"", "0", "65536", "a", "1:2:3:4", "$(x):1:2", "-1"}) {
        EXPECT_FALSE(read_ports(Texts{wrong}, false)) << wrong;
    }
}

TEST(RunPorts, ThatAreTakenMoveOn) {
    std::vector<PublishedPort> ports{{.container = 8888, .may_move = true},
                                     {.container = 8888, .may_move = true},
                                     {.container = 80, .may_move = true},
                                     {.container = 1, .host = 8890}};
    choose_ports(ports, {8888});
    EXPECT_EQ(ports[0].host, 8889);
    EXPECT_EQ(ports[1].host, 8891);
    EXPECT_EQ(ports[2].host, 1024) << "below it only root may listen";
    EXPECT_EQ(ports[3].host, 8890);
}

TEST(RunVariables, OfAFileAreReadAsDockerReadsThem) {
    const Lookup here = [](const std::string& name) {
        return name == "HERE" ? std::optional<std::string>("yes") : std::nullopt;
    };
    EXPECT_EQ(
        *read_variables("\xef\xbb\xbf# c\n  A=1 # no comment \n\nB=\"q\"\nHERE\nGONE\nC=\r\n", "f", here),
        (Texts{"A=1 # no comment ", "B=\"q\"", "HERE=yes", "C="}));
    const auto wrong = read_variables("A=1\nB C=2\n", "vars", here);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().message, "line 2 of vars sets no variable");
    EXPECT_FALSE(read_variable("=x", here));
}

TEST(RunSizes, AreDockersUnits) {
    EXPECT_EQ(read_size("8g"), std::uint64_t{8} << 30U);
    EXPECT_EQ(read_size("1.5GiB"), std::uint64_t{3} << 29U);
    EXPECT_EQ(read_size("512m"), std::uint64_t{512} << 20U);
    EXPECT_EQ(read_size("100"), 100U);
    EXPECT_EQ(read_size("64b"), 64U);
    for (const char* wrong : {"", "g", "8x", "-1g", "8gg", "1e30t", "0"}) {
        EXPECT_EQ(read_size(wrong), std::nullopt) << wrong;
    }
}

TEST(RunPersons, AreReadFromWhatIdPrints) {
    EXPECT_EQ(read_id("uid=1000(ada) gid=1001(staff) groups=1001(staff),27(sudo)\n"),
              (RunPerson{.name = "ada", .uid = 1000, .gid = 1001}));
    EXPECT_EQ(read_id("uid=5 gid=6"), (RunPerson{.name = "", .uid = 5, .gid = 6}));
    EXPECT_EQ(read_id("id: not found"), std::nullopt);
    EXPECT_EQ(read_id("(=uid)="), std::nullopt);
}

TEST(RunPersons, AreFoundInAListOfUsers) {
    constexpr std::string_view users =
        "root:x:0:0::/root:/bin/sh\njovyan:x:1000:100::/home/jovyan:/bin/sh\nbad\n";
    EXPECT_TRUE(has_user(users, 1000));
    EXPECT_TRUE(has_user(users, 0));
    EXPECT_FALSE(has_user(users, 100));
    EXPECT_FALSE(has_user("", 0));
}

} // namespace
} // namespace dockwright::actions
