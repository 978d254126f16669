#include "host/daemon_json.hpp"
#include <gtest/gtest.h>

namespace dockwright::host {
namespace {

std::string set(std::string_view text, JsonPath path, std::string_view value) {
    const auto changed = set_in_daemon_json(text, path, value);
    return changed ? *changed : "Problem: " + changed.error().message;
}
std::string add(std::string_view text, JsonPath path, std::string_view item) {
    const auto changed = add_to_daemon_json(text, path, item);
    return changed ? *changed : "Problem: " + changed.error().message;
}

TEST(DaemonJson, OfAFileThatIsNotThereOneIsMade) {
    EXPECT_EQ(set("", {"features", "cdi"}, "true"), "{\n    \"features\": {\"cdi\": true}\n}\n");
    EXPECT_EQ(set(" \n", {"debug"}, "true"), "{\n    \"debug\": true\n}\n");
    EXPECT_EQ(set("{}", {"debug"}, "true"), "{\n    \"debug\": true\n}");
}

TEST(DaemonJson, WhatElseIsInItStaysAsItWasWritten) {
    EXPECT_EQ(
        set("{\n  \"unknown-key\": [1.50, 10000000000000000000000, 1e400],\n  \"log-level\":\"warn\"\n}\n",
            {"debug"}, "true"),
        "{\n  \"unknown-key\": [1.50, 10000000000000000000000, 1e400],\n  \"log-level\":\"warn\",\n  "
        "\"debug\": true\n}\n");
    EXPECT_EQ(set("{\"a\": \"}{\\\"\", \"features\": {\"buildkit\": true}}", {"features", "cdi"}, "true"),
              "{\"a\": \"}{\\\"\", \"features\": {\"buildkit\": true, \"cdi\": true}}");
}

TEST(DaemonJson, AValueThatIsThereIsExchanged) {
    EXPECT_EQ(set("{\"features\": {\"cdi\": false, \"x\": 1}}", {"features", "cdi"}, "true"),
              "{\"features\": {\"cdi\": true, \"x\": 1}}");
    EXPECT_EQ(set("{\"features\": {\"c\\u0064i\": false}}", {"features", "cdi"}, "true"),
              "{\"features\": {\"c\\u0064i\": true}}");
}

TEST(DaemonJson, OfTwoEqualKeysTheLastCounts) {
    EXPECT_EQ(set("{\"debug\": false, \"debug\": false}", {"debug"}, "true"),
              "{\"debug\": false, \"debug\": true}");
}

TEST(DaemonJson, ListsGetOneMoreItem) {
    EXPECT_EQ(add("{}", {"registry-mirrors"}, "\"https://a\""),
              "{\n    \"registry-mirrors\": [\"https://a\"]\n}");
    EXPECT_EQ(add("{\"registry-mirrors\": [ \"https://b\" ]}", {"registry-mirrors"}, "\"https://a\""),
              "{\"registry-mirrors\": [ \"https://b\", \"https://a\" ]}");
    EXPECT_EQ(add("{\"registry-mirrors\": []}", {"registry-mirrors"}, "\"https://a\""),
              "{\"registry-mirrors\": [\"https://a\"]}");
    EXPECT_EQ(add("{\"registry-mirrors\": [\"https://a\"]}", {"registry-mirrors"}, "\"https://a\""),
              "{\"registry-mirrors\": [\"https://a\"]}");
    EXPECT_EQ(add("{\"registry-mirrors\": null}", {"registry-mirrors"}, "\"https://a\""),
              "{\"registry-mirrors\": [\"https://a\"]}");
}

TEST(DaemonJson, WhatIsNoObjectIsLeftAlone) {
    EXPECT_EQ(set("{\"a\": }", {"debug"}, "true"),
              "Problem: daemon.json is left as it is: it is no valid JSON");
    EXPECT_EQ(set("# comment\n{}", {"debug"}, "true"),
              "Problem: daemon.json is left as it is: it is no valid JSON");
    EXPECT_EQ(set("[]", {"debug"}, "true"),
              "Problem: daemon.json is left as it is: it must be one JSON object, in braces");
    EXPECT_EQ(set("{\"features\": 3}", {"features", "cdi"}, "true"),
              "Problem: daemon.json is left as it is: \"features\" in it is no object");
    EXPECT_EQ(add("{\"registry-mirrors\": {}}", {"registry-mirrors"}, "\"x\""),
              "Problem: daemon.json is left as it is: \"registry-mirrors\" in it is no list");
    EXPECT_EQ(set("{\"a\": \"" + std::string(70'000, 'x') + "\"}", {"debug"}, "true"),
              "Problem: daemon.json is left as it is: it is longer than 64 KiB");
}

TEST(DaemonJson, CutAnywhereItIsRefusedOrMadeWhole) {
    const std::string whole = "{\"a\": [1, {\"b\": \"\\\"}\"}], \"features\": {\"x\": null}}";
    for (std::size_t size = 1; size < whole.size(); ++size) {
        EXPECT_FALSE(set_in_daemon_json(whole.substr(0, size), {"features", "cdi"}, "true").has_value())
            << size;
    }
    EXPECT_TRUE(set_in_daemon_json(whole, {"features", "cdi"}, "true").has_value());
}

TEST(DaemonJson, FlagsAndListsAreReadFromIt) {
    EXPECT_EQ(flag_of_daemon_json("{\"features\": {\"cdi\": true}}", {"features", "cdi"}), true);
    EXPECT_EQ(flag_of_daemon_json("{\"features\": {\"cdi\": \"yes\"}}", {"features", "cdi"}), std::nullopt);
    EXPECT_EQ(flag_of_daemon_json("", {"features", "cdi"}), std::nullopt);
    EXPECT_TRUE(is_in_daemon_json("{\"runtimes\": {\"nvidia\": {}}}", {"runtimes", "nvidia"}));
    EXPECT_FALSE(is_in_daemon_json("{\"runtimes\": []}", {"runtimes", "nvidia"}));
    EXPECT_TRUE(list_of_daemon_json_has("{\"e\": [1, \"a=b\"]}", {"e"}, "a="));
    EXPECT_FALSE(list_of_daemon_json_has("{\"e\": [1, \"a=b\"]}", {"e"}, "b="));
}

} // namespace
} // namespace dockwright::host
