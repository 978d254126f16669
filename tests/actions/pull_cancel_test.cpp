// A pull that is broken off, or refused, at any place: no name on the engine is changed, or all of them are.
#include "actions/pull.hpp"
#include "engine/problems.hpp"
#include "refused.hpp"
#include "run_on.hpp"
#include "support/scripted_action.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using std::chrono::milliseconds;
using testing::expect;
using testing::expect_ping;
using testing::Script;
using testing::ScriptedEngine;

constexpr const char* toy = "GET /v1.41/images/docker.io%2Flibrary%2Ftoy%3A1/json";
constexpr const char* mirrored = "GET /v1.41/images/mirror.example%2Flibrary%2Ftoy%3A1/json";
constexpr const char* fetching = "POST /v1.41/images/create?fromImage=mirror.example%2Flibrary%2Ftoy&tag=1";
constexpr const char* tagging = "POST /v1.41/images/mirror.example%2Flibrary%2Ftoy%3A1/"
                                "tag?repo=docker.io%2Flibrary%2Ftoy&tag=1";
constexpr const char* untagging = "DELETE /v1.41/images/mirror.example%2Flibrary%2Ftoy%3A1?force=0&noprune=0";
const std::string stream =
    "{\"status\":\"Pulling fs layer\",\"progressDetail\":{},\"id\":\"l1\"}\r\n"
    "{\"status\":\"Downloading\",\"progressDetail\":{\"current\":500,\"total\":1000},\"id\":\"l1\"}\r\n"
    "{\"status\":\"Pull complete\",\"progressDetail\":{},\"id\":\"l1\"}\r\n"
    "{\"status\":\"Digest: sha256:dd\"}\r\n";

/// Steps of the script.
enum : std::size_t { ping, before, mirror_before, info, fetch, tag, untag, after };

Script good() {
    const std::string absent = R"({"message":"No such image"})";
    return {expect_ping("1.41"),
            expect(toy).answer(404, absent),
            expect(mirrored).answer(404, absent),
            expect("GET /v1.41/info").answer(200, R"({"Name":"elsewhere"})"),
            expect(fetching).answer(200, stream).in_chunks_of(40),
            expect(tagging).answer(201),
            expect(untagging).answer(200, "[]"),
            expect(toy).answer(200, R"({"Id":"sha256:aa","Size":24000000})")};
}

Answer<PulledImage> pulled(const ScriptedEngine& engine,
                           milliseconds cancelled_after = std::chrono::minutes(1)) {
    const PullOptions options{.image = "toy:1", .mirror = "mirror.example"};
    return testing::run_action<PulledImage>(
        engine, [&](std::shared_ptr<engine::Client> client) { return pull(std::move(client), options, {}); },
        cancelled_after);
}

bool was_asked(const ScriptedEngine& engine, const std::string& request) {
    const auto unmet = engine.unmet();
    return std::ranges::find(unmet, request) == unmet.end();
}

void check_end(const ScriptedEngine& engine, const Answer<PulledImage>& done) {
    if (done) {
        EXPECT_EQ(done->id, "sha256:aa");
        EXPECT_TRUE(was_asked(engine, tagging)) << "it has the name that was asked for";
    } else {
        EXPECT_TRUE(is_sentence(done.error())) << done.error().message;
    }
    EXPECT_EQ(was_asked(engine, untagging), was_asked(engine, tagging)) << "the mirror's name goes again";
    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
}

TEST(PullThroughAMirror, LeavesNoNameOfTheMirrorWhicheverStepFails) {
    testing::replay_failing_at_each_step(good(), [](ScriptedEngine& engine, const std::string& context) {
        SCOPED_TRACE(context);
        if (context.contains("DELETE") && context.contains("hangs")) {
            return; // the engine is given seconds for it
        }
        const auto done = pulled(engine, patience_for(context));
        check_end(engine, done);
        if (context.contains("/create?")) {
            EXPECT_FALSE(was_asked(engine, tagging)) << "what didn't come whole gets no name";
        }
    });
}

TEST(PullThroughAMirror, LeavesNoNameOfTheMirrorWhateverIsRefused) {
    replay_refused_at_each_step(
        good(), [](ScriptedEngine& engine, std::size_t step, const std::string& context) {
            SCOPED_TRACE(context);
            const auto done = pulled(engine);
            check_end(engine, done);
            EXPECT_EQ(was_asked(engine, tagging), step >= tag || (step != fetch && done.has_value()));
            if (step == untag) {
                ASSERT_TRUE(done) << "the image is there";
                ASSERT_EQ(done->notes.size(), 1U) << "and the name that stayed is told";
                EXPECT_TRUE(done->notes.front().contains("df --remove image:mirror.example/library/toy:1") ||
                            done->notes.front().contains("mirror.example"))
                    << done->notes.front();
            }
        });
}

TEST(PullThroughAMirror, ThatIsCancelledHalfWayChangesNoName) {
    for (const std::size_t sent : {std::size_t{0}, std::size_t{30}, std::size_t{120}, std::size_t{300}}) {
        SCOPED_TRACE(sent);
        Script script = good();
        script[fetch] = expect(fetching).answer(200, stream).in_chunks_of(40).cut(sent).hangs();
        ScriptedEngine engine(script);
        const auto done = pulled(engine, milliseconds(100));
        ASSERT_FALSE(done);
        check_end(engine, done);
        EXPECT_FALSE(was_asked(engine, tagging));
        EXPECT_TRUE(engine.unexpected().empty()) << engine.unexpected().front();
    }
}

TEST(PullThroughAMirror, ThatIsCancelledWhileItIsNamedTakesTheMirrorsNameAway) {
    Script script = good();
    script[tag] = expect(tagging).cut(0).hangs();
    ScriptedEngine engine(script);
    const auto done = pulled(engine, milliseconds(100));
    ASSERT_FALSE(done);
    EXPECT_TRUE(was_asked(engine, untagging));
    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
}

TEST(PullThroughAMirror, WhoseConnectionBreaksTwiceAtAnyByteIsGivenUp) {
    for (std::size_t cut = 0; cut < stream.size(); cut += 23) {
        SCOPED_TRACE(cut);
        Script script = good();
        script[fetch] = expect(fetching).answer(200, stream).cut(cut);
        script.insert(script.begin() + fetch, script[fetch]);
        ScriptedEngine engine(script);
        const auto done = pulled(engine);
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().kind, engine::problem_kind::connection_lost) << done.error().message;
        EXPECT_TRUE(was_asked(engine, fetching)) << "once more, and not a third time";
        EXPECT_FALSE(was_asked(engine, tagging));
        EXPECT_TRUE(engine.unexpected().empty());
    }
}

} // namespace
} // namespace dockwright::actions
