#include "shell/tree.hpp"
#include <gtest/gtest.h>

namespace dockwright::shell {
namespace {

/// The parts of the first word of the first command, one line each, those inside others indented.
std::string parts(std::string_view source, Dialect dialect = Dialect::bash) {
    static constexpr std::string_view kinds[] = {"literal",   "escape",    "single",     "ansi",
                                                 "double",    "parameter", "arithmetic", "command",
                                                 "backticks", "process"};
    const syntax::Piece whole{0, {0}};
    Script script;
    Shell().read(script, {source, {&whole, 1}}, dialect);
    std::string out;
    for (const Node& node : script.nodes) {
        if (node.kind != Node::Kind::simple || node.span.begin.value != 0) {
            continue;
        }
        const auto all = script.parts_of(script.words_of(node).front());
        std::vector<std::size_t> open; // ends of the parts around
        for (std::size_t i = 0; i < all.size(); ++i) {
            while (!open.empty() && open.back() <= i) {
                open.pop_back();
            }
            out += std::string(open.size() * 2, ' ');
            out += kinds[static_cast<std::size_t>(all[i].kind)];
            out += ' ';
            out += all[i].text;
            if (!all[i].name.empty()) {
                out += " name=" + std::string(all[i].name) + " operation=" + std::string(all[i].operation);
            }
            out += '\n';
            EXPECT_EQ(all[i].span.of(source), all[i].text);
            open.push_back(i + 1 + all[i].inside);
        }
    }
    return out;
}

TEST(Words, QuotesAreParts) {
    EXPECT_EQ(parts("a'b'\"c $d\"\\e"), "literal a\nsingle 'b'\ndouble \"c $d\"\n  literal c \n"
                                        "  parameter $d name=d operation=\nescape \\e\n");
}

TEST(Words, ParametersKnowTheirOperation) {
    EXPECT_EQ(parts("${x:-$y}"),
              "parameter ${x:-$y} name=x operation=:-\n  parameter $y name=y operation=\n");
    EXPECT_EQ(parts("${x##*/}"), "parameter ${x##*/} name=x operation=##\n  literal */\n");
    EXPECT_EQ(parts("${#x}"), "parameter ${#x} name=x operation=#\n");
}

TEST(Words, DollarsThatMeanNothingAreLiteral) {
    EXPECT_EQ(parts("a$"), "literal a\nliteral $\n");
    EXPECT_EQ(parts("$'a'", Dialect::posix), "literal $\nsingle 'a'\n");
}

TEST(Words, ArithmeticIsToldFromSubshells) {
    EXPECT_EQ(parts("$((1 + $x))"),
              "arithmetic $((1 + $x))\n  literal 1 + \n  parameter $x name=x operation=\n");
    EXPECT_EQ(parts("$((a); b)"), "command $((a); b)\n");
}

TEST(Words, BackticksLoseOneLevelOfEscapes) {
    EXPECT_EQ(tree("`a \\`b\\` \\$c`"), "(list '`a \\`b\\` \\$c`')");
    const std::string source = "`a \\$b`";
    const syntax::Piece whole{0, {0}};
    Script script;
    Shell().read(script, {source, {&whole, 1}}, Dialect::posix);
    const Node& inner = script.nodes.front();
    EXPECT_EQ(script.words_of(inner)[1].text, "$b");
    EXPECT_EQ(script.words_of(inner)[1].span.of(source), "$b");
}

TEST(Words, SpansLeadThroughContinuations) {
    // As `echo "a \` LF `b"` is joined: "echo \"a b\"", the second line two bytes further on.
    const std::string joined = "echo \"a b\"";
    const syntax::Piece pieces[] = {{0, {4}}, {8, {14}}};
    Script script;
    Shell().read(script, {joined, pieces}, Dialect::posix);
    const Word& word = script.words_of(script.nodes.front())[1];
    EXPECT_EQ(word.span, span(9, 16));
}

} // namespace
} // namespace dockwright::shell
