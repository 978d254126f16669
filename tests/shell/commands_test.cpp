#include "shell/tree.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace dockwright::shell {
namespace {

TEST(Lists, AndOrBindsTighterThanSemicolon) {
    EXPECT_EQ(tree("a && b || c; d & e"), "(list (and-or 'a' && 'b' || 'c') 'd'& 'e')");
}

TEST(Lists, PipesBindTighterThanAnd) {
    EXPECT_EQ(tree("a | b && ! c | d"), "(list (and-or (pipe 'a' 'b') && (not 'c' 'd')))");
}

TEST(Lists, CommentsAndNewlinesSeparate) {
    EXPECT_EQ(tree("a # b\nc\n\n# d\ne#f"), "(list 'a' 'c' 'e#f')");
}

TEST(Simple, AssignmentsStandInFrontOfTheCommand) {
    EXPECT_EQ(tree("A=1 B=\"x y\" cmd C=3"), "(list 'A=1 B=\"x y\" cmd C=3')");
}

TEST(Simple, ArraysAreOfBashAlone) {
    EXPECT_EQ(tree("x=(a 'b c') y+=(d)"), "(list 'x=[a 'b c'] y+=[d]')");
    EXPECT_EQ(problems("x=(a b)", Dialect::posix), "( a )");
}

TEST(Simple, WhatIsDeclaredIsAWordUnlessItIsAnArray) {
    EXPECT_EQ(tree("export A=1 B=(2 3) C"), "(list 'B=[2 3] export A=1 C')");
    EXPECT_EQ(tree("export A=1", Dialect::posix), "(list 'export A=1')");
}

TEST(Simple, RedirectionsStandAnywhere) {
    EXPECT_EQ(tree(">f a 2>&1 b <g"), "(list 'a b {>f} {2>&1} {<g}')");
}

TEST(Simple, ANumberIsADescriptorOnlyRightInFrontOfTheOperator) {
    EXPECT_EQ(tree("a 2>f 2 >f"), "(list 'a 2 {2>f} {>f}')");
}

TEST(HereDocuments, TakeTheLinesBelow) {
    EXPECT_EQ(tree("cat <<A > f\nx $y\nA\nb"), "(list 'cat {<<A x $y\n} {>f}' 'b')");
}

TEST(HereDocuments, TwoFollowEachOther) {
    EXPECT_EQ(tree("cat <<A <<'B'\n1\nA\n2\nB\nc"), "(list 'cat {<<A 1\n} {<<'B' 2\n}' 'c')");
}

TEST(HereDocuments, ADashDropsTabsOfTheTerminator) {
    EXPECT_EQ(tree("cat <<-A\n\tx\n\tA\nb"), "(list 'cat {<<-A \tx\n}' 'b')");
}

TEST(HereDocuments, ALineThatGoesOnIsNoDelimiter) {
    EXPECT_EQ(tree("cat <<E\nx\\\nE\nE\na"), "(list 'cat {<<E x\\\nE\n}' 'a')");
    EXPECT_EQ(tree("cat <<'E'\nx\\\nE\na"), "(list 'cat {<<'E' x\\\n}' 'a')");
    EXPECT_EQ(tree("cat <<E\nx\\\\\nE\na"), "(list 'cat {<<E x\\\\\n}' 'a')");
}

/// The commands in the text of the one here-document.
std::string commands_of_document(std::string_view source) {
    const syntax::Piece whole{0, {0}};
    Script script;
    Shell().read(script, {source, {&whole, 1}}, Dialect::posix);
    std::string out;
    for (const Part& part : std::span(script.parts)
                                .subspan(script.redirections.front().document_parts.begin,
                                         script.redirections.front().document_parts.size())) {
        if (part.node != no_node) {
            out += script.nodes[part.node].span.of(source);
            out += '|';
        }
    }
    return out;
}

TEST(HereDocuments, SubstituteUnlessTheirDelimiterIsQuoted) {
    EXPECT_EQ(commands_of_document("cat <<E\n'$(a)' \\$(b) \"`c d`\" ${x:-$(e)}\nE"), "a|c d|e|");
    EXPECT_EQ(commands_of_document("cat <<'E'\n$(a)\nE"), "");
    EXPECT_EQ(problems("cat <<E\n$(a\nE\nb"), "$(");
}

TEST(HereDocuments, OneInsideTheTextOfAnother) {
    EXPECT_EQ(tree("cat <<E <<F\n$(a <<G\n1\nG\n)\nE\n2\nF\nb"),
              "(list 'cat {<<E $(a <<G\n1\nG\n)\n} {<<F 2\n}' 'b')");
}

TEST(Lines, ContinueBehindAWordWithoutBeingPartOfIt) {
    EXPECT_EQ(tree("if a; then b; fi\\\n && c\\\n d"), "(list (and-or (if (list 'a') (list 'b')) && 'c d'))");
    EXPECT_EQ(tree("cat <<E\\\n >f\nx\nE"), "(list 'cat {<<E x\n} {>f}')");
}

TEST(Lines, FIXME_AnOperatorCutInTwoIsNotPutTogether) {
    EXPECT_EQ(problems("a &\\\n& b", Dialect::posix), "& b");
    EXPECT_EQ(problems("f\\\n() { a; }", Dialect::posix), "( )");
}

TEST(Redirections, BothOutputsMayComeFirst) {
    EXPECT_EQ(tree("a && &>f b | &>>g c"), "(list (and-or 'a' && (pipe 'b {&>f}' 'c {&>>g}')))");
    EXPECT_EQ(problems("a && &>f", Dialect::posix), "&");
}

TEST(Redirections, AProcessSubstitutionIsPartOfAWord) {
    EXPECT_EQ(tree("a 2<(b) c>(d)e; do<(f)"), "(list 'a 2<(b) c>(d)e' 'do<(f)')");
}

TEST(Compound, ACoprocessMayHaveAName) {
    EXPECT_EQ(tree("coproc a b; coproc N { c; } >f"),
              "(list (coproc 'a b') (coproc N (group (list 'c') {>f})))");
    EXPECT_EQ(problems("coproc"), "coproc");
    EXPECT_EQ(tree("coproc a", Dialect::posix), "(list 'coproc a')");
}

TEST(Compound, FIXME_TheNameOfACoprocessMayNotBeQuoted) {
    EXPECT_EQ(problems("coproc \"N\" { a; }"), "}"); // bash accepts it
}

TEST(Compound, IfWithAllBranches) {
    EXPECT_EQ(tree("if a; then b; elif c; then d; else e; fi > f"),
              "(list (if (list 'a') (list 'b') (list 'c') (list 'd') (list 'e') {>f}))");
}

TEST(Compound, Loops) {
    EXPECT_EQ(tree("for x in a b; do c; done; while d; do e; done"),
              "(list (for x [a b] (list 'c')) (while (list 'd') (list 'e')))");
    EXPECT_EQ(tree("for ((i=0; i<3; i++)); do c; done"), "(list (for(( (list 'c')))");
}

TEST(Compound, CaseItemsHavePatterns) {
    EXPECT_EQ(tree("case $x in a|b) c ;; (*) d ;; esac"),
              "(list (case [$x] (item [a b] (list 'c')) (item [*] (list 'd'))))");
}

TEST(Compound, SubshellsGroupsAndFunctions) {
    EXPECT_EQ(
        tree("(a; b) && { c; } && f() { d; }"),
        "(list (and-or (subshell (list 'a' 'b')) && (group (list 'c')) && (function f (group (list 'd')))))");
}

TEST(Compound, BracesMustStandAlone) {
    EXPECT_EQ(problems("{a; b; }"), "}");
    EXPECT_EQ(problems("{ a; b }"), "{");
}

TEST(Compound, TestsKeepTheirOperatorsAsWords) {
    EXPECT_EQ(tree("[[ -f a && $x =~ ^(a|b)$ ]]"), "(list (test [-f a && $x =~ ^(a|b)$]))");
    EXPECT_EQ(tree("[[ -f a ]]", Dialect::posix), "(list '[[ -f a ]]')");
}

TEST(Problems, SayWhereTheShellStops) {
    EXPECT_EQ(problems("if a; then fi"), "fi");
    EXPECT_EQ(problems("a && && b"), "&&");
    EXPECT_EQ(problems("echo 'a"), "'");
    EXPECT_EQ(problems("echo $(a"), "$(");
    EXPECT_EQ(problems("a )"), ")");
}

TEST(Problems, DoNotSilenceTheRest) {
    EXPECT_EQ(tree("a ) b; c"), "(list 'a' 'b' 'c')");
}

TEST(Problems, AListReachesAsFarAsAnOpenQuoteInIt) {
    const std::string source = "{ a 'b\n\n";
    const syntax::Piece whole{0, {0}};
    Script script;
    const std::uint32_t root = Shell().read(script, {source, {&whole, 1}}, Dialect::posix);
    for (std::uint32_t node = root;; node = script.children_of(script.nodes[node]).front()) {
        EXPECT_EQ(script.nodes[node].span.end.index(), source.size());
        if (script.nodes[node].children.empty()) {
            EXPECT_EQ(script.nodes[node].kind, Node::Kind::simple);
            break;
        }
    }
}

TEST(Problems, ACommandHasOneParentWhereReadingWentOn) {
    const syntax::Piece whole{0, {0}};
    Script script;
    Shell().read(script, {"a ) b ) c", {&whole, 1}}, Dialect::posix);
    EXPECT_EQ(std::ranges::count(script.nodes, Node::Kind::simple, &Node::kind), 3);
    EXPECT_EQ(std::ranges::count_if(script.nodes, [](const Node& node) { return !node.children.empty(); }),
              1);
}

TEST(Problems, DeepNestingIsOneAndNotACrash) {
    EXPECT_NE(problems(std::string(5000, '(')), "");
    std::string substitutions;
    for (int i = 0; i < 5000; ++i) {
        substitutions += "$(a ";
    }
    EXPECT_NE(problems(substitutions), "");
}

} // namespace
} // namespace dockwright::shell
