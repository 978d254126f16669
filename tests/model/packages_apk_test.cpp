#include "packages_text.hpp"
#include <gtest/gtest.h>

namespace dockwright::testing {
namespace {

TEST(PackagesOfApk, HaveNamesAndVersions) {
    EXPECT_EQ(packages_of("apk add curl"), "install curl");
    EXPECT_EQ(packages_of("apk add curl=8.9.1-r1 git"), "install curl=8.9.1-r1 git");
    EXPECT_EQ(packages_of("apk add curl~8.9"), "install curl~8.9");
    EXPECT_EQ(packages_of("apk add curl~=8.9"), "install curl~=8.9");
    EXPECT_EQ(packages_of("apk add 'curl>8' \"git<3\""), "install curl>8 git<3");
    EXPECT_EQ(packages_of("apk add curl@edge"), "install curl");
    EXPECT_EQ(packages_of("apk add curl@edge=8"), "install curl=8");
    EXPECT_EQ(packages_of("apk add so:libssl.so.3 cmd:bash"), "install so:libssl.so.3 cmd:bash");
    EXPECT_EQ(packages_of("apk add ./a.apk"), "install file:./a.apk");
    EXPECT_EQ(packages_of("apk add $X"), "install unknown:$X");
    EXPECT_EQ(packages_of("apk add curl=$X"), "install curl=$X");
    EXPECT_EQ(packages_of("apk add ${X}-dev"), "install unknown:${X}-dev");
}

TEST(PackagesOfApk, AreNoValuesOfOptions) {
    EXPECT_EQ(packages_of("apk add --virtual .build gcc"), "install gcc");
    EXPECT_EQ(packages_of("apk add --virtual=.build gcc"), "install gcc");
    EXPECT_EQ(packages_of("apk add -t .build gcc"), "install gcc");
    EXPECT_EQ(packages_of("apk add -Ut .build gcc"), "install gcc");
    EXPECT_EQ(packages_of("apk add --no-cache --virtual .build gcc musl-dev"), "install gcc musl-dev");
    EXPECT_EQ(packages_of("apk --root /mnt add gcc"), "install gcc");
    EXPECT_EQ(packages_of("apk add --arch x86_64 gcc"), "install gcc");
    EXPECT_EQ(packages_of("apk --keys-dir k --repositories-file r add gcc"), "install gcc");
    EXPECT_EQ(packages_of("apk --no-cache add gcc"), "install gcc");
}

TEST(PackagesOfApk, MayComeFromFurtherRepositories) {
    EXPECT_EQ(packages_of("apk add -X https://a/edge gcc"), "install gcc @https://a/edge");
    EXPECT_EQ(packages_of("apk add --repository https://a/edge gcc"), "install gcc @https://a/edge");
}

TEST(CommandsOfApk, AreToldApart) {
    EXPECT_EQ(packages_of("apk update && apk upgrade && apk del gcc"), "update\nupgrade\nremove gcc");
    EXPECT_EQ(packages_of("apk cache clean"), "clean");
    EXPECT_EQ(packages_of("apk info curl"), "");
    EXPECT_EQ(packages_of("apk --version"), "");
}

} // namespace
} // namespace dockwright::testing
