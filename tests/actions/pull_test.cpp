#include "actions/image_problem.hpp"
#include "actions/pull.hpp"
#include "engine/problems.hpp"
#include "support/scripted_action.hpp"
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using testing::expect;
using testing::expect_ping;
using testing::Script;
using testing::ScriptedEngine;
using testing::Step;

constexpr const char* toy = "GET /v1.41/images/docker.io%2Flibrary%2Ftoy%3A1/json";
constexpr const char* create = "POST /v1.41/images/create?fromImage=docker.io%2Flibrary%2Ftoy&tag=1";
constexpr const char* image = R"({"Id":"sha256:aa","Size":24000000,"Os":"linux","Architecture":"amd64"})";
constexpr const char* stream =
    "{\"status\":\"Pulling from library/toy\",\"id\":\"1\"}\r\n"
    "{\"status\":\"Pulling fs layer\",\"progressDetail\":{},\"id\":\"l1\"}\r\n"
    "{\"status\":\"Downloading\",\"progressDetail\":{\"current\":500,\"total\":1000},\"id\":\"l1\"}\r\n"
    "{\"status\":\"Download complete\",\"progressDetail\":{},\"id\":\"l1\"}\r\n"
    "{\"status\":\"Pull complete\",\"progressDetail\":{},\"id\":\"l1\"}\r\n"
    "{\"status\":\"Digest: sha256:dd\"}\r\n"
    "{\"status\":\"Status: Downloaded newer image for toy:1\"}\r\n";

Step absent(const char* request) {
    return expect(request).answer(404, R"({"message":"No such image"})");
}

Script script_with(Step pulling) {
    return {expect_ping("1.41"), absent(toy),
            expect("GET /v1.41/info").answer(200, R"({"Name":"elsewhere"})"), std::move(pulling),
            expect(toy).answer(200, image)};
}

Script good() {
    return script_with(expect(create).answer(200, stream).in_chunks_of(40));
}

std::expected<PulledImage, Problem>
pulled(const ScriptedEngine& engine, PullOptions options = {},
       std::chrono::milliseconds cancelled_after = std::chrono::minutes(1), OnProgress progress = {}) {
    if (options.image.empty()) {
        options.image = "toy:1";
    }
    return testing::run_action<PulledImage>(
        engine,
        [&](std::shared_ptr<engine::Client> client) { return pull(std::move(client), options, progress); },
        cancelled_after);
}

TEST(Pull, BringsTheImageAndTellsHowFarItIs) {
    ScriptedEngine engine(good());
    std::vector<Progress> seen;
    const auto done = pulled(engine, {}, std::chrono::minutes(1),
                             [&](const Progress& progress) { seen.push_back(progress); });
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->name, "toy:1");
    EXPECT_EQ(done->id, "sha256:aa");
    EXPECT_EQ(done->digest, "sha256:dd");
    EXPECT_EQ(done->size, 24000000U);
    EXPECT_FALSE(done->was_there);
    EXPECT_TRUE(done->notes.empty());
    ASSERT_FALSE(seen.empty());
    EXPECT_EQ(seen.back().what, "Pulling toy:1");
    EXPECT_EQ(seen.back().done, 1000U);
    EXPECT_EQ(seen.back().total, 1000U);
    EXPECT_EQ(seen.back().detail, "1 of 1 layer");
    EXPECT_TRUE(engine.unmet().empty());
    EXPECT_TRUE(engine.unexpected().empty());
}

TEST(Pull, OfWhatIsThereSaysSo) {
    ScriptedEngine engine(
        {expect_ping("1.41"), expect(toy).answer(200, image), expect("GET /v1.41/info").answer(200, "{}"),
         expect(create).answer(200, R"({"status":"Status: Image is up to date for toy:1"})"),
         expect(toy).answer(200, image)});
    const auto done = pulled(engine);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_TRUE(done->was_there);
}

TEST(Pull, ThatFailsInsideItsStreamIsAProblemThoughTheStatusWas200) {
    ScriptedEngine engine(script_with(expect(create).answer(
        200, R"({"status":"Pulling fs layer","id":"l1"}{"error":"x","errorDetail":{"message":)"
             R"("failed to register layer: write /a: no space left on device"}})")));
    const auto done = pulled(engine);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, image_problem_kind::disk_full);
    EXPECT_TRUE(done.error().next_step.contains("dockwright df")) << done.error().next_step;
}

TEST(Pull, ThatIsRefusedBeforeItsStreamIsReadInTheRegistrysWords) {
    ScriptedEngine engine(script_with(expect(create).answer(
        404, R"({"message":"manifest for toy:1 not found: manifest unknown: manifest unknown"})")));
    const auto done = pulled(engine);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, image_problem_kind::not_in_registry);
    EXPECT_TRUE(done.error().message.contains("'toy:1'")) << done.error().message;
}

TEST(Pull, WhoseConnectionBreaksIsTriedOnceMore) {
    Script script = good();
    script.insert(script.begin() + 3, expect(create).answer(200, stream).in_chunks_of(40).cut(300).closes());
    ScriptedEngine engine(script);
    const auto done = pulled(engine);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->id, "sha256:aa");
    EXPECT_TRUE(engine.unmet().empty());
}

TEST(Pull, ThatSaysNothingForTooLongIsGivenUp) {
    ScriptedEngine engine(script_with(expect(create).answer(200, stream).in_chunks_of(40).cut(300).hangs()));
    const auto done = pulled(engine, {.silence = std::chrono::milliseconds(100)});
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, engine::problem_kind::timed_out);
}

TEST(Pull, ThatIsCancelledClosesItsStream) {
    ScriptedEngine engine(script_with(expect(create).answer(200, stream).in_chunks_of(40).cut(300).hangs()));
    const auto done = pulled(engine, {}, std::chrono::milliseconds(600));
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, engine::problem_kind::cancelled) << done.error().message;
    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
    EXPECT_TRUE(engine.unexpected().empty()) << "nothing is asked after it";
}

TEST(Pull, IsWholeOrSaysWhyNotWhicheverStepFailsAndHow) {
    testing::replay_failing_at_each_step(good(), [](ScriptedEngine& engine, const std::string& context) {
        const auto done = pulled(engine, {}, std::chrono::milliseconds(400));
        if (done) {
            EXPECT_TRUE(context.contains("info") || context.contains("_ping")) << context;
            EXPECT_EQ(done->id, "sha256:aa") << context;
        } else {
            EXPECT_FALSE(done.error().message.empty()) << context;
            EXPECT_FALSE(done.error().message.contains('\n')) << context;
        }
        EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2))) << context;
    });
}

constexpr const char* mirrored = "GET /v1.41/images/mirror.example%2Flibrary%2Ftoy%3A1/json";

TEST(Pull, ThroughAMirrorGivesTheNameThatWasAskedForAndTakesTheMirrorsAway) {
    ScriptedEngine engine({expect_ping("1.41"), absent(toy), absent(mirrored),
                           expect("GET /v1.41/info").answer(200, "{}"),
                           expect("POST /v1.41/images/create?fromImage=mirror.example%2Flibrary%2Ftoy&tag=1")
                               .answer(200, stream),
                           expect("POST /v1.41/images/mirror.example%2Flibrary%2Ftoy%3A1/"
                                  "tag?repo=docker.io%2Flibrary%2Ftoy&tag=1")
                               .answer(201),
                           expect("DELETE /v1.41/images/mirror.example%2Flibrary%2Ftoy%3A1?force=0&noprune=0")
                               .answer(200, "[]"),
                           expect(toy).answer(200, image)});
    const auto done = pulled(engine, {.mirror = "mirror.example"});
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->name, "toy:1");
    EXPECT_TRUE(engine.unmet().empty()) << engine.unmet().front();
    EXPECT_TRUE(engine.unexpected().empty()) << engine.unexpected().front();
}

TEST(Pull, ThroughAMirrorIsForDockerHubUnlessItsPathNamesTheRegistry) {
    ScriptedEngine engine({expect_ping("1.41")});
    const auto done = pulled(engine, {.image = "nvcr.io/nvidia/cuda:1", .mirror = "mirror.example"});
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, "mirror-not-usable");
    EXPECT_TRUE(engine.unexpected().empty());
}

TEST(Pull, ThroughWhatIsNoHostIsRefusedBeforeAnythingIsAsked) {
    for (const char* mirror : {"-x", "a b", "https://mirror.example", "mirror", ""}) {
        ScriptedEngine engine({expect_ping("1.41")});
        const auto done = pulled(engine, {.image = *mirror == '\0' ? "UPPER:1" : "toy:1", .mirror = mirror});
        EXPECT_FALSE(done) << mirror;
        EXPECT_TRUE(engine.unexpected().empty()) << mirror;
    }
}

} // namespace
} // namespace dockwright::actions
