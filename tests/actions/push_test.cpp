#include "actions/image_problem.hpp"
#include "actions/push.hpp"
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

constexpr const char* inspect_own = "GET /v1.41/images/lab.example%2Fme%2Ftoy%3A1/json";
constexpr const char* inspect_source = "GET /v1.41/images/toy%3A1/json";
constexpr const char* image = R"({"Id":"sha256:aa","Size":24})";
constexpr const char* tag_by_id = "POST /v1.41/images/sha256%3Aaa/tag?repo=lab.example%2Fme%2Ftoy&tag=1";
constexpr const char* untag = "DELETE /v1.41/images/lab.example%2Fme%2Ftoy%3A1?force=0&noprune=0";
constexpr const char* send = "POST /v1.41/images/lab.example%2Fme%2Ftoy/push?tag=1";
constexpr const char* stream =
    "{\"status\":\"Preparing\",\"progressDetail\":{},\"id\":\"l1\"}\r\n"
    "{\"status\":\"Pushing\",\"progressDetail\":{\"current\":10,\"total\":20},\"id\":\"l1\"}\r\n"
    "{\"status\":\"Pushed\",\"progressDetail\":{},\"id\":\"l1\"}\r\n"
    "{\"progressDetail\":{},\"aux\":{\"Tag\":\"1\",\"Digest\":\"sha256:dd\",\"Size\":528}}\r\n";

Step absent(const char* request) {
    return expect(request).answer(404, R"({"message":"No such image"})");
}

std::expected<PushedImage, Problem> pushed(const ScriptedEngine& engine, PushOptions options,
                                           std::chrono::milliseconds after = std::chrono::minutes(1)) {
    return testing::run_action<PushedImage>(
        engine, [&](std::shared_ptr<engine::Client> client) { return push(std::move(client), options, {}); },
        after);
}

const PushOptions own{.image = "lab.example/me/toy:1"};
const PushOptions as{.image = "toy:1", .as = "lab.example/me/toy:1"};

Script renaming(Step pushing) {
    return {expect_ping("1.41"), expect(inspect_source).answer(200, image), absent(inspect_own),
            expect(tag_by_id).answer(201), std::move(pushing)};
}

TEST(Push, SendsTheImageAndTellsItsDigest) {
    ScriptedEngine engine({expect_ping("1.41"), expect(inspect_own).answer(200, image),
                           expect(inspect_own).answer(200, image), expect(send).answer(200, stream)});
    const auto done = pushed(engine, own);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->name, "lab.example/me/toy:1");
    EXPECT_EQ(done->digest, "sha256:dd");
    EXPECT_EQ(done->bytes, 20U);
    EXPECT_TRUE(engine.unmet().empty());
}

TEST(Push, UnderAnotherNameGivesItFirst) {
    ScriptedEngine engine(renaming(expect(send).answer(200, stream)));
    const auto done = pushed(engine, as);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_TRUE(engine.unmet().empty()) << engine.unmet().front();
    EXPECT_TRUE(engine.unexpected().empty()) << engine.unexpected().front();
}

TEST(Push, ThatFailsTakesTheNewNameAwayAgain) {
    Script script = renaming(expect(send).answer(200, R"({"errorDetail":{"message":"unauthorized: no"}})"));
    script.push_back(expect(untag).answer(200, "[]"));
    script.push_back(absent(inspect_own));
    ScriptedEngine engine(script);
    const auto done = pushed(engine, as);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, image_problem_kind::login_needed);
    EXPECT_FALSE(done.error().message.contains("stays")) << done.error().message;
    EXPECT_TRUE(engine.unmet().empty()) << engine.unmet().front();
}

TEST(Push, ThatFailsGivesTheNameBackToWhatHadIt) {
    ScriptedEngine engine(
        {expect_ping("1.41"), expect(inspect_source).answer(200, image),
         expect(inspect_own).answer(200, R"({"Id":"sha256:00"})"), expect(tag_by_id).answer(201),
         expect(send).answer(500, R"({"message":"boom"})"),
         expect("POST /v1.41/images/sha256%3A00/tag?repo=lab.example%2Fme%2Ftoy&tag=1").answer(201),
         expect(inspect_own).answer(200, R"({"Id":"sha256:00"})")});
    const auto done = pushed(engine, as);
    ASSERT_FALSE(done);
    EXPECT_TRUE(engine.unmet().empty()) << engine.unmet().front();
    EXPECT_TRUE(engine.unexpected().empty());
}

TEST(Push, ThatIsCancelledTakesTheNewNameAway) {
    Script script = renaming(expect(send).answer(200, stream).cut(150).hangs());
    script.push_back(expect(untag).answer(200, "[]"));
    script.push_back(absent(inspect_own));
    ScriptedEngine engine(script);
    const auto done = pushed(engine, as, std::chrono::milliseconds(600));
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, engine::problem_kind::cancelled) << done.error().message;
    EXPECT_TRUE(engine.unmet().empty()) << engine.unmet().front();
}

TEST(Push, IsWholeOrTakenBackWhicheverStepFails) {
    testing::replay_failing_at_each_step(
        renaming(expect(send).answer(200, stream)), [](ScriptedEngine& engine, const std::string& context) {
            const auto done = pushed(engine, as, std::chrono::milliseconds(400));
            if (done) {
                EXPECT_TRUE(context.contains("_ping") || context.contains("/tag?")) << context;
            } else {
                EXPECT_FALSE(done.error().message.empty()) << context;
            }
            // The script has no step for it: that it was tried is what counts.
            const bool tried = !engine.unexpected().empty() && engine.unexpected().front().contains("DELETE");
            EXPECT_EQ(tried, !done && (context.contains("/push?") || context.contains("/tag?"))) << context;
            EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2))) << context;
        });
}

TEST(Push, NeedsAPlaceToGoTo) {
    for (const PushOptions& options :
         {PushOptions{.image = "toy:1"}, PushOptions{.image = "a/b@sha256:" + std::string(64, 'a')},
          PushOptions{.image = "-x"}, PushOptions{.image = "a/b:1", .as = "UPPER"}}) {
        ScriptedEngine engine({expect_ping("1.41")});
        EXPECT_FALSE(pushed(engine, options)) << options.image;
        EXPECT_TRUE(engine.unexpected().empty()) << options.image;
    }
}

TEST(Push, OfWhatIsNotThereSaysSo) {
    ScriptedEngine engine({expect_ping("1.41"), absent(inspect_own)});
    const auto done = pushed(engine, own);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, engine::problem_kind::image_not_there);
}

} // namespace
} // namespace dockwright::actions
