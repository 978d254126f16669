#include "lint/fingerprint.hpp"
#include "lint/fixer.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::lint {
namespace {

std::vector<Fingerprint> of(const std::string& text) {
    const Linted linted = lint_text(text, {});
    return fingerprints(text, LineIndex(text), linted.findings);
}

TEST(Fingerprint, StaysWhereLinesShiftOrAreIndentedAnew) {
    const auto before = of("FROM python:3.12 AS base\nMAINTAINER  me\n");
    ASSERT_EQ(before.size(), 1U);
    EXPECT_EQ(of("# a comment\n\nFROM python:3.12 AS base\nRUN true\n\tMAINTAINER me\r\n"), before);
}

TEST(Fingerprint, ChangesWithTheLine) {
    EXPECT_NE(of("FROM python:3.12\nMAINTAINER me\n"), of("FROM python:3.12\nMAINTAINER you\n"));
}

TEST(Fingerprint, TellsRulesInOneLineApart) {
    const auto found = of("FROM ubuntu as base\n");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_NE(found[0].value, found[1].value);
}

TEST(Fingerprint, NumbersEqualOnes) {
    const auto found = of("FROM python:3.12\nMAINTAINER me\nMAINTAINER me\n");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].value, found[1].value);
    EXPECT_EQ(found[0].number, 0U);
    EXPECT_EQ(found[1].number, 1U);
}

/// Published test values of 64-bit FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/): files hold them.
TEST(Fingerprint, HashesAsFnv1aDoes) {
    EXPECT_EQ(hexadecimal(stable_hash("")), "cbf29ce484222325");
    EXPECT_EQ(hexadecimal(stable_hash("a")), "af63dc4c8601ec8c");
    EXPECT_EQ(hexadecimal(stable_hash("foobar")), "85944171f73967e8");
}

} // namespace
} // namespace dockwright::lint
