#include "base/json_text.hpp"
#include <gtest/gtest.h>

namespace dockwright::json_text {
namespace {

std::string encoded(std::string_view text) {
    std::string out;
    append(out, text);
    return out;
}

TEST(JsonText, QuotesAndEscapes) {
    EXPECT_EQ(encoded(""), R"("")");
    EXPECT_EQ(encoded("a\"b\\c"), R"("a\"b\\c")");
    EXPECT_EQ(encoded("\n\r\t"), R"("\n\r\t")");
    EXPECT_EQ(encoded(std::string_view("\0\x1F\x7F", 3)), "\"\\u0000\\u001f\x7F\"");
}

TEST(JsonText, KeepsUtf8) {
    EXPECT_EQ(encoded("ä€😀"), "\"ä€😀\"");
}

TEST(JsonText, ReplacesEachByteThatIsNotUtf8) {
    EXPECT_EQ(encoded("a\xFF\xFE"
                      "b"),
              "\"a\uFFFD\uFFFD"
              "b\"");
    EXPECT_EQ(encoded("\xE2\x82"), "\"\uFFFD\uFFFD\"");
    EXPECT_EQ(encoded("\xED\xA0\x80"), "\"\uFFFD\uFFFD\uFFFD\"");
}

TEST(JsonText, WritesNumbers) {
    std::string out = "x";
    append(out, std::uint32_t{0});
    append(out, std::uint32_t{4294967295});
    EXPECT_EQ(out, "x04294967295");
}

} // namespace
} // namespace dockwright::json_text
