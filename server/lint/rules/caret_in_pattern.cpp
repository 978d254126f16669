#include "lint/bash_only.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    each_sh_node(facts, [&](const ShScript& sh, const shell::Node& node) {
        each_word(sh.tree, node, [&](const shell::Word& word, Place place) {
            if (place == Place::assigned || place == Place::tested || !word.text.contains("[^")) {
                return;
            }
            for (const shell::Part& part : sh.tree.parts_of(word)) {
                const std::size_t at = part.text.find("[^");
                if (part.kind != shell::Part::Kind::literal || part.quoted || at == std::string_view::npos ||
                    word.text.find(']', part.span.begin.value - word.span.begin.value + at + 3) ==
                        std::string_view::npos) {
                    continue;
                }
                const Span caret{part.span.begin + at + 1, part.span.begin + at + 2};
                const Span bracket{part.span.begin + at, caret.end}; // where ShellCheck points
                Reported finding = report.at(sh.ours ? caret : bracket,
                                             "Debian's and Ubuntu's sh takes the `^` of `[^…]` for "
                                             "one of the characters: \"none of these\" is `[!…]`");
                if (!sh.ours) {
                    finding.only_as("SC3026");
                } else if (sh.theirs) {
                    finding.as("SC3026", bracket);
                }
                finding.fix(Safety::safe, "Use `!`", {{.span = caret, .text = "!"}});
            }
        });
    });
}

constexpr Example examples[] = {
    {.title = "hidden files, but not `..`",
     .bad = R"(
       | FROM debian:12
       | RUN rm -rf /root/.[^.]*
       ~                    ^ Debian's and Ubuntu's sh takes the `^` of `[^…]` for one of the characters: "none of these" is `[!…]`
       + RUN rm -rf /root/.[!.]*
     )",
     .good = R"(
       | FROM debian:12
       | RUN rm -rf /root/.[!.]* && grep '[^.]' /etc/hosts
     )"},
};

} // namespace

extern constexpr Rule caret_in_pattern{
    .id = "caret-in-pattern",
    .also = {"SC3026"},
    .title = "Caret in a pattern of sh",
    .why = "The shell turns patterns like `*.[!o]` into file names. `[^…]` is how regular expressions and "
           "bash say \"none of these\". To dash, which is sh in Debian and Ubuntu, `.[^.]*` means names that "
           "begin with `..` or `.^`, and so the folder above too.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
