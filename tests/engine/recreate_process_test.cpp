#include "recreate_support.hpp"

namespace dockwright::engine::recreate {
namespace {

TEST(RecreatedProcess, KeepsWhatNobodyChanged) {
    Case given;
    given.set("/Config/FromNewerEngine", R"({"a":[1]})");
    given.set("/HostConfig/FromNewerEngine", "7");
    const Made made = make(given);
    EXPECT_EQ(made.request.name, "train");
    EXPECT_EQ(made.at("/Cmd"), R"(["sleep 1000"])");
    EXPECT_EQ(made.at("/Labels"), R"({"img":"yes","team":"vision"})");
    EXPECT_EQ(made.at("/Healthcheck/Interval"), "7000000000");
    EXPECT_EQ(made.at("/HostConfig/RestartPolicy/Name"), R"("unless-stopped")");
    EXPECT_EQ(made.at("/FromNewerEngine/a/0"), "1");
    EXPECT_EQ(made.at("/HostConfig/FromNewerEngine"), "7");
}

TEST(RecreatedHostname, OfTheOldIdIsDropped) {
    EXPECT_EQ(make({}).at("/Hostname"), "absent");
    Case given;
    given.set("/Config/Hostname", R"("own")");
    EXPECT_EQ(make(given).at("/Hostname"), R"("own")");
}

TEST(RecreatedHostname, OfAnotherOwnerIsDropped) {
    Case given;
    given.set("/Config/Hostname", R"("machine")");
    given.set("/Config/Domainname", R"("example")");
    given.set("/HostConfig/NetworkMode", R"("host")");
    EXPECT_EQ(make(given).at("/Hostname"), "absent");
    EXPECT_EQ(make(given).at("/Domainname"), R"("example")");
    given.set("/HostConfig/NetworkMode", R"("container:abc")");
    given.set("/Config/Hostname", R"("other")");
    EXPECT_EQ(make(given).at("/Hostname"), "absent");
    EXPECT_EQ(make(given).at("/Domainname"), "absent");
}

TEST(RecreatedHostname, GivenOnTheMachinesNetworkStays) {
    Case given;
    given.set("/Config/Hostname", R"("chosen")");
    given.set("/HostConfig/NetworkMode", R"("host")");
    EXPECT_EQ(make(given).at("/Hostname"), R"("chosen")");
}

TEST(RecreatedImage, IsItsNameOnlyWhileThatMeansTheSame) {
    Case given;
    EXPECT_EQ(make(given).at("/Image"), R"("fat:1")");
    given.named = "sha256:another";
    EXPECT_EQ(make(given).at("/Image"), '"' + given.id_of_image() + '"');
    given.named = "";
    EXPECT_EQ(make(given).at("/Image"), '"' + given.id_of_image() + '"');
}

TEST(RecreatedImage, ThatIsGoneNeedsACommit) {
    Case given;
    given.image_is_gone = true;
    given.named = "";
    EXPECT_EQ(refused(given, {}).kind, "image-gone");
    EXPECT_EQ(make(given, {.image = "kept:1"}).at("/Image"), R"("kept:1")");
}

TEST(RecreatedImage, OfAnotherArchitectureNamesItsPlatform) {
    Case given;
    EXPECT_EQ(make(given).request.platform, "");
    given.set_image("/Architecture", R"("arm64")");
    given.set_image("/Variant", R"("v8")");
    EXPECT_EQ(make(given).request.platform, "linux/arm64/v8");
    given.version = {1, 40};
    EXPECT_EQ(make(given).request.platform, "");
}

TEST(RecreatedUnderAnotherImage, SendsOnlyWhatIsTheContainersOwn) {
    const Made made = make({}, {.image = "newer:2"});
    EXPECT_EQ(made.at("/Image"), R"("newer:2")");
    EXPECT_EQ(made.at("/Env"), R"(["SEED=7"])");
    EXPECT_EQ(made.at("/Labels"), R"({"team":"vision"})");
    EXPECT_EQ(made.at("/ExposedPorts"), R"({"6006/tcp":{},"8888/tcp":{}})");
    EXPECT_EQ(made.at("/Volumes"), R"({"/cache":{}})");
    EXPECT_EQ(made.at("/Entrypoint"), "absent");
    EXPECT_EQ(made.at("/Cmd"), "absent");
    EXPECT_EQ(made.at("/Healthcheck"), "absent");
    EXPECT_EQ(made.at("/WorkingDir"), "absent");
}

TEST(RecreatedUnderAnotherImage, KeepsACommandOfItsOwn) {
    Case given;
    given.set("/Config/Cmd", R"(["python train.py"])");
    Made made = make(given, {.image = "newer:2"});
    EXPECT_EQ(made.at("/Entrypoint"), "absent");
    EXPECT_EQ(made.at("/Cmd"), R"(["python train.py"])");
    given.set("/Config/Entrypoint", R"(["python"])");
    made = make(given, {.image = "newer:2"});
    EXPECT_EQ(made.at("/Entrypoint"), R"(["python"])");
    EXPECT_EQ(made.at("/Cmd"), R"(["python train.py"])");
}

TEST(RecreatedUnderAnotherImage, WhatTheEngineFilledInIsNobodysOwn) {
    Case given;
    given.set("/Config/WorkingDir", R"("/")");
    given.set("/Config/StopSignal", R"("SIGTERM")");
    given.set_image("/Config/WorkingDir", R"("")");
    EXPECT_EQ(make(given, {.image = "newer:2"}).at("/WorkingDir"), "absent");
    EXPECT_EQ(make(given, {.image = "newer:2"}).at("/StopSignal"), "absent");
    EXPECT_EQ(make(given).at("/WorkingDir"), R"("/")");
}

TEST(RecreatedEntrypoint, ThatWasClearedStaysCleared) {
    Case given;
    given.set("/Config/Entrypoint", "null");
    EXPECT_EQ(make(given).at("/Entrypoint"), R"([""])");
    EXPECT_EQ(make(given).at("/Cmd"), R"(["sleep 1000"])");
    given.set("/Config/Entrypoint", "[]");
    EXPECT_EQ(make(given).at("/Entrypoint"), "[]");
    EXPECT_EQ(make(given, {.image = "newer:2"}).at("/Entrypoint"), "[]");
    EXPECT_EQ(make(given, {.image = "newer:2"}).at("/Cmd"), R"(["sleep 1000"])");
}

TEST(RecreatedEntrypoint, OfAnImageWithoutOneStaysNull) {
    Case given;
    given.set("/Config/Entrypoint", "null");
    given.set_image("/Config/Entrypoint", "null");
    EXPECT_EQ(make(given).at("/Entrypoint"), "null");
}

TEST(RecreatedEntrypoint, WithoutACommandTakesNoneFromTheImage) {
    Case given;
    given.set("/Config/Entrypoint", R"(["top"])");
    given.set("/Config/Cmd", "null");
    EXPECT_EQ(make(given).at("/Entrypoint"), R"(["top"])");
    EXPECT_EQ(make(given).at("/Cmd"), "null");
}

TEST(RecreatedEnvironment, IsSetAndUnset) {
    const Made made = make({}, {.unset_environment = {"SEED", "FROM_IMAGE", "NEVER"},
                                .set_environment = {{"PATH", "/x"}, {"URL", "a=b"}}});
    EXPECT_EQ(made.at("/Env"), R"(["FROM_IMAGE","PATH=/x","URL=a=b"])")
        << "a name alone takes the image's variable away";
}

TEST(RecreatedEnvironment, RefusesWhatNoVariableIsCalled) {
    EXPECT_EQ(refused({}, {.set_environment = {{"A=B", "c"}}}).kind, "change-not-understood");
    EXPECT_EQ(refused({}, {.unset_environment = {""}}).kind, "change-not-understood");
}

TEST(RecreatedFrom, AnythingElseThanAnInspectIsRefused) {
    for (const std::string_view text :
         {"", "[]", "{", "{}", R"({"Config":{}})", R"({"Config":[],"HostConfig":{}})"}) {
        const auto made = create_request({.container = text, .version = {1, 41}}, {});
        ASSERT_FALSE(made) << text;
        EXPECT_EQ(made.error().kind, "engine-not-an-engine");
    }
}

} // namespace
} // namespace dockwright::engine::recreate
