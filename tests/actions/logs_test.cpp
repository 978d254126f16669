#include "actions/logs.hpp"
#include "engine/problems.hpp"
#include "refused.hpp"
#include "run_on.hpp"
#include "support/scripted_action.hpp"
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using testing::expect;
using testing::expect_ping;
using testing::Script;
using testing::ScriptedEngine;

const std::string id(64, 'a');
const std::string logs_of = "GET /v1.41/containers/" + id + "/logs?";

std::string framed(char stream, const std::string& text) {
    std::string out(1, stream);
    out += std::string(6, '\0');
    out += static_cast<char>(text.size());
    return out + text;
}

const std::string printed = framed(1, "epoch 1\n") + framed(2, "careful\n") + framed(1, "epoch 2\n");

std::string inspected(bool running) {
    return R"({"Id":")" + id + R"(","Name":"/train","State":{"Status":"running","Running":)" +
           (running ? "true" : "false") + R"(},"Config":{},"HostConfig":{}})";
}

Script good() {
    return {expect_ping("1.41"), expect("GET /v1.41/containers/train/json").answer(200, inspected(true)),
            expect(logs_of + "stdout=1&stderr=1&follow=0&tail=all&timestamps=0")
                .answer(200, printed)
                .in_chunks_of(7)};
}

struct Seen {
    std::string out;
    std::string err;
    std::size_t most = std::string::npos; ///< bytes that are wanted
};

LogSink into(Seen& seen) {
    return [&seen](std::span<const engine::LogPiece> pieces) {
        for (const engine::LogPiece& piece : pieces) {
            (piece.stream == engine::LogStream::standard_error ? seen.err : seen.out) += piece.bytes;
        }
        return seen.out.size() < seen.most;
    };
}

struct Nothing {};

boost::asio::awaitable<Answer<Nothing>> print(std::shared_ptr<engine::Client> client, LogOptions options,
                                              LogSink sink) {
    const auto done = co_await logs(std::move(client), std::move(options), std::move(sink), {});
    if (!done) {
        co_return std::unexpected(done.error());
    }
    co_return Nothing();
}

Answer<Nothing> printed_by(const ScriptedEngine& engine, Seen& seen, LogOptions options = {},
                           std::chrono::milliseconds cancelled_after = std::chrono::minutes(1)) {
    options.container = "train";
    return testing::run_action<Nothing>(
        engine,
        [&](std::shared_ptr<engine::Client> client) { return print(std::move(client), options, into(seen)); },
        cancelled_after);
}

TEST(Logs, KeepTheTwoStreamsApart) {
    ScriptedEngine engine(good());
    Seen seen;
    const auto done = printed_by(engine, seen);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(seen.out, "epoch 1\nepoch 2\n");
    EXPECT_EQ(seen.err, "careful\n");
    EXPECT_TRUE(engine.unexpected().empty());
}

TEST(Logs, ThatNobodyWantsMoreOfAreLeft) {
    Script script = good();
    script[2].then = testing::Step::Then::hang;
    ScriptedEngine engine(script);
    Seen seen{.out = {}, .err = {}, .most = 1};
    const auto done = printed_by(engine, seen);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_TRUE(std::string_view("epoch 1\nepoch 2\n").starts_with(seen.out)) << seen.out;
    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
}

TEST(Logs, AreWholeOrSaySoWhicheverStepFails) {
    testing::replay_failing_at_each_step(good(), [](ScriptedEngine& engine, const std::string& context) {
        SCOPED_TRACE(context);
        Seen seen;
        const auto done = printed_by(engine, seen, {}, patience_for(context));
        EXPECT_TRUE(std::string_view("epoch 1\nepoch 2\n").starts_with(seen.out)) << seen.out;
        if (done) {
            EXPECT_EQ(seen.out, "epoch 1\nepoch 2\n");
        } else {
            EXPECT_TRUE(is_sentence(done.error())) << done.error().message;
        }
        EXPECT_EQ(changed_beyond(engine), std::vector<std::string>());
        EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
    });
}

TEST(Logs, ThatAreCutSaySoAtEveryByte) {
    const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 48\r\n\r\n";
    ASSERT_EQ(printed.size(), 48U);
    for (std::size_t cut = 0; cut < head.size() + printed.size(); cut += 5) {
        Script script = good();
        script[2] = expect(script[2].request).answer(200, printed).cut(cut);
        ScriptedEngine engine(script);
        Seen seen;
        const auto done = printed_by(engine, seen);
        ASSERT_FALSE(done) << cut;
        EXPECT_EQ(done.error().kind, engine::problem_kind::connection_lost) << cut;
        EXPECT_TRUE(is_sentence(done.error())) << done.error().message;
        EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2))) << cut;
    }
}

TEST(Logs, ThatAreRefusedSayWhy) {
    const Script script = good();
    replay_refused_at_each_step(script,
                                [&](ScriptedEngine& engine, std::size_t step, const std::string& context) {
                                    SCOPED_TRACE(context);
                                    Seen seen;
                                    const auto done = printed_by(engine, seen);
                                    ASSERT_FALSE(done);
                                    EXPECT_TRUE(is_sentence(done.error())) << done.error().message;
                                    EXPECT_EQ(seen.out, "");
                                    EXPECT_EQ(asked_for(engine, script), step + 1);
                                    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
                                });
}

Script following() {
    const std::string body = framed(1, "2026-11-26T13:00:00.000000001Z epoch 1\n");
    return {expect_ping("1.41"), expect("GET /v1.41/containers/train/json").answer(200, inspected(true)),
            expect(logs_of + "stdout=1&stderr=1&follow=1&tail=all&timestamps=1").answer(200, body).closes(),
            expect("GET /v1.41/containers/" + id + "/json").answer(200, inspected(false))};
}

TEST(LogsFollowed, EndWithTheContainer) {
    ScriptedEngine engine(following());
    Seen seen;
    const auto done = printed_by(engine, seen, {.follow = true});
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(seen.out, "epoch 1\n");
    EXPECT_TRUE(engine.unmet().empty()) << engine.unmet().front();
}

TEST(LogsFollowed, EndInOneSentenceWhicheverStepFails) {
    testing::replay_failing_at_each_step(following(), [](ScriptedEngine& engine, const std::string& context) {
        SCOPED_TRACE(context);
        Seen seen;
        const auto done = printed_by(
            engine, seen, {.follow = true, .patience = std::chrono::milliseconds(20)}, patience_for(context));
        EXPECT_TRUE(std::string_view("epoch 1\n").starts_with(seen.out)) << seen.out << " came";
        if (!done) {
            EXPECT_TRUE(is_sentence(done.error())) << done.error().message;
        }
        EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
    });
}

TEST(LogsFollowed, ThatAreCancelledSaySoAndCloseTheirStream) {
    Script script = following();
    script[2] = expect(script[2].request)
                    .answer(200, framed(1, "2026-11-26T13:00:00.000000001Z epoch 1\n"))
                    .in_chunks_of(500)
                    .cut(98) // before the last chunk, which ends it
                    .hangs();
    ScriptedEngine engine(script);
    Seen seen;
    const auto done = printed_by(engine, seen, {.follow = true}, std::chrono::milliseconds(200));
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, engine::problem_kind::cancelled) << done.error().message;
    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
    EXPECT_EQ(engine.unmet().size(), 1U) << "nothing is asked behind it";
}

TEST(LogsSince, IsReadAsPeopleWriteIt) {
    const std::chrono::system_clock::time_point now{std::chrono::seconds(1'000'000)};
    EXPECT_EQ(since_seconds("10m", now), "999400");
    EXPECT_EQ(since_seconds("2h30m", now), "991000");
    EXPECT_EQ(since_seconds("3d", now), "740800");
    EXPECT_EQ(since_seconds("1700000000", now), "1700000000");
    EXPECT_EQ(since_seconds("1970-01-01T00:01:00Z", now), "60");
    EXPECT_EQ(since_seconds("1970-01-01T01:01:00+01:00", now), "60");
}

TEST(LogsSince, ThatIsNoTimeIsRefused) {
    std::string longest;
    for (int i = 0; i < 200; ++i) {
        longest += "99999999999d";
    }
    const std::chrono::system_clock::time_point now{std::chrono::seconds(1'000'000)};
    for (const std::string& text :
         {std::string(), std::string("m"), std::string("10x"), std::string("10m5"), std::string("-10m"),
          std::string("yesterday"), std::string("9999999999999"), std::string("\x1b[2J"), longest}) {
        const auto since = since_seconds(text, now);
        ASSERT_FALSE(since) << text;
        EXPECT_EQ(since.error().kind, "time-not-understood");
        EXPECT_TRUE(is_sentence(since.error())) << since.error().message;
        EXPECT_FALSE(since.error().message.contains('\x1b'));
    }
}

} // namespace
} // namespace dockwright::actions
