#include "host/doctor.hpp"
#include "host/machines.hpp"
#include "host/repairs.hpp"
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::host::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Finding finding(const Facts& facts, std::string_view id) {
    const auto all = examine(facts);
    const auto found = std::ranges::find(all, id, &Finding::check);
    return found == all.end() ? Finding{} : *found;
}

Facts without_toolkit(std::string_view distribution, std::string_view like = {}) {
    Facts facts = untried_machine();
    facts.distribution = distribution;
    facts.distribution_like = like;
    facts.toolkit = {};
    facts.toolkit.installed = false;
    return facts;
}

std::vector<std::string> toolkit_commands(std::string_view distribution, std::string_view like = {}) {
    return finding(without_toolkit(distribution, like), "toolkit-installed").repairs.front().commands;
}

TEST(Repairs, TheToolkitIsInstalledByTheDistributionsProgram) {
    EXPECT_THAT(toolkit_commands("ubuntu"), Contains("sudo apt-get install -y nvidia-container-toolkit"));
    EXPECT_THAT(toolkit_commands("linuxmint", "ubuntu debian"),
                Contains("sudo apt-get install -y nvidia-container-toolkit"));
    EXPECT_THAT(toolkit_commands("rocky", "rhel centos fedora"),
                Contains("sudo dnf install -y nvidia-container-toolkit"));
    EXPECT_THAT(toolkit_commands("fedora"), Contains("sudo dnf install -y nvidia-container-toolkit"));
    EXPECT_THAT(toolkit_commands("amzn", "centos rhel fedora"),
                Contains("sudo dnf install -y nvidia-container-toolkit"));
    EXPECT_THAT(toolkit_commands("opensuse-leap", "suse opensuse"),
                Contains("sudo zypper --gpg-auto-import-keys install -y nvidia-container-toolkit"));
    EXPECT_THAT(toolkit_commands("arch"), Contains("sudo pacman -S --needed nvidia-container-toolkit"));
    EXPECT_THAT(toolkit_commands("nixos"), ElementsAre("sudo nvidia-ctk runtime configure --runtime=docker",
                                                       "sudo systemctl restart docker"));
}

TEST(Repairs, RootNeedsNoSudo) {
    Facts facts = without_toolkit("arch");
    facts.root = true;
    EXPECT_THAT(finding(facts, "toolkit-installed").repairs.front().commands,
                ElementsAre("pacman -S --needed nvidia-container-toolkit",
                            "nvidia-ctk runtime configure --runtime=docker", "systemctl restart docker"));
}

TEST(Repairs, DaemonJsonIsSavedCheckedAndOnlyThenUsed) {
    Facts facts = untried_machine();
    facts.engine.daemon_json = "{\n  \"log-driver\": \"local\"\n}\n";
    const Repair repair = change_daemon_json(facts, "CDI", {"features", "cdi"}, "true");
    EXPECT_EQ(repair.disturbs, Disturbs::engine);
    EXPECT_THAT(repair.commands,
                ElementsAre("sudo cp -a /etc/docker/daemon.json /etc/docker/daemon.json.before",
                            "sudo dockerd --validate --config-file daemon.json.new",
                            "sudo install -D -m 644 daemon.json.new /etc/docker/daemon.json",
                            "sudo systemctl restart docker"));
    EXPECT_THAT(repair.files,
                ElementsAre(NewFile{"daemon.json.new", "{\n  \"log-driver\": \"local\",\n  \"features\": "
                                                       "{\"cdi\": true}\n}\n"}));
}

TEST(Repairs, AnEngineWithoutValidationIsNotAskedForIt) {
    Facts facts = untried_machine();
    facts.engine.version = "20.10.24";
    facts.engine.daemon_json = "";
    EXPECT_THAT(change_daemon_json(facts, "CDI", {"features", "cdi"}, "true").commands,
                ElementsAre("sudo install -D -m 644 daemon.json.new /etc/docker/daemon.json",
                            "sudo systemctl restart docker"));
}

TEST(Repairs, ADaemonJsonThatWasNotReadOrIsBrokenIsNeverOverwritten) {
    Facts facts = untried_machine();
    facts.engine.daemon_json.reset();
    Repair repair = change_daemon_json(facts, "CDI", {"features", "cdi"}, "true");
    EXPECT_THAT(repair.commands, Contains("sudo cp --no-clobber daemon.json.new /etc/docker/daemon.json"));
    EXPECT_EQ(repair.explanation,
              "Where there is a /etc/docker/daemon.json already, it is left as it is: then put "
              "{\"features\": {\"cdi\": true}} into it by hand");
    facts.engine.daemon_json = "{broken";
    repair = change_daemon_json(facts, "CDI", {"features", "cdi"}, "true");
    EXPECT_THAT(repair.files, IsEmpty());
    EXPECT_THAT(repair.explanation, HasSubstr("it is no valid JSON"));
}

TEST(Repairs, ARootlessEngineIsThePersonsOwn) {
    Facts facts = untried_machine();
    facts.engine.rootless = true;
    facts.engine.daemon_json = "{}";
    EXPECT_THAT(change_daemon_json(facts, "CDI", {"features", "cdi"}, "true").commands,
                Contains("systemctl --user restart docker"));
    EXPECT_EQ(finding(facts, "rootless-engine").status, Status::warning);
}

TEST(Repairs, WithoutPermissionThePersonJoinsTheGroup) {
    Facts facts = untried_machine();
    facts.engine = {};
    facts.engine.reachable = false;
    facts.engine.problem_kind = "engine-no-permission";
    EXPECT_THAT(finding(facts, "engine-reachable").repairs.front().commands,
                ElementsAre("sudo usermod -aG docker ada"));
    facts.user = "--help";
    EXPECT_THAT(finding(facts, "engine-reachable").repairs.front().commands,
                ElementsAre("sudo usermod -aG docker YOUR_NAME"));
}

TEST(Repairs, WhatElseKeepsFromTheEngineSaysItsOwnNextStep) {
    Facts facts = untried_machine();
    facts.engine = {};
    facts.engine.reachable = false;
    facts.engine.problem_kind = "ssh-permission-denied";
    facts.engine.problem_next_step = "Run ssh-add";
    const Finding found = finding(facts, "engine-reachable");
    EXPECT_THAT(found.repairs, IsEmpty());
    EXPECT_EQ(found.no_repair, "Run ssh-add");
}

TEST(Repairs, WhereOnlyTheEngineWasAskedTheHookIsNotSaidToBeMissing) {
    Facts facts;
    facts.reach = Reach::engine;
    add_engine(facts);
    facts.engine.runtimes = {"runc"};
    facts.engine.daemon_json.reset();
    EXPECT_EQ(finding(facts, "engine-gpu-support").status, Status::unknown);
}

TEST(Repairs, CdiIsSwitchedOnWhereTheEngineHasItOff) {
    Facts facts = untried_machine();
    facts.engine.runtimes = {"runc"};
    facts.toolkit.hook = false;
    facts.engine.daemon_json = "";
    facts.engine.version = "27.3.1";
    const Finding off = finding(facts, "engine-gpu-support");
    EXPECT_EQ(off.status, Status::failure);
    ASSERT_EQ(off.repairs.size(), 2U);
    EXPECT_EQ(off.repairs[1].files.front().text, "{\n    \"features\": {\"cdi\": true}\n}\n");
    facts.engine.version = "28.2.0";
    EXPECT_EQ(finding(facts, "engine-gpu-support").status, Status::ok);
    facts.engine.daemon_json = R"({"features": {"cdi": false}})";
    EXPECT_EQ(finding(facts, "engine-gpu-support").status, Status::failure);
}

TEST(Repairs, TheOrderOfGpusIsThatOfTheEnginesVersion) {
    const auto said = [](std::string_view version) {
        Facts facts = untried_machine();
        facts.engine.version = version;
        return finding(facts, "engine-gpu-support").found;
    };
    EXPECT_EQ(said("18.09.1"), "--runtime=nvidia gives GPUs");
    EXPECT_EQ(said("29.1.3"), "--gpus gives GPUs by the toolkit's hook");
    EXPECT_EQ(said("29.2.0"), "--gpus gives GPUs by CDI, else by the toolkit's hook");
    EXPECT_EQ(said("29.7.2"), "--gpus gives GPUs by CDI, else by the toolkit's hook");
    EXPECT_EQ(said("29.8.0"), "--gpus gives GPUs by the hook or by CDI, this engine's order is not known");
}

TEST(Repairs, AMirrorIsAddedToThoseThatAreThere) {
    Facts facts = untried_machine();
    facts.registries.front().reachable = false;
    facts.engine.daemon_json = R"({"registry-mirrors": ["https://mirror.example"]})";
    const Repair repair = finding(facts, "registry-access").repairs.front();
    EXPECT_EQ(repair.files.front().text,
              R"({"registry-mirrors": ["https://mirror.example", "https://docker.m.daocloud.io"]})");
}

TEST(Repairs, TheNewestCudaImageOfADriverIsNamed) {
    EXPECT_THAT(finding(good_machine(), "driver-cuda").found,
                HasSubstr("The driver serves CUDA up to 12.4; the newest image of nvidia/cuda for it is "
                          "12.4.1-base-ubuntu"));
}

TEST(Repairs, AnOldGenerationSaysItsLastDriver) {
    Facts facts = good_machine();
    facts.nvidia.gpus = {gpu("Tesla K80", 37)};
    const Finding found = finding(facts, "gpu-generation");
    EXPECT_EQ(found.status, Status::warning);
    EXPECT_THAT(found.found, HasSubstr("the newest driver for it is of branch 470"));
}

TEST(Repairs, OfSeveralXidsTheGravestIsTold) {
    Facts facts = good_machine();
    facts.xids = {Xid{79, "0000:01:00", "x"}, Xid{31, "0000:01:00", "y"}};
    EXPECT_THAT(finding(facts, "gpu-errors").found,
                HasSubstr("79 on 0000:01:00: The GPU has fallen off the bus"));
    facts.xids = {Xid{13, "0000:01:00", "x"}};
    EXPECT_THAT(finding(facts, "gpu-errors").repairs, IsEmpty()) << "the program's fault";
}

} // namespace
} // namespace dockwright::host::testing
