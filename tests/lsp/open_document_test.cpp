#include "lsp/open_document.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace dockwright::lsp {
namespace {

TextDocumentContentChangeEvent edit(Position start, Position end, std::string text) {
    return {.range = Range{.start = start, .end = end}, .text = std::move(text)};
}

/// The text after the edits, which are made once in one notification, once in one each, and once with
/// an analysis in between.
std::string edited(Encoding encoding, std::string_view text,
                   const std::vector<TextDocumentContentChangeEvent>& edits) {
    OpenDocument at_once("u", 1, std::string(text), encoding);
    at_once.change(2, edits);
    OpenDocument apart("u", 1, std::string(text), encoding);
    OpenDocument analysed("u", 1, std::string(text), encoding);
    for (const TextDocumentContentChangeEvent& one : edits) {
        apart.change(2, {one});
        analysed.document();
        analysed.change(2, {one});
    }
    EXPECT_EQ(at_once.text(), apart.text());
    EXPECT_EQ(at_once.text(), analysed.text());
    const std::string_view parsed = at_once.document().text(); // moves the text, so it comes first
    EXPECT_EQ(parsed, at_once.text());
    return std::string(at_once.text());
}

constexpr const char* smiley = "a\xF0\x9F\x98\x80z\n"; // one character of 4 bytes, 2 UTF-16 units

TEST(OpenDocument, CountsColumnsInTheNegotiatedEncoding) {
    EXPECT_EQ(edited(Encoding::utf8, smiley, {edit({0, 1}, {0, 5}, "-")}), "a-z\n");
    EXPECT_EQ(edited(Encoding::utf16, smiley, {edit({0, 1}, {0, 3}, "-")}), "a-z\n");
    EXPECT_EQ(edited(Encoding::utf32, smiley, {edit({0, 1}, {0, 2}, "-")}), "a-z\n");
}

TEST(OpenDocument, NeverCutsACharacter) {
    EXPECT_EQ(edited(Encoding::utf16, smiley, {edit({0, 2}, {0, 3}, "-")}), "a-z\n");
    EXPECT_EQ(edited(Encoding::utf8, smiley, {edit({0, 3}, {0, 3}, "-")}), "a-\xF0\x9F\x98\x80z\n");
}

TEST(OpenDocument, AppliesEachEditToTheResultOfTheOneBefore) {
    EXPECT_EQ(edited(Encoding::utf16, "one\ntwo\n",
                     {edit({0, 0}, {0, 0}, "zero\n"), edit({1, 0}, {1, 3}, "1"), edit({1, 1}, {1, 1}, "!")}),
              "zero\n1!\ntwo\n");
    EXPECT_EQ(edited(Encoding::utf16, "one\n", {{.text = "all new\n"}, edit({0, 3}, {0, 7}, "")}), "all\n");
}

TEST(OpenDocument, KnowsEveryLineBreakOfLsp) {
    EXPECT_EQ(edited(Encoding::utf16, "a\r\nb\rc\nd",
                     {edit({3, 0}, {3, 1}, "D"), edit({2, 0}, {2, 1}, "C"), edit({1, 0}, {1, 1}, "B"),
                      edit({0, 9}, {0, 9}, "+")}),
              "a+\r\nB\rC\nD");
}

TEST(OpenDocument, MovesRangesOutsideTheTextIntoIt) {
    EXPECT_EQ(edited(Encoding::utf16, "ab\n", {edit({9, 9}, {9, 9}, "end")}), "ab\nend");
    EXPECT_EQ(edited(Encoding::utf16, "ab\n", {edit({0, 2}, {0, 1}, "X")}), "aX\n");
    EXPECT_EQ(edited(Encoding::utf16, "", {edit({4294967295, 4294967295}, {4294967295, 4294967295}, "x")}),
              "x");
}

TEST(OpenDocument, CountsRevisionsAtEditsAndSettings) {
    OpenDocument document("u", std::nullopt, "FROM x:1\n", Encoding::utf16);
    const auto first = document.revision();
    document.findings({});
    EXPECT_EQ(document.revision(), first);
    document.change(7, {});
    EXPECT_GT(document.revision(), first);
    EXPECT_EQ(document.version(), 7);
    const auto second = document.revision();
    document.invalidate();
    EXPECT_GT(document.revision(), second);
}

TEST(OpenDocument, FindsAnewAfterAnEdit) {
    OpenDocument document("u", 1, "FROM ubuntu:24.04\nMAINTAINER me\n", Encoding::utf16);
    EXPECT_EQ(document.findings({}).size(), 1U);
    document.change(2, {edit({1, 0}, {2, 0}, "")});
    EXPECT_EQ(document.findings({}).size(), 0U);
}

/// How many the finding about GPUs has, which a repair must be searched for; nothing: there is no such
/// finding.
std::optional<std::size_t> fixes_of(const std::vector<lint::Finding>& findings) {
    const auto found = std::ranges::find(findings, lint::Group::gpu,
                                         [](const lint::Finding& finding) { return finding.rule->group; });
    return found == findings.end() ? std::nullopt : std::optional(found->fixes.size());
}

TEST(OpenDocument, SearchesRepairsOnlyWhenTheyAreAskedFor) {
    OpenDocument document("u", 1, "FROM python:3.11-slim\nRUN pip install torch==2.4.0+cu124\n",
                          Encoding::utf16);
    EXPECT_EQ(fixes_of(document.findings({})), 0U);
    EXPECT_GT(fixes_of(document.fixable_findings({})), 0U);
    EXPECT_EQ(document.findings({}).size(), document.fixable_findings({}).size());
    document.change(2, {edit({1, 29}, {1, 35}, "")}); // the wheel is now on the ordinary index
    EXPECT_EQ(fixes_of(document.fixable_findings({})), std::nullopt);
}

TEST(OpenDocument, KeepsATextThatIsTooLargeWithoutAnalysingIt) {
    OpenDocument document("u", 1, "\n" + std::string(max_text_size, ' '), Encoding::utf16);
    EXPECT_TRUE(document.oversized());
    EXPECT_EQ(document.document().text(), "");
    EXPECT_EQ(document.lines().line_count(), 1U);
    EXPECT_EQ(document.text().size(), max_text_size + 1);
    document.change(2, {edit({0, 0}, {1, 0}, "")});
    EXPECT_FALSE(document.oversized());
    document.change(3, {{.text = "FROM x:1\n"}});
    EXPECT_EQ(document.document().text(), "FROM x:1\n");
}

} // namespace
} // namespace dockwright::lsp
