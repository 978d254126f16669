// The engine's own build, which fails or is cancelled at any place: what was there before is never taken for
// what was built.
#include "actions/build/build.hpp"
#include "engine/problems.hpp"
#include "refused.hpp"
#include "run_on.hpp"
#include "support/one_connection.hpp"
#include "support/scripted_action.hpp"
#include "support/temporary_folder.hpp"
#include <boost/asio/post.hpp>
#include <filesystem>
#include <future>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using std::chrono::milliseconds;
using testing::expect;
using testing::expect_ping;
using testing::Script;
using testing::ScriptedEngine;

constexpr const char* building = "POST /v1.41/build?rm=1&forcerm=1&dockerfile=Dockerfile&t=toy%2Fbuilt%3A1";
constexpr const char* looking = "GET /v1.41/images/toy%2Fbuilt%3A1/json";
/// One that had the name before.
constexpr const char* old_image = R"({"Id":"sha256:0d","Size":24000000,"Os":"linux","Architecture":"amd64"})";
const std::string stream = "{\"stream\":\"Step 1/2 : FROM toy:1\"}\r\n{\"stream\":\"\\n\"}\r\n"
                           "{\"stream\":\"Step 2/2 : RUN true\"}\r\n{\"stream\":\"\\n\"}\r\n"
                           "{\"stream\":\"Successfully built aa\\n\"}\r\n";

class FailingBuilds : public ::testing::Test {
protected:
    FailingBuilds() {
        folder.write("Dockerfile", "FROM toy:1\nRUN true\n");
        folder.write("train.py", std::string(100'000, '#'));
    }
    ~FailingBuilds() override {
        EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 2)
            << "nothing is left beside the Dockerfile";
    }

    static Script script_with(testing::Step step) {
        return {expect_ping("1.41"), std::move(step), expect(looking).answer(200, old_image)};
    }

    Answer<BuiltImage> built(const ScriptedEngine& engine,
                             milliseconds cancelled_after = std::chrono::minutes(1)) const {
        const BuildOptions options{
            .context = folder.path().string(), .name = "toy/built:1", .silence = std::chrono::seconds(30)};
        return testing::run_action<BuiltImage>(
            engine,
            [&](std::shared_ptr<engine::Client> client) { return build(std::move(client), options, {}); },
            cancelled_after);
    }

    static void check_nothing_built(const ScriptedEngine& engine, const Answer<BuiltImage>& answer) {
        ASSERT_FALSE(answer) << answer->id;
        EXPECT_TRUE(is_sentence(answer.error())) << answer.error().message;
        EXPECT_EQ(engine.unmet(), std::vector<std::string>{looking}) << "no image is looked for";
        EXPECT_EQ(asked_beyond(engine), std::vector<std::string>()) << "and nothing is changed";
        EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
    }

    testing::TemporaryFolder folder;
};

TEST_F(FailingBuilds, ThatAreCutAtAnyByteSaySo) {
    for (const std::size_t chunk : {std::size_t{0}, std::size_t{50}}) {
        for (std::size_t cut = 0; cut < stream.size() + 40; cut += 11) {
            SCOPED_TRACE(std::to_string(chunk) + ", " + std::to_string(cut));
            ScriptedEngine engine(
                script_with(expect(building).answer(200, stream).in_chunks_of(chunk).cut(cut)));
            const auto answer = built(engine);
            check_nothing_built(engine, answer);
            ASSERT_FALSE(HasFatalFailure());
            ASSERT_FALSE(HasFatalFailure());
            EXPECT_EQ(answer.error().kind, engine::problem_kind::connection_lost);
        }
    }
}

TEST_F(FailingBuilds, AreThoseWhoseAnswerEndsBeforeItSaysThatTheImageIsThere) {
    for (const std::string& body :
         {std::string(), std::string("{}"), std::string("{\"stream\":\"Step 1/2 : FROM toy:1\\n\"}\r\n"),
          stream.substr(0, stream.find("{\"stream\":\"Successfully"))}) {
        SCOPED_TRACE(body);
        ScriptedEngine engine(script_with(expect(building).answer(200, body)));
        const auto answer = built(engine);
        check_nothing_built(engine, answer);
        ASSERT_FALSE(HasFatalFailure());
        EXPECT_EQ(answer.error().kind, "build-failed");
    }
}

TEST_F(FailingBuilds, ThatTheEngineRefusesSayWhy) {
    const Script script = script_with(expect(building).answer(200, stream));
    replay_refused_at_each_step(script,
                                [&](ScriptedEngine& engine, std::size_t step, const std::string& context) {
                                    SCOPED_TRACE(context);
                                    const auto answer = built(engine);
                                    ASSERT_FALSE(answer);
                                    EXPECT_TRUE(is_sentence(answer.error())) << answer.error().message;
                                    EXPECT_EQ(asked_for(engine, script), step + 1);
                                    EXPECT_EQ(asked_beyond(engine), std::vector<std::string>());
                                    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
                                });
}

/// Cancels the build when its upload is at its end and a part of the answer is sent, and then waits for the
/// client to end the connection.
struct HalfWay {
    explicit HalfWay(std::size_t sent)
        : server([this, sent](int socket) {
              received = testing::read_until(socket, "\r\n0\r\n\r\n");
              testing::write_all_to(socket, answer.substr(0, sent));
              asio::post(loop, [this] { cancel.emit(asio::cancellation_type::all); });
              testing::read_until(socket, "what never comes");
              closed.set_value();
          }) {}

    const std::string answer =
        "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(stream.size()) + "\r\n\r\n" + stream;
    asio::io_context loop;
    asio::cancellation_signal cancel;
    std::string received;
    std::promise<void> closed;
    testing::OneConnection server;
};

TEST_F(FailingBuilds, ThatAreCancelledEndTheirRequestAndAskNothingMore) {
    for (const std::size_t sent : {std::size_t{0}, std::size_t{20}, std::size_t{80}, std::size_t{150}}) {
        SCOPED_TRACE(sent);
        std::optional<Answer<BuiltImage>> answer;
        std::optional<HalfWay> way;
        way.emplace(sent);
        const auto plan = engine::plan_endpoints({.host = way->server.host()}, engine::Environment());
        ASSERT_TRUE(plan) << plan.error().message;
        const auto client = std::make_shared<engine::Client>(way->loop.get_executor(),
                                                             plan->candidates.front(), engine::Limits());
        client->set_spoken({.version = {1, 41}});
        const BuildOptions options{.context = folder.path().string(), .name = "toy/built:1"};
        asio::co_spawn(way->loop, build(client, options, {}),
                       asio::bind_cancellation_slot(way->cancel.slot(), [&](const std::exception_ptr& failure,
                                                                            Answer<BuiltImage> value) {
                           EXPECT_FALSE(failure);
                           answer = std::move(value);
                       }));
        way->loop.run();
        EXPECT_EQ(way->closed.get_future().wait_for(std::chrono::seconds(2)), std::future_status::ready);
        ASSERT_TRUE(answer);
        ASSERT_FALSE(*answer) << (*answer)->id;
        EXPECT_EQ(answer->error().kind, engine::problem_kind::cancelled) << answer->error().message;
        EXPECT_TRUE(is_sentence(answer->error())) << answer->error().message;
    }
}

} // namespace
} // namespace dockwright::actions
