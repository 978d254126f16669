#include "rpc/message.hpp"
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

namespace dockwright::rpc {
namespace {

/// One line that shows what a body was taken for.
std::string read(std::string_view body) {
    const auto text = [](const Id& id) {
        return std::holds_alternative<std::string>(id) ? '"' + std::get<std::string>(id) + '"'
                                                       : std::to_string(std::get<std::int64_t>(id));
    };
    const auto message = decode(body);
    if (!message) {
        return "refused " + (message.error().id ? text(*message.error().id) : "null") + ": " +
               message.error().error.message;
    }
    if (const auto* request = std::get_if<Request>(&*message)) {
        return "request " + text(request->id) + " " + request->method + " " +
               boost::json::serialize(request->params);
    }
    if (const auto* notification = std::get_if<Notification>(&*message)) {
        return "notification " + notification->method + " " + boost::json::serialize(notification->params);
    }
    const auto& response = std::get<Response>(*message);
    return "response " + text(response.id) + " " +
           (response.outcome
                ? boost::json::serialize(*response.outcome)
                : std::to_string(response.outcome.error().code) + " " + response.outcome.error().message);
}

TEST(Message, IsARequestANotificationOrAResponse) {
    EXPECT_EQ(read(R"({"jsonrpc":"2.0","id":1,"method":"m","params":{"a":[]}})"), R"(request 1 m {"a":[]})");
    EXPECT_EQ(read(R"({"id":"1","method":"m"})"), R"(request "1" m null)");
    EXPECT_EQ(read(R"({"method":"m","params":[1]})"), "notification m [1]");
    EXPECT_EQ(read(R"({"id":7,"result":null})"), "response 7 null");
    EXPECT_EQ(read(R"({"id":7,"error":{"code":-5,"message":"no"}})"), "response 7 -5 no");
}

TEST(Message, RefusesWhatIsNoMessage) {
    EXPECT_EQ(read("[]"), "refused null: A message must be a JSON object");
    EXPECT_EQ(read("{}"), "refused null: A message needs a method, or an id and a result");
    EXPECT_EQ(read(R"({"id":1})"), "refused null: A message needs a method, or an id and a result");
    EXPECT_EQ(read(R"({"id":1,"method":2})"), "refused 1: 'method' must be a string");
    EXPECT_EQ(read(R"({"id":{},"method":"m"})"), "refused null: 'id' must be an integer or a string");
    EXPECT_EQ(read(R"({"id":1.5,"method":"m"})"), "refused null: 'id' must be an integer or a string");
    EXPECT_EQ(read(R"({"id":1,"method":"m","params":3})"),
              "refused 1: 'params' must be an object or an array");
    EXPECT_TRUE(read("{\"method\":").starts_with("refused null: Not JSON"));
    EXPECT_TRUE(read("").starts_with("refused null: Not JSON"));
    EXPECT_TRUE(read("{\"method\":\"\xFF\"}").starts_with("refused null: Not JSON"));
    EXPECT_TRUE(read(std::string(100000, '[')).starts_with("refused null: Not JSON"));
}

TEST(Message, ReplacesSurrogatesWithoutAPartner) {
    EXPECT_EQ(read(R"({"method":"m","params":["a\ud83db","\\ud83d","\ud83d\ude00","\ude00"]})"),
              "notification m [\"a\xEF\xBF\xBD"
              "b\",\"\\\\ud83d\",\"\xF0\x9F\x98\x80\",\"\xEF\xBF\xBD\"]");
}

TEST(Message, KeepsTheTypeOfAnId) {
    EXPECT_EQ(encode_result(Id(3), "null"), R"({"jsonrpc":"2.0","id":3,"result":null})");
    EXPECT_EQ(encode_result(Id("3\""), "{}"), R"({"jsonrpc":"2.0","id":"3\"","result":{}})");
    EXPECT_EQ(encode_error(std::nullopt, {.code = -1, .message = "a\nb"}),
              R"({"jsonrpc":"2.0","id":null,"error":{"code":-1,"message":"a\nb"}})");
    EXPECT_EQ(encode_request(Id(3), "m", "[]"), R"({"jsonrpc":"2.0","id":3,"method":"m","params":[]})");
    EXPECT_EQ(encode_notification("m", ""), R"({"jsonrpc":"2.0","method":"m"})");
}

} // namespace
} // namespace dockwright::rpc
