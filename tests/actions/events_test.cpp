#include "actions/events.hpp"
#include "support/scripted_action.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace dockwright;
using dockwright::testing::expect;
using dockwright::testing::expect_ping;
using dockwright::testing::run_action;
using dockwright::testing::Script;
using dockwright::testing::ScriptedEngine;

std::string event(int number) {
    const std::string digit = std::to_string(number);
    return R"({"Type":"container","Action":"start","Actor":{"ID":"c)" + digit +
           R"(","Attributes":{"name":"n)" + digit + R"("}},"time":1764000000,"timeNano":176400000000000000)" +
           digit + "}\n";
}

const std::string first_ask = "GET /v1.41/events?filters=%7B%7D&since=1764000000";
const std::string next_ask = "GET /v1.41/events?filters=%7B%7D&since=1763999999.00000000";

Script begin() {
    return {expect_ping("1.41"),
            expect("GET /v1.41/info").answer(200, R"({"SystemTime":"2025-11-24T16:00:00.5Z"})")};
}

struct Told {
    std::vector<std::string> names;
    std::vector<std::string> progress;
    std::expected<bool, Problem> done;
};

boost::asio::awaitable<std::expected<bool, Problem>> follow(std::shared_ptr<engine::Client> client,
                                                            actions::EventOptions options, Told* told,
                                                            std::size_t wanted) {
    actions::EventSink sink = [told, wanted](const engine::Event& happened) {
        told->names.push_back(happened.actor->attributes.at("name"));
        return told->names.size() < wanted;
    };
    actions::OnProgress progress = [told](const actions::Progress& now) {
        told->progress.push_back(now.what);
    };
    const auto done =
        co_await actions::events(std::move(client), std::move(options), std::move(sink), std::move(progress));
    if (!done) {
        co_return std::unexpected(done.error());
    }
    co_return true;
}

Told followed(const ScriptedEngine& engine, std::size_t wanted, const actions::EventOptions& options = {}) {
    Told told;
    told.done = run_action<bool>(engine, [&](std::shared_ptr<engine::Client> client) {
        return follow(std::move(client), options, &told, wanted);
    });
    return told;
}

TEST(Events, come_once_each_over_a_lost_connection) {
    Script script = begin();
    script.push_back(expect(first_ask).answer(200, event(1) + event(2)).in_chunks_of(7).closes());
    script.push_back(expect(next_ask + "2").answer(200, event(1) + event(2) + event(3)).in_chunks_of(50));
    const ScriptedEngine engine(std::move(script));
    const Told told = followed(engine, 3);
    EXPECT_TRUE(told.done.has_value());
    EXPECT_THAT(told.names, ::testing::ElementsAre("n1", "n2", "n3"));
    EXPECT_THAT(told.progress, ::testing::ElementsAre("The connection was lost; trying again"));
    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(5)));
}

TEST(Events, cut_anywhere_are_whole_after_the_next_connection) {
    const std::string both = event(1) + event(2);
    for (std::size_t cut = 0; cut <= both.size(); cut += 9) { // each waits 50 ms for the next connection
        Script script = begin();
        const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        const std::string begun = cut == 0 ? "" : "200\r\n" + both.substr(0, cut); // a chunk that never ends
        script.push_back(expect(first_ask).bytes(head + begun).closes());
        const bool one = cut + 1 >= event(1).size(); // the value is whole with its brace
        const bool two = cut + 1 >= both.size();
        const std::string again = two ? next_ask + "2" : one ? next_ask + "1" : first_ask;
        script.push_back(expect(again).answer(200, both + event(3)).in_chunks_of(64));
        const ScriptedEngine engine(std::move(script));
        const Told told = followed(engine, 3);
        EXPECT_THAT(told.names, ::testing::ElementsAre("n1", "n2", "n3")) << "cut after " << cut;
        EXPECT_THAT(engine.unmet(), ::testing::IsEmpty()) << "cut after " << cut;
    }
}

TEST(Events, that_the_engine_has_forgotten_are_said_to_be_missing) {
    Script script = begin();
    script.push_back(expect(first_ask).answer(200, event(1)).in_chunks_of(64).closes());
    script.push_back(expect(next_ask + "1").answer(200, event(5)).in_chunks_of(64));
    const ScriptedEngine engine(std::move(script));
    const Told told = followed(engine, 2);
    EXPECT_THAT(told.names, ::testing::ElementsAre("n1", "n5"));
    ASSERT_EQ(told.progress.size(), 2U);
    EXPECT_THAT(told.progress[1], ::testing::HasSubstr("may be missing"));
}

TEST(Events, are_filtered_by_the_engine) {
    const ScriptedEngine engine(
        {expect_ping("1.41"),
         expect(
             "GET "
             "/v1.41/events?filters=%7B%22type%22%3A%5B%22container%22%2C%22image%22%5D%7D&since=1764000000")
             .answer(200, event(1))
             .in_chunks_of(64)});
    const Told told =
        followed(engine, 1, {.filters = {"type=container", "type=image"}, .since = "2025-11-24T16:00:00Z"});
    EXPECT_TRUE(told.done.has_value()) << (told.done ? "" : told.done.error().message);
    EXPECT_THAT(told.names, ::testing::ElementsAre("n1"));
}

TEST(Events, that_can_not_be_read_end_it_with_a_sentence) {
    for (const char* const body : {"{\"Type\":1}", "[1]", "}", "{\"Type\":\"container\"\n"}) {
        Script script = begin();
        script.push_back(expect(first_ask).answer(200, body).in_chunks_of(64));
        const ScriptedEngine engine(std::move(script));
        const Told told = followed(engine, 1, {.patience = std::chrono::milliseconds(0)});
        ASSERT_FALSE(told.done.has_value()) << body;
        EXPECT_FALSE(told.done.error().message.empty()) << body;
        EXPECT_THAT(told.names, ::testing::IsEmpty());
    }
}

TEST(Events, fail_at_each_step_with_one_sentence) {
    Script script = begin();
    script.push_back(expect(first_ask).answer(200, event(1)).in_chunks_of(64));
    dockwright::testing::replay_failing_at_each_step(
        script, [](ScriptedEngine& engine, const std::string& context) {
            Told told;
            told.done = run_action<bool>(
                engine,
                [&](std::shared_ptr<engine::Client> client) {
                    actions::EventOptions options;
                    options.patience = std::chrono::milliseconds(0);
                    return follow(std::move(client), options, &told, 2);
                },
                std::chrono::milliseconds(300));
            ASSERT_FALSE(told.done.has_value()) << context;
            EXPECT_FALSE(told.done.error().message.empty()) << context;
            EXPECT_LE(told.names.size(), 1U) << context;
            EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(5))) << context;
        });
}

TEST(Events, refuse_what_is_no_filter) {
    const ScriptedEngine engine({expect_ping("1.41")});
    const Told told = followed(engine, 1, {.filters = {"train"}});
    ASSERT_FALSE(told.done.has_value());
    EXPECT_EQ(told.done.error().kind, "filter-not-understood");
}

} // namespace
