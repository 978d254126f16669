#include "recreate_support.hpp"

namespace dockwright::engine::recreate {
namespace {

const std::string cache = "dcde8c2529aa0ea0b8a74c3f7aa2d2fb78c9230e125f8038fae840ecd2c6c16d";
const std::string scratch = "cfd73300b1329de31d1b18e3fd5cfb7353bd07960c1525d961ff352f2773153e";

TEST(RecreatedMounts, AnonymousVolumesAreKeptByTheirNames) {
    const Made made = make({});
    const std::string binds = made.at("/HostConfig/Binds");
    EXPECT_TRUE(binds.starts_with(R"(["data:/data:ro",)")) << binds;
    EXPECT_NE(binds.find('"' + cache + ":/cache\""), std::string::npos) << "of -v /cache";
    EXPECT_NE(binds.find(":/anon\""), std::string::npos) << "of the image";
    EXPECT_EQ(binds.find(":/scratch"), std::string::npos) << "a bind for a mount's target is refused";
    EXPECT_EQ(made.at("/HostConfig/Mounts"),
              R"([{"Type":"volume","Target":"/scratch","Source":")" + scratch + R"("}])");
    EXPECT_EQ(made.at("/HostConfig/Tmpfs"), R"({"/fast":""})");
}

TEST(RecreatedMounts, AnAnonymousBindIsReplacedByItsName) {
    Case given;
    given.set("/HostConfig/Binds", R"(["/cache"])");
    const std::string binds = make(given).at("/HostConfig/Binds");
    EXPECT_EQ(binds.find(R"("/cache")"), std::string::npos) << binds;
    EXPECT_NE(binds.find(cache + ":/cache"), std::string::npos) << binds;
}

TEST(RecreatedMounts, AnAnonymousVolumeThatIsReadOnlyStaysSo) {
    Case given;
    given.set("/Mounts/2/RW", "false");
    EXPECT_NE(make(given).at("/HostConfig/Binds").find(cache + ":/cache:ro"), std::string::npos);
}

TEST(RecreatedMounts, WhatComesFromAnotherContainerComesFromThereAgain) {
    Case given;
    given.set("/HostConfig/VolumesFrom", R"(["other"])");
    given.set("/Config/Volumes", "null");
    EXPECT_EQ(make(given).at("/HostConfig/Binds"), R"(["data:/data:ro"])");
    EXPECT_EQ(make(given).at("/HostConfig/VolumesFrom"), R"(["other"])");
}

TEST(RecreatedMounts, FoldersStayInTheirOwnLists) {
    Case given;
    given.set("/HostConfig/Binds", R"(["/srv/a:/a:Z"])");
    given.set("/HostConfig/Mounts", R"([{"Type":"bind","Source":"/srv/b","Target":"/b"}])");
    given.set("/Mounts", "[]");
    EXPECT_EQ(make(given).at("/HostConfig/Binds"), R"(["/srv/a:/a:Z"])");
    EXPECT_EQ(make(given).at("/HostConfig/Mounts"), R"([{"Type":"bind","Source":"/srv/b","Target":"/b"}])");
}

TEST(AddedMounts, AreOfEachKind) {
    Case given;
    given.set("/HostConfig/Mounts", "null");
    const Made made =
        make(given,
             {.add_mounts = {{.kind = MountKind::bind, .source = "/srv/x", .target = "/x", .read_only = true},
                             {.kind = MountKind::volume, .source = "models", .target = "/m"},
                             {.kind = MountKind::tmpfs, .target = "/t", .size = 1048576}}});
    EXPECT_EQ(made.at("/HostConfig/Mounts"),
              R"([{"Type":"bind","Source":"/srv/x","Target":"/x","ReadOnly":true},)"
              R"({"Type":"volume","Source":"models","Target":"/m"},)"
              R"({"Type":"tmpfs","Target":"/t","TmpfsOptions":{"SizeBytes":1048576}}])");
}

TEST(AddedMounts, TakeThePlaceOfWhatIsThere) {
    const Made made =
        make({}, {.add_mounts = {{.kind = MountKind::bind, .source = "/d", .target = "/data"},
                                 {.kind = MountKind::bind, .source = "/f", .target = "/fast/"},
                                 {.kind = MountKind::bind, .source = "/c", .target = "/cache"}}});
    const std::string binds = made.at("/HostConfig/Binds");
    EXPECT_EQ(binds.find(":/data"), std::string::npos) << binds;
    EXPECT_EQ(binds.find(":/cache"), std::string::npos) << binds;
    EXPECT_EQ(made.at("/HostConfig/Tmpfs"), "{}");
    EXPECT_EQ(made.at("/Volumes"), R"({"/anon":{},"/anon2":{}})");
}

TEST(RemovedMounts, AreGoneFromEveryList) {
    const Made made =
        make({}, {.remove_mounts = {"/data", "/scratch", "/fast", "/cache/", "/anon", "/anon2"}});
    EXPECT_EQ(made.at("/HostConfig/Binds"), "[]");
    EXPECT_EQ(made.at("/HostConfig/Mounts"), "[]");
    EXPECT_EQ(made.at("/HostConfig/Tmpfs"), "{}");
    EXPECT_EQ(made.at("/Volumes"), "{}");
    ASSERT_EQ(made.request.notes.size(), 2U) << "the image asks for new ones";
    EXPECT_NE(made.request.notes[0].find("/anon"), std::string::npos);
}

TEST(AddedMounts, RefuseWhatIsNoPathOrName) {
    const auto kind = [](AddedMount mount) { return refused({}, {.add_mounts = {mount}}).kind; };
    EXPECT_EQ(kind({.source = "relative", .target = "/x"}), "change-not-understood");
    EXPECT_EQ(kind({.source = "/a", .target = "x"}), "change-not-understood");
    EXPECT_EQ(kind({.source = "/a", .target = "/"}), "change-not-understood");
    EXPECT_EQ(kind({.source = "/a", .target = "/x\n"}), "change-not-understood");
    EXPECT_EQ(kind({.kind = MountKind::volume, .source = "", .target = "/x"}), "change-not-understood");
    EXPECT_EQ(kind({.kind = MountKind::volume, .source = "/a", .target = "/x"}), "change-not-understood");
    EXPECT_EQ(refused({}, {.remove_mounts = {"data"}}).kind, "change-not-understood");
}

} // namespace
} // namespace dockwright::engine::recreate
