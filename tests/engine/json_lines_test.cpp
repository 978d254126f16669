#include "engine/json_lines.hpp"
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace dockwright::engine {
namespace {

struct Read {
    std::vector<std::string> values;
    std::optional<JsonFault> fault;

    bool operator==(const Read&) const = default;
};

Read read(std::string_view bytes, std::size_t cut, std::size_t limit = JsonLines::default_limit) {
    Read result;
    JsonLines lines(limit);
    result.fault = lines.feed(bytes.substr(0, cut), result.values);
    result.fault = lines.feed(bytes.substr(cut), result.values);
    if (!result.fault) {
        result.fault = lines.finish();
    }
    return result;
}

void expect_everywhere(std::string_view bytes, const Read& expected,
                       std::size_t limit = JsonLines::default_limit) {
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        EXPECT_EQ(read(bytes, cut, limit), expected) << bytes << " cut at " << cut;
    }
}

TEST(JsonLines, AreCutByValueHoweverTheyAreSeparatedAndWhereverTheBytesEnd) {
    const std::string values[] = {R"({"status":"Pulling from library/alpine","id":"latest"})",
                                  R"({"a":{"b":[1,{"c":[]}]}})",
                                  "{\"line\r\n\":\n1}",
                                  R"({"brackets":"}]{[","quote":"\"}","backslash":"\\"})",
                                  R"({"\\\"}":"\\\\"})",
                                  "[1,2]",
                                  "{\"\xc3\xa4\":\"\xf0\x9f\x90\xb3\"}",
                                  "{}"};
    for (const std::string_view separator : {"\r\n", "\n", "", " \t\n\n"}) {
        std::string bytes;
        for (const std::string& value : values) {
            bytes += value;
            bytes += separator;
        }
        expect_everywhere(bytes, {.values = {std::begin(values), std::end(values)}, .fault = std::nullopt});
    }
    expect_everywhere(" \r\n", {});
}

TEST(JsonLines, RefuseGarbageAndKeepWhatCameBefore) {
    for (const std::string_view garbage :
         {"x", "}", ",{}", "null", "\"a\"", "1", "<html>", "{]", "[}", "{\"a\":[}}", "\xef\xbb\xbf{}"}) {
        expect_everywhere("{}\n" + std::string(garbage) + "{}",
                          {.values = {"{}"}, .fault = JsonFault::garbage});
    }
}

TEST(JsonLines, ThatEndInsideAValueAreCutShort) {
    for (const std::string_view end : {"{", "[1", "{\"a", "{\"a\\", "{\"}", "{\"a\":{}"}) {
        expect_everywhere("{}" + std::string(end), {.values = {"{}"}, .fault = JsonFault::cut_short});
    }
}

TEST(JsonLines, AreBoundedInSizeAndDepth) {
    expect_everywhere(R"({"a":1234})", {.values = {R"({"a":1234})"}, .fault = std::nullopt}, 10);
    expect_everywhere(R"({"a":12345}{})", {.values = {}, .fault = JsonFault::too_large}, 10);
    expect_everywhere(R"({} {"a":"1234567)", {.values = {"{}"}, .fault = JsonFault::too_large}, 10);
    const std::string deep = std::string(32, '[') + std::string(32, ']');
    expect_everywhere(deep, {.values = {deep}, .fault = std::nullopt});
    expect_everywhere("[" + deep + "]", {.values = {}, .fault = JsonFault::too_large});
}

TEST(JsonLines, SayEachFaultInItsOwnWords) {
    EXPECT_NE(describe(JsonFault::garbage), describe(JsonFault::cut_short));
    EXPECT_NE(describe(JsonFault::garbage), describe(JsonFault::too_large));
    EXPECT_NE(describe(JsonFault::too_large), describe(JsonFault::cut_short));
}

} // namespace
} // namespace dockwright::engine
