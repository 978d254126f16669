#include "base/message.hpp"
#include <gtest/gtest.h>

namespace dockwright {
namespace {

TEST(Message, PutsValuesInTheirOrder) {
    EXPECT_EQ(message("'{}' is not '{}'", {"a", "b"}), "'a' is not 'b'");
    EXPECT_EQ(message("plain", {}), "plain");
    EXPECT_EQ(message("{}{}", {"a", "b"}), "ab");
}

TEST(Message, AValueThatLooksLikeAHoleIsPlainText) {
    EXPECT_EQ(message("{} and {}", {"{}", "b"}), "{} and b");
}

TEST(Message, WhatHasNoPartnerIsLeftAlone) {
    EXPECT_EQ(message("{} {}", {"a"}), "a {}");
    EXPECT_EQ(message("{}", {"a", "b"}), "a");
}

TEST(Printable, ControlBytesAreWrittenOut) {
    EXPECT_EQ(printable("a\x1B[31mb"), "a\\x1b[31mb");
    EXPECT_EQ(printable(std::string_view("\0\n\r\x7F", 4)), "\\x00\\x0a\\x0d\\x7f");
    EXPECT_EQ(printable("a\tb"), "a\tb");
}

TEST(Printable, WhatTurnsTheWritingRoundIsWrittenOut) {
    EXPECT_EQ(printable("\xE2\x80\xAE"), "\\xe2\\x80\\xae");
    EXPECT_EQ(printable("\xC2\x9B"), "\\xc2\\x9b");
}

TEST(Printable, OtherCharactersStayAndInvalidBytesAreReplaced) {
    EXPECT_EQ(printable("\xC3\xA9\xE6\x97\xA5"), "\xC3\xA9\xE6\x97\xA5");
    EXPECT_EQ(printable("a\xFF"), "a\xEF\xBF\xBD");
}

} // namespace
} // namespace dockwright
