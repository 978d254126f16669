#include "syntax/check_syntax.hpp"
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// Any bytes are a Dockerfile.
namespace dockwright::syntax {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Bytes, AByteOrderMarkIsNoPartOfTheFirstInstruction) {
    const File file = parse("\xEF\xBB\xBF"
                            "FROM a\n");
    ASSERT_EQ(file.instructions.size(), 1U);
    EXPECT_EQ(file.instructions[0].keyword, Keyword::from);
    EXPECT_EQ(file.instructions[0].span, span(3, 9));
}

TEST(Bytes, AByteOrderMarkLaterIsPartOfAWord) {
    EXPECT_THAT(annotations_of("problem", "FROM a\n\xEF\xBB\xBFRUN b\n"),
                ElementsAre("problem unknown-instruction"));
}

TEST(Bytes, LinesMayEndWithCarriageReturns) {
    EXPECT_THAT(lines_of_instructions("FROM a\r\nRUN b\r\n"), ElementsAre("FROM 1-1", "RUN 2-2"));
    EXPECT_THAT(last_words("FROM a\r\n"), ElementsAre("a"));
    EXPECT_EQ(parse("FROM a\r\n").instructions[0].span, span(0, 6));
}

TEST(Bytes, ANulIsACharacterLikeOthers) {
    using namespace std::string_view_literals;
    EXPECT_THAT(last_words("COPY a\0b c\n"sv), ElementsAre("a\0b"sv, "c"));
}

TEST(Bytes, InvalidUtf8IsKept) {
    EXPECT_THAT(last_words("COPY a\xFF\xC3 b\n"), ElementsAre("a\xFF\xC3", "b"));
    EXPECT_THAT(last_words("RUN \xE6\x97\n"), ElementsAre("\xE6\x97"));
}

TEST(Bytes, BlanksOfUnicodeAreTrimmedAsGoDoes) {
    EXPECT_THAT(last_words("RUN \xC2\xA0"
                           "a\xE3\x80\x80\n"),
                ElementsAre("a"));
}

TEST(Bytes, TheLastLineNeedsNoLineEnd) {
    EXPECT_THAT(last_words("FROM a"), ElementsAre("a"));
    EXPECT_EQ(parse("FROM a").instructions[0].span, span(0, 6));
}

TEST(Bytes, TabsSeparateLikeBlanks) {
    EXPECT_THAT(last_words("\tFROM\ta\tAS\tb\n"), ElementsAre("a", "AS", "b"));
}

TEST(Bytes, ALineOverBuildKitsLimitIsAProblemAndIsReadAllTheSame) {
    const std::string text = "RUN " + std::string(1U << 20U, 'a') + "\nRUN b\n";
    const File file = parse(text);
    ASSERT_EQ(file.instructions.size(), 2U);
    ASSERT_EQ(file.problems.size(), 1U);
    EXPECT_EQ(file.problems[0].kind, ProblemKind::line_too_long);
    EXPECT_EQ(file.words_of(file.instructions[0])[0].text.size(), 1U << 20U);
}

TEST(Bytes, TheLongestLineThatBuildKitTakesIsNoProblem) {
    EXPECT_THAT(parse("RUN " + std::string(65530, 'a') + "\n").problems, IsEmpty());
    EXPECT_EQ(parse("RUN " + std::string(65531, 'a') + "\n").problems.size(), 1U);
}

/// Every kind of token stands in here.
constexpr std::string_view everything =
    "\xEF\xBB\xBF# syntax=x\r\n# escape=`\n\n# c\nFROM --platform=$P a:${T:-b} AS c\r\nENV a=\"b c\" d=`$e "
    "\\x\n"
    "ENV old pair\nRUN --mount=type=cache,target=\"/x y\" <<EOF <<-'TWO' `\n# in\n\n b\n$x\nEOF\n\ty\n\tTWO\n"
    "COPY [\"a\\u00e9\", `\n \"b\"]\nONBUILD HEALTHCHECK --interval=1s CMD [\"q\"]\nRUN "
    "<<OPEN\n\xFF\xFE\nRUN z";

TEST(Bytes, EveryPrefixAndSuffixCanBeRead) {
    for (std::size_t at = 0; at <= everything.size(); ++at) {
        EXPECT_LE(parse(everything.substr(0, at)).instructions.size(), 9U);
        EXPECT_LE(parse(everything.substr(at)).instructions.size(), 12U);
    }
}

bool inside(Span outer, Span inner) {
    return outer.covers(inner) && inner.begin <= inner.end;
}

void expect_order(const File& file, const Instruction& instruction) {
    EXPECT_TRUE(inside(instruction.span, instruction.name_span));
    for (const Word& word : file.words_of(instruction)) {
        EXPECT_TRUE(inside(instruction.span, word.span)) << word.text;
    }
    for (const Flag& flag : file.flags_of(instruction)) {
        EXPECT_TRUE(inside(instruction.span, flag.span)) << flag.text;
        EXPECT_TRUE(inside(flag.span, flag.name_span)) << flag.text;
        EXPECT_TRUE(inside(flag.span, flag.value_span)) << flag.text;
    }
    for (const Variable& variable : file.variables_of(instruction)) {
        EXPECT_TRUE(inside(instruction.span, variable.span)) << variable.name;
        EXPECT_TRUE(inside(variable.span, variable.name_span)) << variable.name;
    }
    for (const Heredoc& heredoc : file.heredocs_of(instruction)) {
        EXPECT_TRUE(inside(instruction.span, heredoc.opener)) << heredoc.name;
        EXPECT_EQ(heredoc.body.of(file.text), heredoc.content);
    }
}

/// Instructions lie one behind the other, and all that belongs to one lies inside it, whatever
/// byte stands anywhere.
TEST(Bytes, SpansLieInsideEachOtherWhateverIsChanged) {
    for (const char other : {'\n', '\\', '`', '"', '\'', ' ', '<', '$', '{', '}', '\0', '\xFF', '#', '['}) {
        for (std::size_t at = 0; at < everything.size(); ++at) {
            std::string text(everything);
            text[at] = other;
            const File file = parse(text);
            Offset end{0};
            for (const Instruction& instruction : file.instructions) {
                EXPECT_LE(end, instruction.span.begin);
                EXPECT_LE(instruction.first_line, instruction.last_line);
                end = instruction.span.end;
                expect_order(file, instruction);
            }
            EXPECT_LE(end.index(), text.size());
            for (const Instruction& instruction : file.nested) {
                expect_order(file, instruction);
            }
            for (const Problem& problem : file.problems) {
                EXPECT_LE(problem.span.end.index(), text.size());
            }
            if (HasFailure()) {
                FAIL() << "with byte " << at << " as " << other << "\n" << text;
            }
        }
    }
}

} // namespace
} // namespace dockwright::syntax
