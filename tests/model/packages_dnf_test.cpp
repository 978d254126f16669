#include "packages_text.hpp"
#include <gtest/gtest.h>

namespace dockwright::testing {
namespace {

TEST(PackagesOfDnf, HaveNamesAndVersions) {
    EXPECT_EQ(packages_of("dnf install gcc"), "install gcc");
    EXPECT_EQ(packages_of("yum install -y gcc-4.8.5-44.el7 make"), "install gcc-4.8.5-44.el7 make");
    EXPECT_EQ(packages_of("yum install gcc-4.8.5"), "install gcc-4.8.5");
    EXPECT_EQ(packages_of("yum install gcc-4.8.5-44.el7.x86_64"), "install gcc-4.8.5-44.el7");
    EXPECT_EQ(packages_of("yum install glibc.i686"), "install glibc");
    EXPECT_EQ(packages_of("dnf install gcc-c++"), "install gcc-c++");
    EXPECT_EQ(packages_of("dnf install 'gcc-4.*'"), "install gcc-4.*");
    EXPECT_EQ(packages_of("dnf install gcc-$V"), "install gcc-$V");
    EXPECT_EQ(packages_of("dnf install gcc-${V}-1.el9"), "install gcc-${V}-1.el9");
}

/// The part in front of a version is the name, and there alone it shows.
TEST(PackagesOfDnf, WhoseNamesEndInNumbersHaveNoVersion) {
    EXPECT_EQ(packages_of("dnf remove cuda-toolkit-12-4 java-11-openjdk gcc-toolset-12"),
              "remove cuda-toolkit-12-4 java-11-openjdk gcc-toolset-12");
}

TEST(PackagesOfDnf, MayBeFilesAddressesGroupsAndModules) {
    EXPECT_EQ(packages_of("dnf install ./a.rpm"), "install file:./a.rpm");
    EXPECT_EQ(packages_of("dnf install https://a/b.rpm"), "install url:https://a/b.rpm");
    EXPECT_EQ(packages_of("yum localinstall a.rpm"), "install file:a.rpm");
    EXPECT_EQ(packages_of("dnf install @development"), "install @development");
    EXPECT_EQ(packages_of("dnf install @nodejs:20"), "install @nodejs:20");
    EXPECT_EQ(packages_of("dnf module install nodejs:20/common"), "install nodejs:20/common");
    EXPECT_EQ(packages_of("dnf -y group install 'Development Tools'"), "install Development Tools");
    EXPECT_EQ(packages_of("dnf install $PACKAGES"), "install unknown:$PACKAGES");
}

TEST(PackagesOfDnf, AreNoValuesOfOptions) {
    EXPECT_EQ(packages_of("dnf install --enablerepo epel gcc"), "install gcc");
    EXPECT_EQ(packages_of("dnf install --enablerepo=epel gcc"), "install gcc");
    EXPECT_EQ(packages_of("dnf -c dnf.conf install gcc"), "install gcc");
    EXPECT_EQ(packages_of("dnf install --installroot /mnt --releasever 9 gcc"), "install gcc");
    EXPECT_EQ(packages_of("dnf install -x kernel gcc"), "install gcc");
    EXPECT_EQ(packages_of("microdnf install --setopt install_weak_deps=0 gcc"), "install gcc");
}

TEST(CommandsOfDnf, AreToldApart) {
    EXPECT_EQ(packages_of("dnf makecache && dnf -y update && dnf clean all"), "update\nupgrade\nclean");
    EXPECT_EQ(packages_of("yum remove gcc"), "remove gcc");
    EXPECT_EQ(packages_of("yum groupinstall x"), "install x");
    EXPECT_EQ(packages_of("dnf module enable nodejs:20"), "");
    EXPECT_EQ(packages_of("dnf config-manager --add-repo x"), "");
    EXPECT_EQ(packages_of("tdnf install gcc"), "install gcc");
    EXPECT_EQ(packages_of("dnf builddep x"), "install x");
}

} // namespace
} // namespace dockwright::testing
