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

void then(EditChain& chain, const std::vector<TextEdit>& edits) {
    chain.then(edits);
}

TEST(EditChain, IsOneSetOfEditsOfTheFirstText) {
    const std::string_view text = "ADD a /b\nENV c d\n";
    const std::vector<TextEdit> first{{span(9, 12), "ARG"}, {span(0, 3), "COPY"}};
    const std::vector<TextEdit> second{
        {span(2, 4), "py --link"}, {span(15, 16), "=\"d\""}, {span(0, 0), "# x\n"}};
    const std::string between = dockwright::apply(text, first);
    EditChain chain(text.size());
    chain.then(first);
    EXPECT_EQ(dockwright::apply(text, chain.edits()), between);
    EXPECT_EQ(chain.edits().size(), 2U);
    chain.then(second);
    EXPECT_EQ(dockwright::apply(text, chain.edits()), dockwright::apply(between, second));
    EXPECT_EQ(chain.edits().front(), (TextEdit{span(0, 3), "# x\nCOpy --link"}));
}

TEST(EditChain, TakesAwayWhatAnEarlierRoundPutIn) {
    EditChain chain(4);
    then(chain, {{span(2, 2), "xyz"}});
    then(chain, {{span(2, 5), ""}});
    EXPECT_TRUE(chain.edits().empty());
    then(chain, {{span(1, 4), "-"}, {span(4, 4), "end"}});
    EXPECT_EQ(chain.edits(), (std::vector<TextEdit>{{span(1, 4), "-end"}}));
    then(chain, {{span(0, 5), ""}});
    EXPECT_EQ(chain.edits(), (std::vector<TextEdit>{{span(0, 4), ""}}));
}

TEST(EditChain, OfNothingIsNothing) {
    EXPECT_TRUE(EditChain(0).edits().empty());
    EXPECT_TRUE(EditChain(7).edits().empty());
    EditChain chain(0);
    then(chain, {{span(0, 0), "a"}});
    EXPECT_EQ(chain.edits(), (std::vector<TextEdit>{{span(0, 0), "a"}}));
}

} // namespace
} // namespace dockwright
