#include "engine/recreate/plan.hpp"
#include "recreate_support.hpp"
#include <algorithm>

namespace dockwright::engine::recreate {
namespace {

using Texts = std::vector<std::string>;

Plan planned(Case given, const Changes& changes = {}, std::string_view layer = "null",
             const Texts& others = {}) {
    const auto made = plan(given.source(), layer, others, changes);
    EXPECT_TRUE(made) << made.error().message;
    return made ? *made : Plan();
}

std::string all(const Texts& texts) {
    std::string out;
    for (const std::string& text : texts) {
        out.append(text).append("\n");
    }
    return out;
}

bool says(const Texts& texts, std::string_view part) {
    return all(texts).find(part) != std::string::npos;
}

Texts kinds(const Plan& plan) {
    Texts out;
    for (const Problem& refusal : plan.refusals) {
        out.emplace_back(refusal.kind);
    }
    return out;
}

std::string shown(const Layer& layer) {
    std::string out;
    for (const LayerChange& change : layer.changes) {
        out.append(1, "CAD"[static_cast<std::size_t>(change.kind)]).append(" ").append(change.path) += '\n';
    }
    return out;
}

TEST(RecreatePlan, SaysWhatChanges) {
    const Plan made = planned({}, {.add_ports = {{.container_port = "5000/tcp", .host_port = "5001"}},
                                   .add_mounts = {{.source = "/srv/x", .target = "/x", .read_only = true}},
                                   .set_environment = {{"TOKEN", "secret"}},
                                   .gpus = {{{.count = -1}}},
                                   .shm_size = std::int64_t{8} << 30U});
    EXPECT_EQ(all(made.changed),
              "Port 5000/tcp is published on port 5001 of the machine, reached from the machine itself only\n"
              "The machine's folder /srv/x is mounted at /x, read-only\n"
              "The variable TOKEN is set\n"
              "It gets GPUs: all\n"
              "Shared memory (/dev/shm) is 8 GiB\n");
    EXPECT_TRUE(made.recreate_needed);
    EXPECT_TRUE(made.refusals.empty());
}

TEST(RecreatePlan, SaysWhatIsKept) {
    EXPECT_EQ(all(planned({}, {.remove_mounts = {"/anon", "/anon2"}}).kept),
              "Its name, train, its command, environment, labels and limits\n"
              "/data: the volume data\n"
              "/scratch: the volume without a name that is there now (cfd73300b132)\n"
              "/cache: the volume without a name that is there now (dcde8c2529aa)\n"
              "The network net1, under the names trainer\n"
              "The network net2, under the names second\n");
}

TEST(RecreatePlan, SaysWhatLivesInMemoryOnly) {
    Case given;
    EXPECT_EQ(all(planned(given).lost),
              "Everything that runs in it ends: its program (sh -c sleep 1000) starts again from the "
              "beginning, and shells, notebook kernels and their variables are gone\n"
              "What is in shared memory (/dev/shm)\n"
              "What is at /fast, which is in memory only\n");
    given.set("/State/Running", "false");
    EXPECT_EQ(all(planned(given).lost), "");
}

// As an engine of API 1.41 answered for a container with a GPU and with mounts at /a/b/c and /data.
constexpr std::string_view recorded =
    R"([{"Path":"/usr","Kind":0},{"Path":"/usr/bin","Kind":0},{"Path":"/usr/bin/nvidia-smi","Kind":1},
        {"Path":"/a","Kind":1},{"Path":"/a/b","Kind":1},{"Path":"/a/b/c","Kind":1},{"Path":"/bin","Kind":0},
        {"Path":"/bin/vi","Kind":2},{"Path":"/data","Kind":1},{"Path":"/opt","Kind":1},
        {"Path":"/opt/x","Kind":1},{"Path":"/opt/x/y","Kind":1},{"Path":"/run","Kind":0},
        {"Path":"/run/nvidia-sim","Kind":1},{"Path":"/sbin","Kind":0},{"Path":"/sbin/docker-init","Kind":1}])";

TEST(RecreatePlan, CountsOnlyWhatTheContainerWroteItself) {
    Case given;
    given.set("/Mounts/1/Destination", R"("/a/b/c")");
    const Plan made = planned(given, {}, recorded);
    EXPECT_EQ(shown(made.layer), "D /bin/vi\nA /opt/x/y\n");
    EXPECT_EQ(made.layer.total, 2U);
    EXPECT_TRUE(made.commit_needed);
    EXPECT_TRUE(says(made.lost, "Its own files: /bin/vi was deleted\nIts own files: /opt/x/y was added\n"));
    EXPECT_FALSE(says(planned(given, {.image = "kept:1"}, recorded).lost, "Its own files"));
}

TEST(RecreatePlan, NeedsNoCommitForCaches) {
    const Plan made = planned({}, {}, R"([{"Path":"/tmp","Kind":0},{"Path":"/tmp/a","Kind":1},
        {"Path":"/root/.cache/pip/b","Kind":1},{"Path":"/x/__pycache__/c.pyc","Kind":1}])");
    EXPECT_EQ(made.layer.total, 3U);
    EXPECT_FALSE(made.commit_needed);
    EXPECT_TRUE(says(made.lost, "/tmp/a was added"));
}

TEST(RecreatePlan, GroupsAndBoundsManyFiles) {
    std::string json = R"([{"Path":"/opt-b","Kind":0})";
    for (int at = 0; at < 1500; ++at) {
        json.append(R"(,{"Path":"/opt/lib/)").append(std::to_string(at)).append(R"(","Kind":1})");
    }
    const Plan made = planned({}, {}, json + "]");
    EXPECT_EQ(made.layer.total, 1501U);
    EXPECT_EQ(made.layer.changes.size(), 1000U);
    EXPECT_TRUE(says(made.lost, "files below /opt/lib were added")) << all(made.lost);
    EXPECT_TRUE(says(made.lost, "1501 changes in all"));
}

TEST(RecreatePlan, NeedsACommitWhereTheImageIsGone) {
    Case given;
    given.image_is_gone = true;
    given.named = "";
    EXPECT_TRUE(planned(given).commit_needed);
    EXPECT_TRUE(planned(given).refusals.empty());
}

TEST(RecreatePlan, RefusesWhatDeletesItself) {
    Case given;
    given.set("/HostConfig/AutoRemove", "true");
    EXPECT_EQ(kinds(planned(given)), Texts{"container-removes-itself"});
}

TEST(RecreatePlan, RefusesWhatOthersStartAgain) {
    Case given;
    given.set("/Config/Labels", R"({"com.docker.swarm.task.id":"x","com.docker.swarm.service.name":"web"})");
    EXPECT_EQ(kinds(planned(given)), Texts{"container-of-swarm"});
    EXPECT_EQ(planned(given).refusals[0].next_step, "Change the service instead: docker service update web");
    given.set("/Config/Labels", R"({"io.kubernetes.pod.name":"pod\u001b"})");
    EXPECT_EQ(kinds(planned(given)), Texts{"container-of-kubernetes"});
    EXPECT_EQ(planned(given).refusals[0].message.find('\x1b'), std::string::npos);
}

TEST(RecreatePlan, RefusesWhatCannotBe) {
    Case given;
    given.set("/HostConfig/NetworkMode", R"("host")");
    EXPECT_EQ(kinds(planned(given, {.add_ports = {{.container_port = "1/tcp"}}})),
              Texts{"ports-not-its-own"});
}

TEST(RecreatePlan, WarnsOfFilesThatUndoIt) {
    Case given;
    given.set("/Config/Labels", R"({"com.docker.compose.service":"web",
        "com.docker.compose.project.config_files":"/srv/compose.yaml"})");
    EXPECT_TRUE(says(planned(given).warnings, "change the service 'web' in /srv/compose.yaml instead"));
    given.set("/Config/Labels", R"({"devcontainer.local_folder":"/home/a/project",
        "devcontainer.config_file":"/home/a/project/.devcontainer/devcontainer.json"})");
    EXPECT_TRUE(says(planned(given).warnings, "the dev container of /home/a/project"));
    EXPECT_TRUE(planned(given).refusals.empty());
}

TEST(RecreatePlan, WarnsWhereAChangeHasNoEffect) {
    Case given;
    given.set("/HostConfig/IpcMode", R"("host")");
    EXPECT_TRUE(says(planned(given, {.shm_size = 1}).warnings, "no effect"));
    EXPECT_TRUE(says(planned({}, {.remove_ports = {"1/tcp"}}).warnings, "1/tcp isn't published now"));
    given.podman = true;
    EXPECT_TRUE(says(planned(given, {.gpus = {{{.count = -1}}}}).warnings, "Podman before 5.4"));
    EXPECT_TRUE(says(planned(given).warnings, "gets an address of its own"));
    EXPECT_EQ(all(planned({}).warnings), "");
}

TEST(RecreatePlan, WarnsOfPickedPortsOfAStoppedContainer) {
    Case given;
    given.set("/State/Running", "false");
    EXPECT_TRUE(says(planned(given).warnings, "other numbers"));
}

TEST(RecreatePlan, ListsWhatDependsOnIt) {
    Case given;
    const std::string id = given.container.at_pointer("/Id").as_string().c_str();
    const auto other = [](std::string_view name, const std::string& host) {
        return R"({"Id":"f00","Name":"/)" + std::string(name) + R"(","HostConfig":)" + host + "}";
    };
    const Plan made = planned(given, {}, "null",
                              {boost::json::serialize(given.container), "nonsense", other("none", "{}"),
                               other("net", R"({"NetworkMode":"container:)" + id + R"("})"),
                               other("ipc", R"({"IpcMode":"container:train"})"),
                               other("pid", R"({"PidMode":"container:)" + id.substr(0, 12) + R"("})"),
                               other("from", R"({"VolumesFrom":["train:ro"]})"),
                               other("link", R"({"Links":["/train:/link/db"]})"),
                               other("away", R"({"NetworkMode":"container:trainer","Links":["/db:/a/b"]})")});
    std::string said;
    for (const Dependant& dependant : made.dependants) {
        said.append(dependant.name).append(" ").append(dependant.how) += '\n';
    }
    EXPECT_EQ(said, "net uses its network\nipc uses its shared memory\npid sees its processes\n"
                    "from takes its volumes over\nlink is linked to it\n");
}

TEST(RecreatePlan, KnowsWhatTheEngineChangesInPlace) {
    EXPECT_FALSE(
        planned({}, {.memory = 1 << 30, .nano_cpus = 1, .restart_policy = RestartPolicy{.name = "always"}})
            .recreate_needed);
    EXPECT_TRUE(planned({}, {.memory = 1 << 30, .image = "a"}).recreate_needed);
}

TEST(RecreatePlan, RefusesForeignAnswers) {
    Case given;
    EXPECT_FALSE(plan(given.source(), "{}", {}, {}));
    EXPECT_FALSE(plan(given.source(), "", {}, {}));
    EXPECT_FALSE(plan({.container = "[]", .version = {1, 41}}, "null", {}, {}));
}

} // namespace
} // namespace dockwright::engine::recreate
