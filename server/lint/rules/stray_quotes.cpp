#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "lint/splitting.hpp"
#include <algorithm>
#include <vector>

namespace dockwright::lint::rules {
namespace {

using PartKind = shell::Part::Kind;

/// A variable or output between two double-quoted parts: `"a "$x" b"` is three pieces.
bool is_bare_expansion(const shell::Part& part) {
    return part.kind == PartKind::parameter || part.kind == PartKind::command;
}

/// Text between two pairs of quotes that is meant to be in them; `"a"/"b"` and `"a"="b"` are not.
bool is_stray_text(std::string_view text) {
    return !text.empty() && text != "/" && text != "=" && text != ":" && text != "," &&
           text.find_first_of("*?[{~") == std::string_view::npos;
}

bool has_expansion(const shell::Script& script, std::uint32_t quoted) {
    for (std::uint32_t i = quoted + 1; i <= quoted + script.parts[quoted].inside; ++i) {
        if (script.parts[i].kind != PartKind::literal && script.parts[i].kind != PartKind::escape) {
            return true;
        }
    }
    return false;
}

struct Piece {
    std::uint32_t part = 0;
    std::uint32_t last = 0; ///< of literals and escapes that stand together
};

std::vector<Piece> pieces_of(const shell::Script& script, const shell::Word& word) {
    std::vector<Piece> pieces;
    each_outer_part(script, word, [&](std::uint32_t i) {
        const auto is_text = [&](std::uint32_t part) {
            return script.parts[part].kind == PartKind::literal ||
                   script.parts[part].kind == PartKind::escape;
        };
        if (is_text(i) && !pieces.empty() && is_text(pieces.back().part)) {
            pieces.back().last = i;
        } else {
            pieces.push_back({i, i});
        }
    });
    return pieces;
}

void check_word(const Facts& facts, const ShellScript& text, const shell::Word& word, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    const std::vector<Piece> pieces = pieces_of(script, word);
    for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
        const Piece& here = pieces[i];
        const shell::Part& part = script.parts[here.part];
        const bool plain = part.kind == PartKind::literal || part.kind == PartKind::escape;
        const bool single = script.parts[here.part].kind == PartKind::single_quoted;
        const bool between = i > 0 && script.parts[pieces[i - 1].part].kind == PartKind::double_quoted &&
                             script.parts[pieces[i + 1].part].kind == PartKind::double_quoted;
        const Span span = join(part.span, script.parts[here.last].span);
        const bool both =
            between && has_expansion(script, pieces[i - 1].part) && has_expansion(script, pieces[i + 1].part);
        if (between && is_bare_expansion(part)) {
            report
                .at(span,
                    "The quote in front ends the text in quotes, and this stands outside: join them to one")
                .as_if(span.begin < text.read_to, "SC2027");
        } else if (between && plain && !both && is_stray_text(span.of(facts.document.text()))) {
            report
                .at(span,
                    "The quote in front ends the text in quotes, and this stands outside: write \\\" for a "
                    "quote that is meant, or join them to one")
                .as_if(span.begin < text.read_to, "SC2140");
        } else if (single) {
            const shell::Part& next = script.parts[pieces[i + 1].part];
            const std::string_view word_text = next.text.substr(0, next.text.find_first_of("*?["));
            const bool alone = pieces[i + 1].last == pieces[i + 1].part;
            if (next.kind == PartKind::literal && alone && !word_text.empty() &&
                std::ranges::all_of(word_text,
                                    [](char c) { return ascii::is_alpha(c) || ascii::is_digit(c); })) {
                report.at(next.span, "The quote in front ends the text in quotes, and this stands outside")
                    .as_if(next.span.begin < text.read_to, "SC2026");
            }
        }
    }
}

void check(const Facts& facts, Report& report) {
    for (const ShellScript& text : facts.shell.scripts) {
        for (const SpecialWord& special : facts.shell.special_of(text)) {
            const shell::Word& word = *special.word;
            if (word.parts.size() > 1 &&
                std::ranges::count_if(word.text, [](char c) { return c == '"' || c == '\''; }) > 1) {
                check_word(facts, text, word, report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "quotes inside quotes",
     .bad = R"(
       | FROM debian:12
       | RUN echo "{"name": "x"}" > a.json; echo "in "$HOME" and" > b; echo 'it's ok'
       ~             ^^^^ The quote in front ends the text in quotes, and this stands outside: write \" for a quote that is meant, or join them to one
       ~                     ^ The quote in front ends the text in quotes, and this stands outside: write \" for a quote that is meant, or join them to one
       ~                                              ^^^^^ The quote in front ends the text in quotes, and this stands outside: join them to one
       ~                                                                        ^ The quote in front ends the text in quotes, and this stands outside
     )",
     .good = R"(
       | FROM debian:12
       | RUN echo "{\"name\": \"x\"}" > a.json && echo "in $HOME and" > b && sed 's/'"$x"'/b/' c "a"/"b" "$x"_"$y"
     )"},
};

} // namespace

extern constexpr Rule stray_quotes{
    .id = "stray-quotes",
    .also = {"SC2026", "SC2027", "SC2140"},
    .title = "Quotes that end in the middle of a text",
    .why =
        "Quotes do not nest: the second one ends what the first began. What stands between is outside, loses "
        "its own quotes, and is cut at blanks.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
