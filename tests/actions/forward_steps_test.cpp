#include "actions/forward/forward.hpp"
#include "engine/problems.hpp"
#include "living_engine.hpp"
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>
#include <variant>

/// A forwarded port on an engine that fails at each request: before it listens the person is told, afterwards
/// the one connection ends and the port goes on; and nothing of it is left.
namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using testing::Failure;
using testing::LivingEngine;
using testing::LivingWorld;
using testing::Wrong;

/// The container; a program that looks for a relay, and its run; the relay of a connection, and its run.
constexpr std::size_t until_listening = 3;
constexpr std::size_t requests = 5;

LivingWorld world(const std::string& state) {
    LivingWorld out;
    out.containers[std::string(64, 'a')] = {.name = "train", .state = state};
    return out;
}

/// What came of a forwarded port and of one connection to it.
struct Seen {
    std::uint16_t port = 0; ///< 0: it never listened
    std::string bytes;
    std::optional<Problem> problem;
};

asio::awaitable<void> use_once(std::uint16_t port, std::shared_ptr<Seen> seen, LivingEngine& engine) {
    constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    tcp::socket socket(executor);
    const tcp::endpoint there(asio::ip::address_v4::loopback(), port);
    auto [failed] = co_await socket.async_connect(there, as_tuple);
    EXPECT_FALSE(failed) << failed.message();
    auto [ended, count] = co_await asio::async_read(socket, asio::dynamic_buffer(seen->bytes), as_tuple);
    EXPECT_TRUE(ended);
    EXPECT_EQ(count, seen->bytes.size());
    engine.cancel_action();
}

asio::awaitable<std::expected<std::monostate, Problem>>
forward_once(std::shared_ptr<engine::Client> client, std::shared_ptr<Seen> seen, LivingEngine& engine) {
    ForwardOptions options{.container = "train", .local = 0, .remote = 8888};
    std::function<void(const Forwarded&)> listening = [client, seen, &engine](const Forwarded& at) {
        seen->port = at.local;
        asio::co_spawn(client->executor(), use_once(at.local, seen, engine), asio::detached);
    };
    auto ended = co_await forward_port(client, std::move(options), std::move(listening));
    if (!ended) {
        co_return std::unexpected(std::move(ended.error()));
    }
    co_return std::monostate();
}

Seen forwarded(LivingEngine& engine) {
    const auto seen = std::make_shared<Seen>();
    const auto done = testing::run_on_living<std::monostate>(
        engine, [&](std::shared_ptr<engine::Client> client) { return forward_once(client, seen, engine); });
    if (!done) {
        seen->problem = done.error();
    }
    return *seen;
}

bool listens(std::uint16_t port) {
    asio::io_context loop;
    tcp::socket socket(loop);
    boost::system::error_code ec;
    socket.connect({asio::ip::address_v4::loopback(), port}, ec);
    return !ec;
}

void set_up(LivingEngine& engine) {
    engine.set_printed("sh", "/usr/bin/socat\n/usr/bin/python3\n");
    engine.set_printed("/usr/bin/socat", "hello");
}

/// Checks what must hold however it ends.
Seen checked_forwarding(const Wrong& wrong) {
    const std::string context = testing::name_of(wrong);
    LivingEngine engine(world("running"), wrong);
    set_up(engine);
    const std::size_t open = engine.open_descriptors();
    Seen seen = forwarded(engine);
    EXPECT_EQ(engine.open_descriptors(), open) << context;
    EXPECT_EQ(engine.world(), world("running")) << context;
    EXPECT_NE(seen.problem.has_value(), seen.port != 0) << context;
    EXPECT_TRUE(seen.port == 0 || !listens(seen.port)) << context;
    if (seen.problem) {
        EXPECT_EQ(testing::fault_of(*seen.problem), "") << context;
    }
    return seen;
}

TEST(ForwardedPort, PassesBytesOnUntilItIsCancelled) {
    const Seen seen = checked_forwarding({});
    EXPECT_NE(seen.port, 0);
    EXPECT_EQ(seen.bytes, "hello");
}

bool is_refused(const Wrong& wrong) {
    return wrong.status != 0 || wrong.failure == Failure::server_error;
}

TEST(ForwardedPort, TellsWhyItCannotListenOrGoesOnWithoutTheConnection) {
    for (const Wrong& wrong : testing::every_wrong(requests)) {
        const std::string context = testing::name_of(wrong);
        const Seen seen = checked_forwarding(wrong);
        EXPECT_EQ(seen.port != 0, wrong.at >= until_listening) << context;
        if (wrong.at >= until_listening) {
            // A byte may be missing at the end, which no program can tell from the end.
            EXPECT_TRUE(std::string("hello").starts_with(seen.bytes)) << context << seen.bytes;
            EXPECT_NE(seen.bytes, "hello") << context;
            continue;
        }
        ASSERT_TRUE(seen.problem) << context;
        // What the engine refuses to run isn't there; else nobody knows, and nothing is said of the
        // container.
        const bool lacks_relay =
            is_refused(wrong) && (wrong.at == 2 || (wrong.at == 1 && wrong.status != 404));
        EXPECT_EQ(seen.problem->kind == "port-not-reached", lacks_relay) << context << seen.problem->message;
    }
}

TEST(ForwardedPort, IsNotListenedOnWhereverAnAnswerIsCut) {
    testing::with_every_cut(until_listening,
                            [](const Wrong& wrong) { return checked_forwarding(wrong).port != 0; });
}

TEST(ForwardedPort, OfWhatHasNoRelaySaysWhatItWouldNeed) {
    LivingEngine engine(world("running"));
    const Seen seen = forwarded(engine);
    ASSERT_TRUE(seen.problem);
    EXPECT_EQ(seen.problem->kind, "port-not-reached");
    EXPECT_TRUE(seen.problem->message.contains("socat")) << seen.problem->message;
    LivingEngine stopped(world("exited"));
    const Seen none = forwarded(stopped);
    ASSERT_TRUE(none.problem);
    EXPECT_EQ(none.problem->kind, engine::problem_kind::container_not_running);
}

} // namespace
} // namespace dockwright::actions
