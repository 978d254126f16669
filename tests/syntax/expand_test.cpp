#include "syntax/expand.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// What BuildKit's shell.Lex answers to the same texts (moby/buildkit 0.33).
namespace dockwright::syntax {
namespace {

using ::testing::ElementsAre;

std::optional<std::string_view> value_of(void* /*context*/, std::string_view name) {
    if (name == "X") {
        return "hello";
    }
    if (name == "EMPTY") {
        return "";
    }
    if (name == "P") {
        return "/usr/local/bin:/usr/bin";
    }
    if (name == "SPACED") {
        return "a b  c";
    }
    if (name == "LINES") {
        return "x\ny";
    }
    if (name == "DOLLAR") {
        return "$X";
    }
    return std::nullopt;
}

std::expected<Expanded, ExpandProblem> expanded(std::string_view text, const ExpandOptions& options = {}) {
    return expand(text, Lookup{value_of, nullptr}, options);
}

std::string text_of(std::string_view text, const ExpandOptions& options = {}) {
    const auto result = expanded(text, options);
    return result ? result->text : "problem " + std::to_string(static_cast<int>(result.error()));
}

struct Case {
    std::string_view text;
    std::string_view result;
};

void check(std::initializer_list<Case> cases, const ExpandOptions& options = {}) {
    for (const Case& one : cases) {
        EXPECT_EQ(text_of(one.text, options), one.result) << one.text;
    }
}

void check_problem(ExpandProblem problem, std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts) {
        const auto result = expanded(text);
        ASSERT_FALSE(result.has_value()) << text << " gives " << result->text;
        EXPECT_EQ(result.error(), problem) << text;
    }
}

TEST(Expand, PutsValuesInPlaceOfNames) {
    check({{"$X", "hello"}, {"${X}", "hello"}, {"a$X-b", "ahello-b"}, {"$X$X", "hellohello"}});
}

TEST(Expand, AnUnsetVariableIsEmpty) {
    check({{"a${UNSET}b$UNSET", "ab"}, {"$1$@", ""}});
}

TEST(Expand, ADollarWithoutANameStays) {
    check({{"$", "$"}, {"a$ b", "a$ b"}, {"$/x", "$/x"}});
}

TEST(Expand, AnEscapeKeepsTheNextCharacter) {
    check({{"\\$X", "$X"}, {"\\a", "a"}, {"\\\\", "\\"}, {"a\\ b", "a b"}, {"a\\", "a"}});
    check({{"`$X", "$X"}, {"c:\\$X", "c:\\hello"}}, {.escape = '`'});
}

TEST(Expand, SingleQuotesKeepAllAsItIs) {
    check({{"'$X'", "$X"}, {"'a\\'b", "a\\b"}, {"a' 'b", "a b"}});
}

TEST(Expand, DoubleQuotesKeepBlanksAndExpand) {
    check({{"\"$X  y\"", "hello  y"},
           {"\"\\$X\"", "$X"},
           {"\"\\\"\"", "\""},
           {"\"\\a\"", "\\a"},
           {"\"'\"", "'"}});
}

TEST(Expand, QuotesStayOnRequest) {
    check({{"'$X'", "'$X'"}, {"\"$X\"", "\"hello\""}}, {.keep_quotes = true});
    check({{"'$X'", "'hello'"}, {"\"", "\""}}, {.ignore_quotes = true});
}

TEST(Expand, EscapesStayOnRequest) {
    check({{"\\$X", "\\$X"}, {"\"\\$X\"", "\\$X"}}, {.keep_escapes = true});
}

TEST(Expand, UnsetVariablesStayOnRequest) {
    check({{"$UNSET", "$UNSET"},
           {"${UNSET}", "${UNSET}"},
           {"${UNSET:-a}", "${UNSET:-a}"},
           {"${UNSET#a}", "${UNSET#a}"},
           {"${UNSET//a/b}", "${UNSET/a/b}"},
           {"${UNSET:x}", "${UNSET:x}"},
           {"$X", "hello"}},
          {.keep_unset = true});
}

TEST(Expand, ADefaultTakesThePlaceOfTheUnset) {
    check({{"${UNSET-a}", "a"},
           {"${UNSET:-a b}", "a b"},
           {"${EMPTY-a}", ""},
           {"${EMPTY:-a}", "a"},
           {"${X-a}", "hello"},
           {"${UNSET:-$X}", "hello"},
           {"${UNSET:-${UNSET:-b}}", "b"},
           {"${UNSET:-}", ""}});
}

TEST(Expand, AnAlternativeTakesThePlaceOfTheSet) {
    check({{"${X+a}", "a"}, {"${UNSET+a}", ""}, {"${EMPTY+a}", "a"}, {"${EMPTY:+a}", ""}});
}

TEST(Expand, WhatIsRequiredMustBeThere) {
    check({{"${X?no}", "hello"}, {"${EMPTY?no}", ""}});
    check_problem(ExpandProblem::required_unset, {"${UNSET?no}", "${UNSET:?}", "${EMPTY:?no}"});
}

TEST(Expand, APrefixIsTakenAwayShortestOrLongest) {
    check({{"${P#*/}", "usr/local/bin:/usr/bin"},
           {"${P##*/}", "bin"},
           {"${P#x}", "/usr/local/bin:/usr/bin"},
           {"${X#h?}", "llo"},
           {"${X##*}", ""},
           {"${X#*}", "hello"}});
}

TEST(Expand, ASuffixIsTakenAwayShortestOrLongest) {
    check({{"${P%/*}", "/usr/local/bin:/usr"},
           {"${P%%/*}", ""},
           {"${P%%:*}", "/usr/local/bin"},
           {"${X%l?}", "hel"}});
}

TEST(Expand, APatternMayBeEscaped) {
    check({{"${X#\\h}", "problem 6"}, {"${P//\\//_}", "_usr_local_bin:_usr_bin"}, {"${X#\\*}", "hello"}});
    check_problem(ExpandProblem::bad_pattern, {"${X#\\x}", "${X/\\x/y}"});
}

TEST(Expand, AMatchIsReplacedOnceOrEachTime) {
    check({{"${X/l/L}", "heLlo"},
           {"${X//l/L}", "heLLo"},
           {"${X/x/y}", "hello"},
           {"${X//l/}", "heo"},
           {"${X/*/a}", "a"},
           {"${X//l*/$X}", "hehello"}});
}

TEST(Expand, AnEmptyMatchIsReplacedToo) {
    check({{"${X///-}", "-h-e-l-l-o-"}, {"${X/$UNSET/-}", "-hello"}, {"${EMPTY//*/a}", "a"}});
}

TEST(Expand, WildcardsDoNotCrossLines) {
    check({{"${LINES/*/a}", "a\ny"}, {"${LINES//?/a}", "a\na"}, {"${LINES##*}", "\ny"}});
}

/// FIXME: Go's regexp expands `$X` in the replacement once more, to nothing; BuildKit gives "heo".
TEST(Expand, ADollarInAReplacementStays) {
    check({{"${X//l/$DOLLAR}", "he$X$Xo"}});
}

TEST(Expand, ManyStarsTakeNoLongerThanFew) {
    const std::string stars = "${P#" + std::string(2000, '*') + "z}";
    EXPECT_EQ(text_of(stars), "/usr/local/bin:/usr/bin");
}

TEST(Expand, WhatIsOpenIsAProblem) {
    check_problem(ExpandProblem::open_single_quote, {"'a", "a'"});
    check_problem(ExpandProblem::open_double_quote, {"\"a", "\"a\\"});
    check_problem(ExpandProblem::open_brace, {"${", "${X:-a", "${X:-${X}", "${X/a", "${X/a/b"});
}

TEST(Expand, WhatHasNoNameIsABadSubstitution) {
    check_problem(ExpandProblem::bad_substitution, {"${}", "${:}", "${{X}}"});
}

TEST(Expand, OtherModifiersAreUnsupported) {
    check_problem(ExpandProblem::unsupported_modifier, {"${X^}", "${X:#a}", "${X:1}", "${X"});
}

TEST(Expand, NestingIsBounded) {
    std::string text;
    for (int i = 0; i < 1000; ++i) {
        text += "${UNSET:-";
    }
    check_problem(ExpandProblem::too_deep, {text});
}

TEST(Expand, WordsAreSplitAtBlanksThatNoQuoteCovers) {
    EXPECT_THAT(expanded("a  $SPACED 'd e' f\\ g")->words, ElementsAre("a", "a", "b", "c", "d e", "f g"));
    EXPECT_THAT(expanded("\"$SPACED\"")->words, ElementsAre("a b  c"));
    EXPECT_THAT(expanded("")->words, ElementsAre());
}

TEST(Expand, BlanksBehindTwoAnglesBelongToTheWord) {
    EXPECT_THAT(expanded("<< EOF cat")->words, ElementsAre("<< EOF", "cat"));
}

TEST(Expand, ANameHasLettersDigitsAndUnderscores) {
    EXPECT_EQ(name_length("A_1-b"), 3U);
    EXPECT_EQ(name_length("12a"), 2U);
    EXPECT_EQ(name_length("@x"), 1U);
    EXPECT_EQ(name_length("-"), 1U);
    EXPECT_EQ(name_length("/"), 0U);
    EXPECT_EQ(name_length(""), 0U);
    EXPECT_EQ(name_length("\xC3\xA9t\xC3\xA9."), 5U);
}

} // namespace
} // namespace dockwright::syntax
