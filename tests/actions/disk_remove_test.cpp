#include "actions/consent.hpp"
#include "actions/disk_remove.hpp"
#include "engine/problems.hpp"
#include "refused.hpp"
#include "run_on.hpp"
#include "support/scripted_action.hpp"
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using testing::expect;
using testing::expect_ping;
using testing::Failure;
using testing::Script;
using testing::ScriptedEngine;
using Words = std::vector<std::string>;

constexpr std::size_t removals = 3;

/// A stopped container of no image that is there still, an image, and a volume.
Script looks() {
    return {expect_ping("1.41"),
            expect("GET /v1.41/system/df").answer(200, R"({"LayersSize":30,"Containers":[],"Volumes":[]})"),
            expect("GET /v1.41/images/json?digests=1")
                .answer(200, R"([{"Id":"sha256:b2","RepoTags":["torch:1"],"RepoDigests":["torch@sha256:2"],)"
                             R"("Size":30}])"),
            expect("GET /v1.41/containers/json?all=1")
                .answer(200, R"([{"Id":"e2","Names":["/done"],"ImageID":"sha256:b9","State":"exited"}])"),
            expect("GET /v1.41/volumes").answer(200, R"({"Volumes":[{"Name":"data"}]})"),
            expect("GET /v1.41/info").answer(200, R"({"Name":"elsewhere","Driver":"overlay2"})"),
            expect("GET /v1.41/images/sha256%3Ab2/json")
                .answer(200, R"({"Id":"sha256:b2","RootFS":{"Layers":["a"]}})"),
            expect("GET /v1.41/images/sha256%3Ab2/history").answer(200, R"([{"Size":30}])"),
            expect("GET /v1.41/containers/e2/changes").answer(200, "null"),
            expect("GET /v1.41/info").answer(200, R"({"Name":"elsewhere"})")};
}

Script good() {
    Script script = looks();
    script.push_back(expect("DELETE /v1.41/containers/e2?v=0&force=0").answer(204));
    script.push_back(expect("DELETE /v1.41/images/torch%3A1?force=0&noprune=0")
                         .answer(200, R"([{"Untagged":"torch:1"}])"));
    script.push_back(expect("DELETE /v1.41/volumes/data").answer(204));
    return script;
}

Answer<Words> removed(const ScriptedEngine& engine, bool consent = true,
                      std::chrono::milliseconds cancelled_after = std::chrono::minutes(1)) {
    const RemoveOptions options{.names = {"done", "torch:1", "data"}, .consent = consent};
    return testing::run_action<Words>(
        engine,
        [&](std::shared_ptr<engine::Client> client) { return disk_remove(std::move(client), options, {}); },
        cancelled_after);
}

TEST(DiskRemovals, RemoveWhatWasNamedInItsOrder) {
    ScriptedEngine engine(good());
    const auto done = removed(engine);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->size(), removals);
    EXPECT_TRUE(engine.unmet().empty()) << engine.unmet().front();
    EXPECT_TRUE(engine.unexpected().empty()) << engine.unexpected().front();
}

TEST(DiskRemovals, WithoutConsentRemoveNothingAndSayWhatWouldBeLost) {
    ScriptedEngine engine(good());
    const auto done = removed(engine, false);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, consent_needed);
    EXPECT_TRUE(done.error().message.contains("volume data with all data in it")) << done.error().message;
    EXPECT_EQ(engine.unmet().size(), removals);
}

/// What each removal is told by, in the sentence about a later one that failed.
constexpr const char* words[removals] = {"container done", "image torch:1", "volume data"};

void check_stop_at(std::size_t failed, const ScriptedEngine& engine, const Answer<Words>& done) {
    ASSERT_FALSE(done);
    EXPECT_TRUE(is_sentence(done.error())) << done.error().message;
    for (std::size_t i = 0; i < removals; ++i) {
        EXPECT_EQ(done.error().message.contains(words[i]), i < failed) << done.error().message;
    }
    EXPECT_EQ(engine.unmet().size(), removals - 1 - failed) << "nothing is removed behind it";
    EXPECT_TRUE(engine.unexpected().empty()) << "and nothing by force";
    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
}

TEST(DiskRemovals, StopAtTheOneThatFailsAndSayWhatIsGone) {
    for (std::size_t failed = 0; failed < removals; ++failed) {
        for (const Failure failure : testing::failures) {
            const std::string context = words[failed] + std::string(": ") + std::string(name_of(failure));
            SCOPED_TRACE(context);
            Script script = good();
            testing::Step& step = script[script.size() - removals + failed];
            const bool has_no_answer_to_read = step.request.find("/images/") == std::string::npos;
            step = failing(step, failure);
            ScriptedEngine engine(script);
            const auto done = removed(engine, true, patience_for(context));
            const bool says_200 = failure == Failure::not_json || failure == Failure::other_shape;
            if (done && says_200 && has_no_answer_to_read) {
                EXPECT_TRUE(engine.unmet().empty()); // its status is all that counts
            } else {
                check_stop_at(failed, engine, done);
            }
        }
    }
}

TEST(DiskRemovals, StopAtTheOneThatIsRefused) {
    for (std::size_t failed = 0; failed < removals; ++failed) {
        for (const int status : {400, 403, 409, 503}) {
            SCOPED_TRACE(words[failed] + std::string(": ") + std::to_string(status));
            Script script = good();
            testing::Step& step = script[script.size() - removals + failed];
            step = expect(step.request).answer(status, R"({"message":"it is in use"})");
            ScriptedEngine engine(script);
            check_stop_at(failed, engine, removed(engine));
        }
    }
}

TEST(DiskRemovals, ThatAreCancelledSayWhatIsGone) {
    Script script = good();
    script[script.size() - 2] = expect(script[script.size() - 2].request).cut(0).hangs();
    ScriptedEngine engine(script);
    const auto done = removed(engine, true, std::chrono::milliseconds(300));
    check_stop_at(1, engine, done);
    EXPECT_EQ(done.error().kind, engine::problem_kind::cancelled);
}

} // namespace
} // namespace dockwright::actions
