#include "packages_text.hpp"
#include <gtest/gtest.h>

namespace dockwright::testing {
namespace {

TEST(PackagesOfApt, HaveNamesAndVersions) {
    EXPECT_EQ(packages_of("apt-get install curl"), "install curl");
    EXPECT_EQ(packages_of("apt-get install -y curl=7.88.1-10 git"), "install curl=7.88.1-10 git");
    EXPECT_EQ(packages_of("apt-get install gcc/bookworm-backports"), "install gcc/bookworm-backports");
    EXPECT_EQ(packages_of("apt-get install libc6:i386=2.36"), "install libc6=2.36");
    EXPECT_EQ(packages_of("apt-get install g++ libstdc++6"), "install g++ libstdc++6");
    EXPECT_EQ(packages_of("apt-get install nano-"), "install nano");
    EXPECT_EQ(packages_of("apt-get install 'curl=7.*'"), "install curl=7.*");
    EXPECT_EQ(packages_of("apt-get install cuda-toolkit-12-4"), "install cuda-toolkit-12-4");
    EXPECT_EQ(packages_of("apt-get install libcudnn8=8.9.7.29-1+cuda12.2"),
              "install libcudnn8=8.9.7.29-1+cuda12.2");
}

TEST(PackagesOfApt, MayBeFilesOrUnknown) {
    EXPECT_EQ(packages_of("apt-get install ./a.deb /tmp/b.deb"), "install file:./a.deb file:/tmp/b.deb");
    EXPECT_EQ(packages_of("apt-get install a.deb"), "install file:a.deb");
    EXPECT_EQ(packages_of("apt-get install $PACKAGES"), "install unknown:$PACKAGES");
    EXPECT_EQ(packages_of("apt-get install python$V-dev"), "install unknown:python$V-dev");
    EXPECT_EQ(packages_of("apt-get install curl=$V"), "install curl=$V");
    EXPECT_EQ(packages_of("apt-get install $(cat list)"), "install unknown:$(cat list)");
}

TEST(PackagesOfApt, AreNoValuesOfOptions) {
    EXPECT_EQ(packages_of("apt-get -t sid install curl"), "install curl");
    EXPECT_EQ(packages_of("apt-get install -t sid curl"), "install curl");
    EXPECT_EQ(packages_of("apt-get install -yt sid curl"), "install curl");
    EXPECT_EQ(packages_of("apt-get install -tsid curl"), "install curl");
    EXPECT_EQ(packages_of("apt-get install --target-release sid curl"), "install curl");
    EXPECT_EQ(packages_of("apt-get install --target-release=sid curl"), "install curl");
    EXPECT_EQ(packages_of("apt-get -o Acquire::Retries=3 install curl"), "install curl");
    EXPECT_EQ(packages_of("apt-get install -o Dpkg::Options::=--force-confdef curl"), "install curl");
    EXPECT_EQ(packages_of("apt-get install -c apt.conf curl"), "install curl");
    EXPECT_EQ(packages_of("apt-get install --no-install-recommends curl"), "install curl");
}

TEST(CommandsOfApt, AreToldApart) {
    EXPECT_EQ(packages_of("apt-get update && apt install -y curl && apt-get clean"),
              "update\ninstall curl\nclean");
    EXPECT_EQ(packages_of("aptitude full-upgrade"), "upgrade");
    EXPECT_EQ(packages_of("apt-get dist-upgrade"), "upgrade");
    EXPECT_EQ(packages_of("apt-get purge -y --auto-remove curl"), "remove curl");
    EXPECT_EQ(packages_of("apt-get autoremove"), "remove");
    EXPECT_EQ(packages_of("apt-get build-dep python3"), "install python3");
    EXPECT_EQ(packages_of("apt-get download curl"), "");
    EXPECT_EQ(packages_of("apt list --installed"), "");
    EXPECT_EQ(packages_of("sudo apt-get install curl"), "install curl");
    EXPECT_EQ(packages_of("bash -c 'apt-get install curl'"), "install curl");
    EXPECT_EQ(packages_of("[\"apt-get\", \"install\", \"curl\"]"), "install curl");
}

} // namespace
} // namespace dockwright::testing
