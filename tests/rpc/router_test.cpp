#include "rpc/router.hpp"
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>
#include <stdexcept>
#include <vector>

namespace dockwright::rpc {
namespace {

using Lines = std::vector<std::string>;

class RouterTest : public testing::Test {
protected:
    Lines sent;
    Lines logged;
    std::optional<Router> router{
        Router::Outside{.send = [this](std::string body) { sent.push_back(std::move(body)); },
                        .log = [this](std::string_view line) { logged.emplace_back(line); }}};
};

TEST_F(RouterTest, AnswersARequestWithItsHandlersResult) {
    router->on_request("add", [](Call call, const boost::json::value& params) {
        call.answer(boost::json::serialize(params));
    });
    router->receive(R"({"id":1,"method":"add","params":[2]})");
    EXPECT_EQ(sent, (Lines{R"({"jsonrpc":"2.0","id":1,"result":[2]})"}));
}

TEST_F(RouterTest, AnswersUnknownRequestsAndIgnoresUnknownNotifications) {
    router->receive(R"({"id":"a","method":"$/nothing"})");
    router->receive(R"({"method":"nothing"})");
    router->receive(R"({"id":77,"result":1})");
    EXPECT_EQ(
        sent,
        (Lines{
            R"({"jsonrpc":"2.0","id":"a","error":{"code":-32601,"message":"Unknown method '$/nothing'"}})"}));
}

TEST_F(RouterTest, AnswersOnceThoughAHandlerAnswersTwiceThrowsOrForgets) {
    router->on_request("twice", [](Call call, const boost::json::value&) {
        call.answer("1");
        call.answer("2");
        call.fail({.code = 3, .message = ""});
    });
    router->on_request("throws", [](Call, const boost::json::value&) { throw std::runtime_error("broken"); });
    router->on_request("forgets", [](Call, const boost::json::value&) {});
    router->receive(R"({"id":1,"method":"twice"})");
    router->receive(R"({"id":2,"method":"throws"})");
    router->receive(R"({"id":3,"method":"forgets"})");
    const std::string dropped =
        R"("error":{"code":-32603,"message":"The request was dropped without an answer"}})";
    EXPECT_EQ(sent, (Lines{R"({"jsonrpc":"2.0","id":1,"result":1})", R"({"jsonrpc":"2.0","id":2,)" + dropped,
                           R"({"jsonrpc":"2.0","id":3,)" + dropped}));
    EXPECT_EQ(logged, (Lines{"throws failed: broken"}));
}

TEST_F(RouterTest, RefusesASecondRequestWithAnOpenId) {
    std::optional<Call> open;
    router->on_request("slow", [&](Call call, const boost::json::value&) { open.emplace(std::move(call)); });
    router->receive(R"({"id":1,"method":"slow"})");
    router->receive(R"({"id":1,"method":"slow"})");
    open->answer("null");
    EXPECT_EQ(sent.size(), 2U);
    EXPECT_EQ(
        sent.front(),
        R"({"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"A request with this id is still open"}})");
    EXPECT_EQ(sent.back(), R"({"jsonrpc":"2.0","id":1,"result":null})");
}

TEST_F(RouterTest, CancelsAnOpenRequestOnceAndNoOther) {
    std::optional<Call> open;
    int stopped = 0;
    router->on_request("slow", [&](Call call, const boost::json::value&) {
        open.emplace(std::move(call));
        open->on_cancel([&] {
            ++stopped;
            open->fail({.code = 9, .message = "stopped"});
        });
    });
    router->receive(R"({"id":1,"method":"slow"})");
    router->cancel(Id("1"));
    router->cancel(Id(2));
    EXPECT_EQ(stopped, 0);
    router->cancel(Id(1));
    router->cancel(Id(1));
    EXPECT_EQ(stopped, 1);
    EXPECT_EQ(sent, (Lines{R"({"jsonrpc":"2.0","id":1,"error":{"code":9,"message":"stopped"}})"}));
}

TEST_F(RouterTest, ClosesItsGateForRequestsWithAnErrorAndForNotificationsSilently) {
    int handled = 0;
    router->on_request("m",
                       [&](Call call, const boost::json::value&) { call.answer(std::to_string(++handled)); });
    router->on_notification("m", [&](const boost::json::value&) { ++handled; });
    router->set_gate([](std::string_view) { return Error{.code = 5, .message = "closed"}; });
    router->receive(R"({"id":1,"method":"m"})");
    router->receive(R"({"method":"m"})");
    EXPECT_EQ(handled, 0);
    EXPECT_EQ(sent, (Lines{R"({"jsonrpc":"2.0","id":1,"error":{"code":5,"message":"closed"}})"}));
}

TEST_F(RouterTest, HandsAnAnswerToTheRequestThatAskedForIt) {
    Lines answers;
    const auto keep = [&](std::expected<boost::json::value, Error> outcome) {
        answers.push_back(outcome ? boost::json::serialize(*outcome) : outcome.error().message);
    };
    router->request("first", "{}", keep);
    router->request("second", "", keep);
    EXPECT_EQ(sent, (Lines{R"({"jsonrpc":"2.0","id":1,"method":"first","params":{}})",
                           R"({"jsonrpc":"2.0","id":2,"method":"second"})"}));
    router->receive(R"({"id":2,"error":{"code":1,"message":"no"}})");
    router->receive(R"({"id":1,"result":true})");
    router->receive(R"({"id":1,"result":false})");
    EXPECT_EQ(answers, (Lines{"no", "true"}));
}

TEST_F(RouterTest, ACallMayOutliveItsRouter) {
    std::optional<Call> open;
    router->on_request("slow", [&](Call call, const boost::json::value&) { open.emplace(std::move(call)); });
    router->receive(R"({"id":1,"method":"slow"})");
    router.reset();
    open->answer("null");
    EXPECT_EQ(sent, Lines{});
}

} // namespace
} // namespace dockwright::rpc
