#include "lint/bash_only.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Node::Kind;

constexpr std::string_view pattern = "Debian's and Ubuntu's sh doesn't know `{}` in a test, only bash does{}";

std::string_view code_of(std::string_view word, bool in_brackets) {
    if (word == "==") {
        return "SC3014";
    }
    if (word == "=~") {
        return "SC3015";
    }
    if (in_brackets && (word == "<" || word == ">")) {
        return "SC3012";
    }
    return word == "\\<" || word == "\\>" ? "SC3012" : "";
}

void in_test(const ShScript& sh, const shell::Node& node, std::string_view name, Report& report) {
    const auto words = sh.tree.words_of(node);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const shell::Word& word = words[i];
        if (i == (name.empty() ? 0 : 1) && word.text == "-v") {
            sh.tell(report, word.span, "SC3016",
                    "Debian's and Ubuntu's sh doesn't know `{}` in a test, only bash does", "-v");
            continue;
        }
        const std::string_view code = code_of(word.text, name.empty());
        const bool ours = sh.ours && code != "SC3012"; // dash compares by `\\<` too: dash(1), "test"
        if (code.empty() || (!ours && !sh.theirs)) {
            continue;
        }
        Reported finding =
            report.at(word.span, pattern, word.text, code == "SC3014" ? ": `=` compares in both" : "");
        const Span theirs = name == "test" ? words.front().span : word.span;
        if (!ours) {
            finding.only_as(code);
        } else if (sh.theirs) {
            finding.as(code, theirs);
        }
        if (code == "SC3014") {
            finding.fix(Safety::safe, "Use `=`", {{.span = word.span, .text = "="}});
        }
    }
}

void check(const Facts& facts, Report& report) {
    each_sh_node(facts, [&](const ShScript& sh, const shell::Node& node) {
        if (node.kind == Kind::test) {
            in_test(sh, node, "", report);
        } else if (node.kind == Kind::simple && !node.words.empty()) {
            const std::string_view name = plain_name(sh.tree, node);
            if (name == "[" || name == "test" || name == "[[") {
                in_test(sh, node, name, report);
            }
        }
    });
}

constexpr Example examples[] = {
    {.title = "two equals signs",
     .bad = R"(
       | FROM debian:12
       | ARG TARGETARCH
       | RUN if [ "$TARGETARCH" == "arm64" ]; then echo arm; fi
       ~                        ^^ Debian's and Ubuntu's sh doesn't know `==` in a test, only bash does: `=` compares in both
       + RUN if [ "$TARGETARCH" = "arm64" ]; then echo arm; fi
     )",
     .good = R"(
       | FROM debian:12
       | ARG TARGETARCH
       | RUN if [ "$TARGETARCH" = "arm64" ]; then echo arm; fi
     )"},
};

} // namespace

extern constexpr Rule bash_only_comparison{
    .id = "bash-only-comparison",
    .also = {"SC3012", "SC3014", "SC3015", "SC3016"},
    .title = "Comparison that only bash knows, run by sh",
    .why = "RUN is run by /bin/sh unless a SHELL says otherwise, and in Debian and Ubuntu that is dash. `[ a "
           "== b ]` fails there with \"unexpected operator\", which a condition takes for \"no\": the build "
           "goes on with the wrong branch.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
