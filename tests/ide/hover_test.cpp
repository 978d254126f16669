#include "ide/hover.hpp"
#include "ide/instruction_texts.hpp"
#include <gtest/gtest.h>

namespace dockwright::ide {
namespace {

/// The heading of what is shown at the `|`, with the text that it is about; "" for nothing.
std::string heading(std::string text) {
    const std::size_t cursor = text.find('|');
    text.erase(cursor, 1);
    const auto document = model::Document::parse(text);
    const auto found = hover(*document, offset(cursor));
    return found ? std::string(found->heading) + " of '" + std::string(found->span.of(text)) + "'" : "";
}

TEST(Hover, ExplainsInstructionsInAnyCase) {
    EXPECT_EQ(heading("|FROM x"), "FROM of 'FROM'");
    EXPECT_EQ(heading("fr|om x"), "FROM of 'from'");
    EXPECT_EQ(heading("FROM| x"), "FROM of 'FROM'");
    EXPECT_EQ(heading("FROM |x"), "");
    EXPECT_EQ(heading("FROM x\n  R\\\nU|N true"), "RUN of 'R\\\nUN'");
    EXPECT_EQ(heading("FRO|MM x"), "");
}

TEST(Hover, ExplainsWhatStandsBehindOnbuild) {
    EXPECT_EQ(heading("ON|BUILD COPY --chown=x a b"), "ONBUILD of 'ONBUILD'");
    EXPECT_EQ(heading("ONBUILD CO|PY --chown=x a b"), "COPY of 'COPY'");
    EXPECT_EQ(heading("ONBUILD COPY --cho|wn=x a b"), "--chown of '--chown'");
}

TEST(Hover, ExplainsFlagsOfTheirInstruction) {
    EXPECT_EQ(heading("COPY --|from=x a b"), "--from of '--from'");
    EXPECT_EQ(heading("COPY --from=|x a b"), "");
    EXPECT_EQ(heading("ADD --from|=x a b"), "");
    EXPECT_EQ(heading("ADD --chmo|d=1 a b"), "--chmod of '--chmod'");
    EXPECT_EQ(heading("RUN --mount=type=cache,target=/x \\\n  --net|work=none true"),
              "--network of '--network'");
    EXPECT_EQ(heading("FROM --plat|form=linux/amd64 x"), "--platform of '--platform'");
}

TEST(Hover, ExplainsDirectives) {
    EXPECT_EQ(heading("# syn|tax=docker/dockerfile:1\nFROM x"), "syntax of 'syntax'");
    EXPECT_EQ(heading("#ESC|APE=`\nFROM x"), "escape of 'ESCAPE'");
    EXPECT_EQ(heading("FROM x\n# syn|tax=docker/dockerfile:1"), "");
}

TEST(Hover, ExplainsRulesAndPeersCodesThatAreSuppressed) {
    EXPECT_EQ(heading("# dockwright ignore=add-instead-of-|copy\nADD a b"),
              "add-instead-of-copy of 'add-instead-of-copy'");
    EXPECT_EQ(heading("# hadolint ignore=DL3006,DL30|20\nADD a b"), "add-instead-of-copy of 'DL3020'");
    EXPECT_EQ(heading("# check=skip=Maintainer|Deprecated\nFROM x"),
              "deprecated-maintainer of 'MaintainerDeprecated'");
    EXPECT_EQ(heading("# hadolint ignore=NO|SUCH\nADD a b"), "");
    EXPECT_EQ(heading("# just a com|ment\nADD a b"), "");
}

TEST(Hover, HasNothingToSayOfAnEmptyFile) {
    EXPECT_EQ(heading("|"), "");
    EXPECT_EQ(heading("\n\n|"), "");
}

TEST(Hover, KnowsEveryInstruction) {
    for (const std::string_view name : syntax::keyword_names()) {
        EXPECT_EQ(heading(std::string(name) + "| x"), std::string(name) + " of '" + std::string(name) + "'");
    }
}

TEST(Hover, IsMarkdownOrPlainText) {
    const HoverText text{.span = {}, .heading = "RUN", .form = "RUN x", .text = "Runs."};
    EXPECT_EQ(markdown(text), "**RUN**\n\n```dockerfile\nRUN x\n```\n\nRuns.");
    EXPECT_EQ(plain(text), "RUN\nRUN x\n\nRuns.");
    const HoverText formless{.span = {}, .heading = "rule", .form = {}, .text = "Why."};
    EXPECT_EQ(markdown(formless), "**rule**\n\nWhy.");
    EXPECT_EQ(plain(formless), "rule\n\nWhy.");
}

} // namespace
} // namespace dockwright::ide
