#include "shell/script.hpp"
#include "support/read_file.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <utility>

namespace dockwright::shell {
namespace {

/// What is written at a place; sorted as judged.txt has them: by place, then by kind.
struct Fact {
    std::size_t at;
    std::string kind;
    std::string words;
};

std::string braced(std::string_view text) {
    std::string out = " {";
    for (const char c : text) {
        out += c == '\n' ? "\\n" : c == '\t' ? "\\t" : std::string(1, c);
    }
    return out + '}';
}

class Facts {
public:
    Facts(std::string_view text, Dialect dialect) : text_(text) {
        const syntax::Piece whole{0, {0}};
        Shell().read(script_, {text, {&whole, 1}}, dialect);
        for (const Node& node : script_.nodes) {
            marks(node);
            itself(node);
            for (const Redirection& redirection : script_.redirections_of(node)) {
                add(redirection.span, "redir", written(redirection));
            }
        }
        for (const Comment& comment : script_.comments) {
            add(comment.span, "comment", braced(comment.text));
        }
        std::ranges::sort(facts_, {},
                          [](const Fact& fact) { return std::pair(fact.at, std::string_view(fact.kind)); });
    }

    std::string lines() const {
        for (const Problem& problem : script_.problems) {
            if (problem.kind != Problem::Kind::bad_substitution) { // found only when the shell runs
                return "refused\n";
            }
        }
        std::string out;
        for (const Fact& fact : facts_) {
            out += std::to_string(fact.at) + ' ' + fact.kind + fact.words + '\n';
        }
        return out;
    }

private:
    void add(Span span, std::string_view kind, std::string words = "") {
        facts_.push_back({span.begin.index(), std::string(kind), std::move(words)});
    }

    void marks(const Node& node) {
        static constexpr std::string_view connectors[] = {"", "&&", "||", "|", "|&"};
        if (node.connector != Connector::none) {
            add(node.span, "op", braced(connectors[static_cast<std::size_t>(node.connector)]));
        }
        if (node.terminator == Terminator::background) {
            add(node.span, "bg");
        }
        if (node.negated) {
            add(node.span, "not");
        }
        if (node.timed) {
            add(node.span, "time");
        }
    }

    void itself(const Node& node) {
        using Kind = Node::Kind;
        const std::string name = node.name.empty() ? "" : braced(node.name);
        switch (node.kind) {
        case Kind::list:
        case Kind::and_or:
        case Kind::pipeline: break;
        case Kind::simple: add(node.span, "simple", simple(node)); break;
        case Kind::subshell: add(node.span, "subshell"); break;
        case Kind::group: add(node.span, "group"); break;
        case Kind::if_clause: add(node.span, "if"); break;
        case Kind::while_clause: add(node.span, "while"); break;
        case Kind::until_clause: add(node.span, "until"); break;
        case Kind::for_clause: add(node.span, "for", name + words(node)); break;
        case Kind::select_clause: add(node.span, "select", name + words(node)); break;
        case Kind::arithmetic_for: add(node.span, "for(("); break;
        case Kind::case_clause: add(node.span, "case", words(node)); break;
        case Kind::case_item: add(script_.words_of(node).front().span, "item", words(node)); break;
        case Kind::function: add(node.span, "function", name); break;
        case Kind::test: add(node.span, "test", braced(node.span.of(text_))); break;
        case Kind::arithmetic: add(node.span, "arith", braced(node.span.of(text_))); break;
        case Kind::coprocess: add(node.span, "coproc"); break;
        }
    }

    std::string words(const Node& node) const {
        std::string out;
        for (const Word& word : script_.words_of(node)) {
            out += braced(word.span.of(text_));
        }
        return out;
    }

    /// Words and assignments as they stand; those behind the command's name are arguments.
    std::string simple(const Node& node) const {
        std::vector<std::pair<Span, bool>> all;
        for (const Word& word : script_.words_of(node)) {
            all.emplace_back(word.span, false);
        }
        const std::size_t name = all.empty() ? text_.size() : all.front().first.begin.index();
        for (const Assignment& assignment : script_.assignments_of(node)) {
            all.emplace_back(assignment.span, assignment.span.begin.index() < name);
        }
        std::ranges::sort(all, {}, [](const auto& one) { return one.first.begin; });
        std::string out;
        for (const auto& [span, assigns] : all) {
            out += braced((assigns ? "=" : "") + std::string(span.of(text_)));
        }
        return out;
    }

    std::string written(const Redirection& redirection) const {
        std::string out = braced(std::string(redirection.descriptor) + std::string(redirection.operation)) +
                          braced(redirection.target.span.of(text_));
        return redirection.document.empty() ? out : out + braced(redirection.document);
    }

    std::string_view text_;
    Script script_;
    std::vector<Fact> facts_;
};

struct Case {
    Dialect dialect = Dialect::posix;
    std::string text, reason, judge, ours;
};

Case read_case(std::string_view block) {
    Case out;
    for (std::size_t at = 0; at < block.size();) {
        const std::size_t end = std::min(block.find('\n', at), block.size());
        const std::string line(block.substr(at, end - at));
        const std::string rest = line.size() > 2 ? line.substr(2) + '\n' : "\n";
        at = end + 1;
        switch (line.front()) {
        case 'b': out.dialect = Dialect::bash; break;
        case '|': out.text += rest; break;
        case '~': out.reason += rest; break;
        case '=': out.judge += rest, out.ours += rest; break;
        case '-': out.judge += rest; break;
        case '+': out.ours += rest; break;
        default: break;
        }
    }
    out.text.pop_back(); // the last line has no end
    return out;
}

TEST(Judged, CommandsAndWordsEqualThoseOfAnotherParserOrThereIsAReason) {
    const std::string all = testing::read_file(DOCKWRIGHT_SOURCE "/tests/shell/judged.txt");
    int equal = 0;
    int different = 0;
    for (std::size_t at = all.find("\n\n"); at < all.size();) {
        const std::size_t end = std::min(all.find("\n\n", at + 2), all.size());
        const Case one = read_case(std::string_view(all).substr(at + 2, end - at - 2));
        at = end;
        EXPECT_EQ(Facts(one.text, one.dialect).lines(), one.ours) << one.text;
        EXPECT_EQ(one.reason.empty(), one.judge == one.ours) << one.text;
        ++(one.reason.empty() ? equal : different);
    }
    EXPECT_GE(equal, 50);
    EXPECT_GE(different, 10);
}

} // namespace
} // namespace dockwright::shell
