#include "base/span.hpp"
#include <gtest/gtest.h>

namespace dockwright {
namespace {

TEST(Span, ContainsItsBeginAndNotItsEnd) {
    constexpr Span word = span(2, 5);
    EXPECT_FALSE(word.contains(offset(1)));
    EXPECT_TRUE(word.contains(offset(2)));
    EXPECT_TRUE(word.contains(offset(4)));
    EXPECT_FALSE(word.contains(offset(5)));
}

TEST(Span, TouchesACursorBehindItsLastCharacter) {
    EXPECT_TRUE(span(2, 5).touches(offset(5)));
    EXPECT_FALSE(span(2, 5).touches(offset(6)));
}

TEST(Span, AnEmptyOneContainsNothingAndTouchesItsPlace) {
    EXPECT_TRUE(span(3, 3).empty());
    EXPECT_FALSE(span(3, 3).contains(offset(3)));
    EXPECT_TRUE(span(3, 3).touches(offset(3)));
}

TEST(Span, CoversItselfAndWhatIsInside) {
    EXPECT_TRUE(span(2, 5).covers(span(2, 5)));
    EXPECT_TRUE(span(2, 5).covers(span(3, 4)));
    EXPECT_FALSE(span(2, 5).covers(span(1, 4)));
    EXPECT_FALSE(span(2, 5).covers(span(3, 6)));
}

TEST(Span, OfATextIsTheTextInsideIt) {
    EXPECT_EQ(span(5, 11).of("FROM ubuntu"), "ubuntu");
    EXPECT_EQ(span(4, 4).of("FROM ubuntu"), "");
}

TEST(Span, JoinReachesFromTheFirstBeginToTheLastEnd) {
    EXPECT_EQ(join(span(2, 4), span(8, 9)), span(2, 9));
}

} // namespace
} // namespace dockwright
