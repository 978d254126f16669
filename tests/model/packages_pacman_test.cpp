#include "packages_text.hpp"
#include <gtest/gtest.h>

namespace dockwright::testing {
namespace {

TEST(PackagesOfPacman, AreNamesFilesOrAddresses) {
    EXPECT_EQ(packages_of("pacman -S gcc"), "install gcc");
    EXPECT_EQ(packages_of("pacman -S --noconfirm --needed gcc make"), "install gcc make");
    EXPECT_EQ(packages_of("pacman -S extra/gcc"), "install gcc");
    EXPECT_EQ(packages_of("pacman -S $P"), "install unknown:$P");
    EXPECT_EQ(packages_of("pacman -U a-1-x86_64.pkg.tar.zst"), "install file:a-1-x86_64.pkg.tar.zst");
    EXPECT_EQ(packages_of("pacman -U https://a/b.pkg.tar.zst"), "install url:https://a/b.pkg.tar.zst");
    EXPECT_EQ(packages_of("pacman --noconfirm -S gcc"), "install gcc");
    EXPECT_EQ(packages_of("pacman --sync gcc"), "install gcc");
}

TEST(PackagesOfPacman, AreNoValuesOfOptions) {
    EXPECT_EQ(packages_of("pacman -S --root /mnt gcc"), "install gcc");
    EXPECT_EQ(packages_of("pacman -r /mnt -S gcc"), "install gcc");
    EXPECT_EQ(packages_of("pacman -S --ignore linux gcc"), "install gcc");
    EXPECT_EQ(packages_of("pacman -S --color never gcc"), "install gcc");
}

TEST(CommandsOfPacman, AreToldApart) {
    EXPECT_EQ(packages_of("pacman -Sy"), "update");
    EXPECT_EQ(packages_of("pacman -Syu --noconfirm"), "upgrade");
    EXPECT_EQ(packages_of("pacman -Syyu"), "upgrade");
    EXPECT_EQ(packages_of("pacman -Syu gcc"), "install gcc");
    EXPECT_EQ(packages_of("pacman -Sy gcc"), "install gcc");
    EXPECT_EQ(packages_of("pacman -Scc"), "clean");
    EXPECT_EQ(packages_of("pacman -Sc --noconfirm"), "clean");
    EXPECT_EQ(packages_of("pacman -R gcc"), "remove gcc");
    EXPECT_EQ(packages_of("pacman -Rns gcc"), "remove gcc");
    EXPECT_EQ(packages_of("pacman -Q"), "");
    EXPECT_EQ(packages_of("pacman -V"), "");
    EXPECT_EQ(packages_of("pacman-key --init"), "");
}

} // namespace
} // namespace dockwright::testing
