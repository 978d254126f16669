#include "engine/calls/inspect_container.hpp"
#include "engine/calls/list_containers.hpp"
#include "engine/calls/ping.hpp"
#include "engine/client.hpp"
#include "engine/open.hpp"
#include "engine/problems.hpp"
#include "support/scripted_engine.hpp"
#include "support/scripted_engine_run.hpp"
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using testing::expect;
using testing::expect_ping;
using ::testing::HasSubstr;
using testing::run_to_end;
using testing::Script;
using testing::ScriptedEngine;

constexpr Limits quick{.connect = 200ms, .request = 200ms, .probe = 100ms};
const std::string id_a(64, 'a');
constexpr std::string_view list_line = "GET /v1.41/containers/json?all=1";

Plan plan_of(const std::string& host, std::string pinned = {}) {
    return {.candidates = {*parse_host(host, Source::setting, "the setting")},
            .pinned_version = std::move(pinned)};
}

using Opened = std::expected<std::shared_ptr<Client>, Problem>;

Opened open(asio::io_context& loop, const Plan& plan, Limits limits = quick) {
    return run_to_end(loop, open_engine(loop.get_executor(), plan, limits, std::nullopt));
}

/// Opens, and then lists.
std::expected<std::vector<ContainerSummary>, Problem> list(const std::string& host, Limits limits = quick) {
    asio::io_context loop(1);
    const Opened client = open(loop, plan_of(host), limits);
    if (!client) {
        return std::unexpected(client.error());
    }
    return run_to_end(loop, list_containers(*client));
}

std::string one_container() {
    return R"([{"Id":")" + id_a +
           R"(","Names":["/train"],"Image":"toy/train:1","State":"running","Labels":null}])";
}

Script list_script() {
    return {expect_ping("1.41"), expect(std::string(list_line)).answer(200, one_container())};
}

TEST(EngineClient, ListsContainersAtTheAgreedVersion) {
    ScriptedEngine engine(list_script());
    const auto listed = list(engine.host());
    ASSERT_TRUE(listed) << listed.error().message;
    ASSERT_EQ(listed->size(), 1U);
    EXPECT_EQ(listed->front().id, id_a);
    EXPECT_EQ(listed->front().names, std::vector<std::string>{"/train"});
    EXPECT_TRUE(engine.unmet().empty());
    EXPECT_TRUE(engine.unexpected().empty());
}

TEST(EngineClient, ReadsAnswersInChunks) {
    ScriptedEngine engine(
        {expect_ping("1.41"), expect(std::string(list_line)).answer(200, one_container()).in_chunks_of(7)});
    EXPECT_TRUE(list(engine.host()));
}

TEST(EngineClient, ReadsNullAsNoContainers) {
    ScriptedEngine engine({expect_ping("1.41"), expect(std::string(list_line)).answer(200, "[]\n")});
    EXPECT_EQ(list(engine.host())->size(), 0U);
}

TEST(EngineClient, AsksANewerEngineForTheNewestThatItKnows) {
    ScriptedEngine engine(
        {expect_ping("1.99"), expect("GET /v1.51/containers/json?all=1").answer(200, "[]")});
    EXPECT_TRUE(list(engine.host()));
}

TEST(EngineClient, FallsBackToGetWhereHeadIsNotAnswered) {
    for (const int status : {404, 405, 500}) {
        ScriptedEngine engine({expect("HEAD /_ping").answer(status),
                               expect("GET /_ping").answer(200, "OK").header("Api-Version", "1.41"),
                               expect(std::string(list_line)).answer(200, "[]")});
        EXPECT_TRUE(list(engine.host())) << status;
    }
    ScriptedEngine engine({expect("HEAD /_ping").cut(0),
                           expect("GET /_ping").answer(200, "OK").header("Api-Version", "1.41"),
                           expect(std::string(list_line)).answer(200, "[]")});
    EXPECT_TRUE(list(engine.host()));
}

TEST(EngineClient, ReusesAConnectionAndReplacesOneThatTheEngineClosed) {
    ScriptedEngine engine({expect_ping("1.41"), expect(std::string(list_line)).answer(200, "[]").closes(),
                           expect(std::string(list_line)).answer(200, "[]"),
                           expect(std::string(list_line)).answer(200, "[]")});
    asio::io_context loop(1);
    const Opened client = open(loop, plan_of(engine.host()));
    ASSERT_TRUE(client);
    for (int i = 0; i < 3; ++i) {
        const auto listed = run_to_end(loop, list_containers(*client));
        EXPECT_TRUE(listed) << listed.error().message;
    }
    EXPECT_EQ(engine.connections_accepted(), 2U) << "the ping's, and one for what came after it was closed";
}

TEST(EngineClient, PinsTheVersionThatTheEnvironmentNames) {
    ScriptedEngine engine(
        {expect_ping("1.47"), expect("GET /v1.44/containers/json?all=1").answer(200, "[]")});
    asio::io_context loop(1);
    const Opened client = open(loop, plan_of(engine.host(), "1.44"));
    ASSERT_TRUE(client);
    EXPECT_TRUE(run_to_end(loop, list_containers(*client)));
}

TEST(EngineClient, KnowsPodmanByItsHeader) {
    ScriptedEngine engine({expect("HEAD /_ping")
                               .answer(200)
                               .header("Api-Version", "1.41")
                               .header("Libpod-Api-Version", "4.3.1")});
    asio::io_context loop(1);
    EXPECT_TRUE((*open(loop, plan_of(engine.host())))->spoken().podman);
}

TEST(EngineClient, DecodesLargeAnswersOnThePool) {
    std::string body = "[";
    while (body.size() < 3U << 20U) {
        body += (body.size() > 1 ? "," : "") + one_container().substr(1, one_container().size() - 2);
    }
    ScriptedEngine engine({expect_ping("1.41"), expect(std::string(list_line)).answer(200, body + "]")});
    asio::io_context loop(1);
    asio::thread_pool pool(1);
    const Limits limits{.connect = 2s, .request = 10s, .probe = 1s};
    const auto client = run_to_end(loop, open_engine(loop.get_executor(), plan_of(engine.host()), limits,
                                                     asio::any_io_executor(pool.executor())));
    ASSERT_TRUE(client);
    const auto listed = run_to_end(loop, list_containers(*client));
    ASSERT_TRUE(listed) << listed.error().message;
    EXPECT_GT(listed->size(), 10000U);
}

TEST(EngineProblems, NameASocketThatIsNotThere) {
    ScriptedEngine engine({});
    const auto listed = list("unix://" + engine.folder() + "/absent.sock");
    ASSERT_FALSE(listed);
    EXPECT_EQ(listed.error().kind, problem_kind::not_there);
    EXPECT_THAT(listed.error().next_step, HasSubstr("start Docker"));
    EXPECT_EQ(list(engine.host() + "/below.sock").error().kind, problem_kind::not_there);
}

TEST(EngineProblems, NameAStaleSocket) {
    ScriptedEngine engine({});
    engine.stop();
    EXPECT_EQ(list(engine.host()).error().kind, problem_kind::stale_socket);
}

TEST(EngineProblems, TellTheThreeFailuresToConnectApart) {
    const Endpoint endpoint = *parse_host("unix:///run/x.sock", Source::docker_host, "DOCKER_HOST");
    // As root nothing is refused, so the error itself is given here.
    const Problem refused = connect_problem(endpoint, asio::error::access_denied);
    EXPECT_EQ(refused.kind, problem_kind::no_permission);
    EXPECT_THAT(refused.next_step, HasSubstr("usermod -aG docker"));
    EXPECT_EQ(connect_problem(endpoint, asio::error::no_descriptors).kind, problem_kind::connection_lost);
}

TEST(EngineProblems, NameAFileThatIsNoSocket) {
    ScriptedEngine engine({});
    std::ofstream(engine.folder() + "/file") << "x";
    EXPECT_EQ(list("unix://" + engine.folder() + "/file").error().kind, problem_kind::not_an_engine);
}

TEST(EngineProblems, NameTheTimeThatAnEngineDidNotAnswerIn) {
    ScriptedEngine engine({expect_ping("1.41"), expect(std::string(list_line)).cut(0).hangs()});
    const auto listed = list(engine.host());
    ASSERT_FALSE(listed);
    EXPECT_EQ(listed.error().kind, problem_kind::timed_out);
    EXPECT_THAT(listed.error().message, HasSubstr("within 200 ms (/v1.41/containers/json)"));
}

TEST(EngineProblems, NameWhatIsNoEngine) {
    for (const char* bytes :
         {"SSH-2.0-OpenSSH_9.2\r\n\r\n", "\x15\x03\x01", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
          "HTTP/1.1 200 OK\r\nApi-Version: x\r\nContent-Length: 0\r\n\r\n"}) {
        ScriptedEngine engine(
            {expect("HEAD /_ping").bytes(bytes).closes(), expect("GET /_ping").bytes(bytes).closes()});
        const auto listed = list(engine.host());
        ASSERT_FALSE(listed) << bytes;
        EXPECT_EQ(listed.error().kind, problem_kind::not_an_engine) << bytes;
    }
}

TEST(EngineProblems, NameAnAnswerThatIsNoJsonOrAnotherJson) {
    for (const char* body :
         {"<html>Sign in</html>", "{\"Id\":1}", "[1]", "[{\"Names\":[]}]", "[{\"Id\":\"\xff\"}]", ""}) {
        ScriptedEngine engine({expect_ping("1.41"), expect(std::string(list_line)).answer(200, body)});
        EXPECT_EQ(list(engine.host()).error().kind, problem_kind::not_an_engine) << body;
    }
}

TEST(EngineProblems, NameAnAnswerThatIsTooLarge) {
    const Limits limits{.connect = 200ms, .request = 2s, .probe = 100ms, .answer = 1U << 20U};
    const std::string body((1U << 20U) + 1, ' ');
    for (const std::size_t chunk : {std::size_t{0}, std::size_t{10000}}) {
        ScriptedEngine engine(
            {expect_ping("1.41"), expect(std::string(list_line)).answer(200, body).in_chunks_of(chunk)});
        const auto listed = list(engine.host(), limits);
        ASSERT_FALSE(listed);
        EXPECT_EQ(listed.error().kind, problem_kind::answer_too_large);
        EXPECT_THAT(listed.error().message, HasSubstr("more than 1 MiB"));
    }
}

TEST(EngineProblems, NameAnEngineThatIsTooOldForGpus) {
    ScriptedEngine engine({expect_ping("1.39")});
    EXPECT_EQ(list(engine.host()).error().kind, problem_kind::version_refused);
}

TEST(EngineProblems, NameAVersionThatTheEngineRefuses) {
    // Docker 20.10 says this as plain text, newer ones as JSON.
    const std::string text = "client version 1.50 is too new. Maximum supported API version is 1.41";
    for (const std::string& body : {text + "\n", R"({"message":")" + text + "\"}"}) {
        ScriptedEngine engine(
            {expect_ping("1.41"), expect("GET /v1.50/containers/json?all=1").answer(400, body)});
        asio::io_context loop(1);
        const Opened client = open(loop, plan_of(engine.host(), "1.50"));
        ASSERT_TRUE(client);
        const auto listed = run_to_end(loop, list_containers(*client));
        ASSERT_FALSE(listed);
        EXPECT_EQ(listed.error().kind, problem_kind::version_refused);
        EXPECT_THAT(listed.error().message, HasSubstr("Maximum supported API version is 1.41"));
        EXPECT_THAT(listed.error().next_step, HasSubstr("DOCKER_API_VERSION"));
    }
}

TEST(EngineProblems, NameAPinnedVersionThatIsNone) {
    for (const char* pinned : {"latest", "1.24"}) {
        ScriptedEngine engine({expect_ping("1.41")});
        asio::io_context loop(1);
        EXPECT_EQ(open(loop, plan_of(engine.host(), pinned)).error().kind, problem_kind::version_refused)
            << pinned;
    }
}

TEST(EngineProblems, SayWhatTheEngineSaid) {
    const std::vector<std::pair<std::string, std::string>> said{
        {R"({"message":"no space left"})", "no space left"},
        {"plain text\n", "plain text"},
        {"", "Internal Server Error"},
        {R"({"message":"\u001b[31mred"})", "\\x1b[31mred"},
    };
    for (const auto& [body, text] : said) {
        ScriptedEngine engine({expect_ping("1.41"), expect(std::string(list_line)).answer(500, body)});
        const auto listed = list(engine.host());
        ASSERT_FALSE(listed);
        EXPECT_EQ(listed.error().kind, problem_kind::request_refused);
        EXPECT_THAT(listed.error().message, ::testing::EndsWith("answered 500: " + text));
    }
}

std::expected<Container, Problem> inspect(ScriptedEngine& engine, const std::string& reference) {
    asio::io_context loop(1);
    const Opened client = open(loop, plan_of(engine.host()));
    return client ? run_to_end(loop, inspect_container(*client, reference)) : std::unexpected(client.error());
}

TEST(Inspecting, TellsOfAContainerThatIsNotThere) {
    ScriptedEngine engine(
        {expect_ping("1.41"),
         expect("GET /v1.41/containers/nope/json").answer(404, R"({"message":"No such container: nope"})")});
    const auto found = inspect(engine, "nope");
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().kind, problem_kind::no_such_container);
    EXPECT_THAT(found.error().next_step, HasSubstr("dockwright ps"));
}

TEST(Inspecting, NeverSendsWhatIsNoReference) {
    for (const char* reference : {"", "../images", "a/b", "-it", "a?b", "a\r\nX: y"}) {
        ScriptedEngine engine({expect_ping("1.41")});
        EXPECT_EQ(inspect(engine, reference).error().kind, problem_kind::no_such_container) << reference;
        EXPECT_TRUE(engine.unexpected().empty()) << reference;
    }
}

TEST(Inspecting, RefusesAnIdThatIsNone) {
    ScriptedEngine engine(
        {expect_ping("1.41"),
         expect("GET /v1.41/containers/x/json")
             .answer(200, R"({"Id":"--privileged","State":{},"Config":{},"HostConfig":{}})")});
    EXPECT_EQ(inspect(engine, "x").error().kind, problem_kind::not_an_engine);
}

TEST(Opening, TakesTheFirstEngineThatAnswers) {
    ScriptedEngine hanging({expect("HEAD /_ping").cut(0).hangs()});
    ScriptedEngine good({expect_ping("1.41"), expect_ping("1.41")});
    Plan plan;
    plan.candidates = {
        {.address = UnixAddress{.path = good.folder() + "/absent.sock"}, .source = Source::platform_default},
        {.address = UnixAddress{.path = hanging.socket_path()}, .source = Source::probe},
        {.address = UnixAddress{.path = good.socket_path()}, .source = Source::probe}};
    asio::io_context loop(1);
    const Opened client = open(loop, plan);
    ASSERT_TRUE(client);
    EXPECT_EQ((*client)->endpoint().host(), good.host());
}

TEST(Opening, NamesTheMostTellingProblemWhereNoneAnswers) {
    ScriptedEngine stale({});
    stale.stop();
    Plan plan;
    plan.candidates = {
        {.address = UnixAddress{.path = stale.folder() + "/absent.sock"}, .source = Source::platform_default},
        {.address = UnixAddress{.path = stale.folder() + "/absent2.sock"}, .source = Source::probe}};
    asio::io_context loop(1);
    const Opened none = open(loop, plan);
    EXPECT_EQ(none.error().kind, problem_kind::not_there);
    EXPECT_THAT(none.error().message, HasSubstr("nor at any of 1 other well-known places"));
    plan.candidates[1].address = UnixAddress{.path = stale.socket_path()};
    EXPECT_EQ(open(loop, plan).error().kind, problem_kind::stale_socket);
}

TEST(EngineClient, GivesAProblemAndClosesItsSocketsWhereverTheEngineFails) {
    testing::replay_failing_at_each_step(list_script(),
                                         [](ScriptedEngine& engine, const std::string& context) {
                                             const auto listed = list(engine.host());
                                             EXPECT_FALSE(listed) << context;
                                             EXPECT_TRUE(engine.all_closed_within(2s)) << context;
                                             if (!listed) {
                                                 EXPECT_NE(listed.error().message, "") << context;
                                                 EXPECT_NE(listed.error().next_step, "") << context;
                                             }
                                         });
}

TEST(EngineClient, ClosesItsSocketWhenCancelled) {
    ScriptedEngine engine({expect_ping("1.41"), expect(std::string(list_line)).cut(0).hangs()});
    asio::io_context loop(1);
    const Limits patient{.connect = 10s, .request = 10s, .probe = 10s};
    Opened client = open(loop, plan_of(engine.host()), patient);
    ASSERT_TRUE(client);
    asio::cancellation_signal signal;
    bool ended = false;
    asio::co_spawn(loop, list_containers(*client),
                   asio::bind_cancellation_slot(
                       signal.slot(), [&ended](const std::exception_ptr&, const auto&) { ended = true; }));
    asio::steady_timer soon(loop, 20ms);
    soon.async_wait(
        [&signal](const boost::system::error_code&) { signal.emit(asio::cancellation_type::terminal); });
    client->reset();
    loop.restart();
    const auto start = std::chrono::steady_clock::now();
    loop.run();
    EXPECT_TRUE(ended);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
    EXPECT_TRUE(engine.all_closed_within(2s));
}

} // namespace
} // namespace dockwright::engine
