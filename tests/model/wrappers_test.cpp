#include "model/document.hpp"
#include <gtest/gtest.h>

namespace dockwright::model {
namespace {

/// The last command that is found in a RUN: the one that nothing else is wrapped in.
std::string innermost(const std::string& run) {
    const auto document = Document::parse("FROM debian\nRUN " + run + "\n");
    const Commands& commands = document->commands();
    const Command& command = commands.all.back();
    std::string out = std::string(command.name);
    for (const Argument& argument : commands.arguments_of(command)) {
        out.append(" ").append(argument.text);
    }
    return out;
}

TEST(Wrappers, OfUsersAndEnvironments) {
    EXPECT_EQ(innermost("sudo -H -u worker pip install x"), "pip install x");
    EXPECT_EQ(innermost("sudo -E A=1 -- pip install x"), "pip install x");
    EXPECT_EQ(innermost("env -i A=1 B= pip install x"), "pip install x");
    EXPECT_EQ(innermost("A=1 env pip install x"), "pip install x");
    EXPECT_EQ(innermost("gosu worker pip install x"), "pip install x");
    EXPECT_EQ(innermost("su - worker -c 'pip install x'"), "pip install x");
    EXPECT_EQ(innermost("su worker --command \"pip install x\""), "pip install x");
    EXPECT_EQ(innermost("chroot /mnt pip install x"), "pip install x");
}

TEST(Wrappers, OfCondaAndPoetry) {
    EXPECT_EQ(innermost("conda run --no-capture-output -n base pip install x"), "pip install x");
    EXPECT_EQ(innermost("micromamba run -n base -r /opt pip install x"), "pip install x");
    EXPECT_EQ(innermost("poetry run pip install x"), "pip install x");
    EXPECT_EQ(innermost("conda install x"), "conda install x");
}

TEST(Wrappers, OfTimeAndOrder) {
    EXPECT_EQ(innermost("time pip install x"), "pip install x");
    EXPECT_EQ(innermost("time -p pip install x"), "pip install x");
    EXPECT_EQ(innermost("nice -n 10 pip install x"), "pip install x");
    EXPECT_EQ(innermost("timeout --signal=KILL 60 pip install x"), "pip install x");
    EXPECT_EQ(innermost("nohup pip install x"), "pip install x");
    EXPECT_EQ(innermost("exec pip install x"), "pip install x");
    EXPECT_EQ(innermost("set -e; pip install x"), "pip install x");
}

TEST(Wrappers, OfXargs) {
    EXPECT_EQ(innermost("cat r | xargs pip install"), "pip install");
    EXPECT_EQ(innermost("cat r | xargs -n 1 -P4 -r pip install"), "pip install");
    EXPECT_EQ(innermost("cat r | xargs -I {} pip install {}"), "pip install {}");
    EXPECT_EQ(innermost("cat r | xargs -0 sh -c 'pip install \"$@\"' _"), "pip install $@");
}

TEST(Wrappers, OfShells) {
    EXPECT_EQ(innermost("bash -lc \"pip install x\""), "pip install x");
    EXPECT_EQ(innermost("bash -l -c 'cd /x && pip install x'"), "pip install x");
    EXPECT_EQ(innermost("bash -c -l 'pip install x'"), "pip install x");
    EXPECT_EQ(innermost("bash --login -eo pipefail -c 'pip install x'"), "pip install x");
    EXPECT_EQ(innermost("sh -exc 'pip install x'"), "pip install x");
    EXPECT_EQ(innermost("sudo env A=1 bash -c \"pip install x\""), "pip install x");
    EXPECT_EQ(innermost("bash -c \"bash -c 'pip install x'\""), "pip install x");
    EXPECT_EQ(innermost("bash -c pip"), "pip");
}

TEST(Wrappers, ThatRunNothing) {
    EXPECT_EQ(innermost("command -v pip"), "command -v pip");
    EXPECT_EQ(innermost("sudo -v"), "sudo -v");
    EXPECT_EQ(innermost("env"), "env");
    EXPECT_EQ(innermost("bash script.sh -c x"), "bash script.sh -c x");
    EXPECT_EQ(innermost("eval \"pip install x\""), "eval pip install x");
}

} // namespace
} // namespace dockwright::model
