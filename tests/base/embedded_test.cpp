#include "base/embedded/embedded.hpp"
#include <gtest/gtest.h>

namespace dockwright {
namespace {

std::optional<Written> yaml(std::string_view host, std::string_view expected) {
    return read_yaml_scalar(host, offset(host.find_first_of("|>\"'x")), expected);
}

/// Where a part of the text stands, as it is written there.
std::string there(std::string_view host, const Written& written, std::string_view part) {
    const std::size_t begin = written.text.find(part);
    EXPECT_NE(begin, std::string::npos) << part;
    return std::string(join(written.bytes[begin], written.bytes[begin + part.size() - 1]).of(host));
}

TEST(Embedded, ALiteralBlockIsItsLinesWithoutTheirBlanks) {
    const std::string_view host = "a:\n  b: |\n    FROM c\n\n      RUN d\n  e: f\n";
    const auto written = yaml(host, "FROM c\n\n  RUN d\n");
    ASSERT_TRUE(written);
    EXPECT_EQ(written->indent, 4U);
    EXPECT_EQ(there(host, *written, "c\n\n  R"), "c\n\n      R");
    EXPECT_EQ(written->span.of(host), "|\n    FROM c\n\n      RUN d");
}

TEST(Embedded, ABlocksHeaderSaysHowItEndsAndWhereItBegins) {
    EXPECT_TRUE(yaml("a: |-\n  FROM b\n\n", "FROM b"));
    EXPECT_TRUE(yaml("a: |+ # c\n  FROM b\n\n", "FROM b\n\n"));
    EXPECT_TRUE(yaml("a: |2-\n   FROM b\n", " FROM b"));
    EXPECT_TRUE(yaml("a: |\r\n  FROM b\r\n  RUN c\r\n", "FROM b\nRUN c\n"));
    EXPECT_FALSE(yaml("a: |\n  FROM b\n", "FROM c\n")); // another reader has it otherwise
}

TEST(Embedded, AFoldedBlockIsOneLineButForEmptyAndDeeperOnes) {
    const std::string_view host = "a: >\n  FROM b\n  AS c\n\n  RUN d\n    e\n  f\n";
    const auto written = yaml(host, "FROM b AS c\nRUN d\n  e\nf\n");
    ASSERT_TRUE(written);
    EXPECT_EQ(there(host, *written, "b AS"), "b\n  AS");
}

TEST(Embedded, QuotedScalarsHaveEscapesAndFoldedLines) {
    const std::string_view twice = R"(a: "FROM b\nRUN \"c\" \u00e4\
       d")";
    const auto written = yaml(twice, "FROM b\nRUN \"c\" \u00e4d");
    ASSERT_TRUE(written);
    EXPECT_EQ(there(twice, *written, "\"c\" \u00e4"), R"(\"c\" \u00e4)");
    EXPECT_TRUE(yaml("a: 'FROM b''s\n  c\n\n  d'", "FROM b's c\nd"));
    EXPECT_FALSE(yaml(R"(a: "\q")", "q"));
    EXPECT_FALSE(yaml(R"(a: "b)", "b"));
}

TEST(Embedded, JsonStringsMayHaveCharactersOfTwoEscapes) {
    const std::string_view host = R"("FROM a\n\ud83d\ude00/")";
    const auto written = read_json_string(host, {});
    ASSERT_TRUE(written);
    EXPECT_EQ(written->text, "FROM a\n\xF0\x9F\x98\x80/");
    EXPECT_EQ(there(host, *written, "\xF0\x9F\x98\x80"), R"(\ud83d\ude00)");
    for (const std::string_view broken : {R"("a)", R"("\ud83d")", R"("\x")", "\"a\nb\"", "a", ""}) {
        EXPECT_FALSE(read_json_string(broken, {})) << broken;
    }
}

TEST(Embedded, AHeredocOfHclLosesWhatAllItsLinesBeginWith) {
    const std::string_view host = "<<-END\n    FROM a\n\n      RUN b\n  END\n";
    const auto written = read_hcl_text(host, {});
    ASSERT_TRUE(written);
    EXPECT_EQ(written->text, "FROM a\n\n  RUN b\n");
    EXPECT_EQ(written->indent, 4U);
    EXPECT_EQ(read_hcl_text("<<E\n  FROM a\nE\n", {})->text, "  FROM a\n");
    EXPECT_FALSE(read_hcl_text("<<E\nFROM a\n", {}));
    EXPECT_FALSE(read_hcl_text("<<E\n%{ if a }FROM a\nE\n", {}));
}

Embedded compose(std::string_view host, std::string_view raw) {
    return {yaml(host, raw).value(), Dollars::compose, [](std::string_view variable) {
                return variable == "${B:-c}" ? std::optional<std::string>("cc") : std::nullopt;
            }};
}

TEST(Embedded, ComposeReplacesItsVariablesFirst) {
    const std::string_view host = "a: |\n  FROM ${B:-c}\n  RUN $$D $E\n";
    const Embedded text = compose(host, "FROM ${B:-c}\nRUN $$D $E\n");
    EXPECT_EQ(text.text(), "FROM cc\nRUN $D $E\n");
    EXPECT_EQ(text.place(span(5, 6)).of(host), "${B:-c}");
    EXPECT_EQ(text.place(span(12, 14)).of(host), "$$D");
    EXPECT_FALSE(text.is_unknown(span(0, 14)));
    EXPECT_TRUE(text.is_unknown(span(15, 17)));
}

std::optional<std::string> edited(std::string_view host, const Embedded& text, Span part,
                                  std::string_view by) {
    const auto edits = text.place(host, std::vector<TextEdit>{{part, std::string(by)}});
    return edits ? std::optional(dockwright::apply(host, *edits)) : std::nullopt;
}

TEST(Embedded, AnEditIsWrittenAsItsHostWritesTexts) {
    const std::string_view host = "a: |\n  FROM ${B:-c}\n  RUN $$D $E\nf: g\n";
    const Embedded text = compose(host, "FROM ${B:-c}\nRUN $$D $E\n");
    EXPECT_EQ(edited(host, text, span(12, 14), "$F\nRUN x"),
              "a: |\n  FROM ${B:-c}\n  RUN $$F\n  RUN x $E\nf: g\n");
    EXPECT_EQ(edited(host, text, span(5, 7), "d"), std::nullopt);   // it would take the variable away
    EXPECT_EQ(edited(host, text, span(15, 17), "d"), std::nullopt); // nobody knows what stands there
    const std::string_view quoted = R"("FROM a\nRUN b")";
    const Embedded json{read_json_string(quoted, {}).value(), Dollars::plain, {}};
    EXPECT_EQ(edited(quoted, json, span(11, 12), "\"c\"\n"), R"("FROM a\nRUN \"c\"\n")");
}

TEST(Embedded, AnEditThatTheHostWouldReadOtherwiseIsNone) {
    const std::string_view folded = "a: >\n  FROM b\n  AS c\n";
    const Embedded text{yaml(folded, "FROM b AS c\n").value(), Dollars::plain, {}};
    EXPECT_EQ(edited(folded, text, span(5, 6), "d"), "a: >\n  FROM d\n  AS c\n");
    EXPECT_EQ(edited(folded, text, span(5, 6), "d\nRUN e"), std::nullopt);
    const std::string_view empty = "a: |\n\n";
    EXPECT_EQ(edited(empty, {yaml(empty, "").value(), Dollars::plain, {}}, {}, "x"), std::nullopt);
    const std::string_view plain = "a: x b";
    const Embedded word{yaml(plain, "x b").value(), Dollars::plain, {}};
    EXPECT_EQ(edited(plain, word, span(2, 3), "c"), std::nullopt); // what if it were `#`
    const std::string_view heredoc = "<<E\nRUN $a b\nE\n";
    const Embedded hcl{read_hcl_text(heredoc, {}).value(), Dollars::hcl, {}};
    EXPECT_EQ(edited(heredoc, hcl, span(5, 6), "{a}"), std::nullopt); // it would be a template
}

TEST(Embedded, HalfOfADoubledMarkIsNotEdited) {
    const std::string_view heredoc = "<<E\nRUN $${c}\nE\n";
    const Embedded text{read_hcl_text(heredoc, {}).value(), Dollars::hcl, {}};
    EXPECT_EQ(text.text(), "RUN ${c}\n");
    EXPECT_EQ(edited(heredoc, text, span(5, 6), "x"), std::nullopt);
    EXPECT_EQ(edited(heredoc, text, span(6, 7), "d"), "<<E\nRUN $${d}\nE\n");
}

TEST(Embedded, WithoutPlacesAllStandsAtOnePlace) {
    const Embedded text = Embedded::without_places("FROM a", span(3, 7), Dollars::plain, {});
    EXPECT_EQ(text.text(), "FROM a");
    EXPECT_EQ(text.place(span(0, 2)), span(3, 7));
    EXPECT_FALSE(text.place("x: >- FROM", std::vector<TextEdit>{{span(5, 6), "b"}}));
}

} // namespace
} // namespace dockwright
