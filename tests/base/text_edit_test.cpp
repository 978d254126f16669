#include "base/text_edit.hpp"
#include <gtest/gtest.h>

namespace dockwright {
namespace {

std::string applied(std::string_view text, std::vector<TextEdit> edits) {
    return dockwright::apply(text, edits);
}

TEST(TextEdit, ReplacesInsertsAndRemoves) {
    EXPECT_EQ(applied("ADD a b", {{span(0, 3), "COPY"}}), "COPY a b");
    EXPECT_EQ(applied("FROM a", {{span(6, 6), ":1"}}), "FROM a:1");
    EXPECT_EQ(applied("a b c", {{span(1, 3), ""}}), "a c");
    EXPECT_EQ(applied("a", {}), "a");
}

TEST(TextEdit, SpansAreOfTheTextAsItIsGivenInAnyOrder) {
    EXPECT_EQ(applied("abcdef", {{span(4, 5), "E!"}, {span(0, 1), ""}, {span(2, 3), "CCC"}}), "bCCCdE!f");
}

TEST(TextEdit, EditsThatTouchAreBothMade) {
    EXPECT_EQ(applied("abc", {{span(1, 2), "B"}, {span(0, 1), "A"}}), "ABc");
    EXPECT_EQ(applied("abc", {{span(1, 2), "B"}, {span(1, 1), "-"}}), "a-Bc");
    EXPECT_EQ(applied("abc", {{span(2, 2), "-"}, {span(1, 2), "B"}}), "aB-c");
}

TEST(TextEdit, ConflictsAreSharedBytesAndSharedPlaces) {
    const auto conflicting = [](Span a, Span b) {
        const bool one_way = conflict({a, ""}, {b, ""});
        EXPECT_EQ(one_way, conflict({b, ""}, {a, ""}));
        return one_way;
    };
    EXPECT_TRUE(conflicting(span(0, 3), span(2, 5)));
    EXPECT_TRUE(conflicting(span(0, 5), span(2, 3)));
    EXPECT_TRUE(conflicting(span(1, 2), span(1, 2)));
    EXPECT_TRUE(conflicting(span(2, 2), span(2, 2)));
    EXPECT_TRUE(conflicting(span(0, 5), span(2, 2)));
    EXPECT_FALSE(conflicting(span(0, 2), span(2, 5)));
    EXPECT_FALSE(conflicting(span(2, 2), span(2, 5)));
    EXPECT_FALSE(conflicting(span(5, 5), span(2, 5)));
    EXPECT_FALSE(conflicting(span(1, 1), span(2, 2)));
}

TEST(EditSet, TakesAGroupWholeOrNotAtAll) {
    EditSet set;
    EXPECT_TRUE(set.add(std::vector<TextEdit>{{span(0, 2), "x"}, {span(8, 9), "y"}}));
    EXPECT_FALSE(set.add(std::vector<TextEdit>{{span(4, 5), "z"}, {span(1, 3), "w"}}));
    EXPECT_EQ(set.edits().size(), 2U);
    EXPECT_TRUE(set.add(std::vector<TextEdit>{{span(4, 5), "z"}}));
    EXPECT_EQ(dockwright::apply("0123456789", set.edits()), "x23z567y9");
}

} // namespace
} // namespace dockwright
