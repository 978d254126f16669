#include "packages_text.hpp"
#include <gtest/gtest.h>

namespace dockwright::testing {
namespace {

TEST(PackagesOfZypper, HaveNamesAndVersions) {
    EXPECT_EQ(packages_of("zypper install gcc"), "install gcc");
    EXPECT_EQ(packages_of("zypper in gcc make"), "install gcc make");
    EXPECT_EQ(packages_of("zypper in gcc=7"), "install gcc=7");
    EXPECT_EQ(packages_of("zypper in 'gcc>=7'"), "install gcc>=7");
    EXPECT_EQ(packages_of("zypper in \"gcc<7\""), "install gcc<7");
    EXPECT_EQ(packages_of("zypper in science:gcc"), "install gcc");
    EXPECT_EQ(packages_of("zypper in +gcc"), "install gcc");
    EXPECT_EQ(packages_of("zypper in gcc-c++"), "install gcc-c++");
    EXPECT_EQ(packages_of("zypper in gcc=$V"), "install gcc=$V");
    EXPECT_EQ(packages_of("zypper in $P"), "install unknown:$P");
    EXPECT_EQ(packages_of("zypper in ./a.rpm"), "install file:./a.rpm");
    EXPECT_EQ(packages_of("zypper in https://a/b.rpm"), "install url:https://a/b.rpm");
}

TEST(PackagesOfZypper, AreNoValuesOfOptions) {
    EXPECT_EQ(packages_of("zypper -n --root /mnt in gcc"), "install gcc");
    EXPECT_EQ(packages_of("zypper in -t pattern devel_basis"), "install devel_basis");
    EXPECT_EQ(packages_of("zypper in --type=pattern devel_basis"), "install devel_basis");
    EXPECT_EQ(packages_of("zypper in --from science gcc"), "install gcc");
    EXPECT_EQ(packages_of("zypper in -r science gcc"), "install gcc");
    EXPECT_EQ(packages_of("zypper --gpg-auto-import-keys in -y gcc"), "install gcc");
    EXPECT_EQ(packages_of("zypper -n --plus-repo https://a in gcc"), "install gcc");
}

TEST(CommandsOfZypper, AreToldApart) {
    EXPECT_EQ(packages_of("zypper ref && zypper -n up && zypper clean -a"), "update\nupgrade\nclean");
    EXPECT_EQ(packages_of("zypper dup"), "upgrade");
    EXPECT_EQ(packages_of("zypper rm gcc"), "remove gcc");
    EXPECT_EQ(packages_of("zypper si gcc"), "install gcc");
    EXPECT_EQ(packages_of("zypper patch"), "upgrade");
    EXPECT_EQ(packages_of("zypper addrepo https://a b"), "");
    EXPECT_EQ(packages_of("zypper --version"), "");
}

} // namespace
} // namespace dockwright::testing
