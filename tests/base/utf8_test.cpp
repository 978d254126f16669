#include "base/utf8.hpp"
#include <gtest/gtest.h>

namespace dockwright::utf8 {
namespace {

void expect_character(std::string_view text, char32_t code, std::size_t size) {
    const Character character = decode(text, 0);
    EXPECT_EQ(static_cast<std::uint32_t>(character.code), static_cast<std::uint32_t>(code));
    EXPECT_EQ(character.size, size);
}

void expect_invalid(std::string_view text) {
    expect_character(text, 0xFFFD, 1);
}

TEST(Utf8, DecodesCharactersOfOneToFourBytes) {
    expect_character("A", 'A', 1);
    expect_character("\x7F", 0x7F, 1);
    expect_character("\xC2\x80", 0x80, 2);
    expect_character("\xDF\xBF", 0x7FF, 2);
    expect_character("\xE0\xA0\x80", 0x800, 3);
    expect_character("\xEF\xBF\xBF", 0xFFFF, 3);
    expect_character("\xF0\x90\x80\x80", 0x10000, 4);
    expect_character("\xF4\x8F\xBF\xBF", 0x10FFFF, 4);
}

TEST(Utf8, OverlongFormsAreInvalid) {
    expect_invalid("\xC0\x80");
    expect_invalid("\xC1\xBF");
    expect_invalid("\xE0\x9F\xBF");
    expect_invalid("\xF0\x8F\xBF\xBF");
}

TEST(Utf8, SurrogatesAndWhatLiesPastTheLastPlaneAreInvalid) {
    expect_invalid("\xED\xA0\x80");
    expect_invalid("\xED\xBF\xBF");
    expect_invalid("\xF4\x90\x80\x80");
    expect_invalid("\xF5\x80\x80\x80");
    expect_invalid("\xFF");
}

TEST(Utf8, WhatIsCutOffIsOneInvalidByte) {
    expect_invalid("\xC3");
    expect_invalid("\xE6\x97");
    expect_invalid("\xF0\x9F\x98");
    expect_invalid("\xE6 x");
    expect_invalid("\x97");
}

TEST(Utf8, AppendingIsTheWayBack) {
    for (const char32_t code : {U'A', U'\u00e9', U'\u65e5', U'\U0001F600', U'\U0010FFFF'}) {
        std::string text;
        append(text, code);
        expect_character(text, code, text.size());
    }
}

TEST(Utf8, SpacesAreThoseOfGo) {
    for (const char32_t code : {U' ', U'\t', U'\v', U'\f', U'\r', U'\n', U'\u00A0', U'\u2028', U'\u3000'}) {
        EXPECT_TRUE(is_space(code)) << static_cast<std::uint32_t>(code);
    }
    EXPECT_TRUE(is_space(0x85));
    for (const char32_t code : {U'a', U'\0', U'\u200B', U'\uFEFF', U'\u00e9'}) {
        EXPECT_FALSE(is_space(code)) << static_cast<std::uint32_t>(code);
    }
}

} // namespace
} // namespace dockwright::utf8
