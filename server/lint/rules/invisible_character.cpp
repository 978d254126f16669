#include "lint/plain_text.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

enum class Kind : std::uint8_t { none, blank, hidden, turning };

/// Blanks that are none to Docker, characters that nobody sees, and those that turn the direction in
/// which a line is shown, so that it reads otherwise than it runs (CVE-2021-42574).
Kind kind_of(char32_t code) {
    constexpr char32_t blanks[] = {0xA0, 0x2007, 0x202F, 0x3000};
    constexpr char32_t hidden[] = {0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF};
    if (std::ranges::find(blanks, code) != std::end(blanks) || (code >= 0x2000 && code <= 0x200A)) {
        return Kind::blank;
    }
    if (std::ranges::find(hidden, code) != std::end(hidden)) {
        return Kind::hidden;
    }
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ? Kind::turning
                                                                                    : Kind::none;
}

std::string_view name_of(char32_t code) {
    switch (code) {
    case 0xA0: return "no-break space";
    case 0xAD: return "soft hyphen";
    case 0x200B: return "zero-width space";
    case 0xFEFF: return "byte order mark";
    default: return {};
    }
}

/// `U+200B, a zero-width space`.
std::string shown(char32_t code) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out = "U+";
    for (int shift = 12; shift >= 0; shift -= 4) {
        out += digits[(code >> static_cast<unsigned>(shift)) & 0xFU];
    }
    const std::string_view name = name_of(code);
    return name.empty() ? out : message("{} ({})", {out, name});
}

bool is_shell_text(const model::Instruction& instruction) {
    switch (instruction.keyword) {
    case model::Keyword::run:
    case model::Keyword::cmd:
    case model::Keyword::entrypoint:
    case model::Keyword::healthcheck: return !instruction.json;
    default: return false;
    }
}

/// Only blanks follow, and an escape character stands in front: what should have gone on ends here.
bool breaks_continuation(std::string_view text, std::size_t at, std::size_t size, char escape) {
    return at > 0 && text[at - 1] == escape &&
           text.substr(at + size).find_first_not_of(" \t\r") == std::string_view::npos;
}

/// Letters of scripts that join, and emoji, need the joiners.
bool joins(std::string_view text, std::size_t at, char32_t code) {
    return (code == 0x200C || code == 0x200D) && at > 0 && static_cast<unsigned char>(text[at - 1]) >= 0x80;
}

void check_instruction(const Facts& facts, const model::Instruction& instruction, Report& report) {
    const char escape = facts.document.syntax().escape;
    const std::string_view text = instruction.joined.text;
    for_each_wide(instruction, escape, [&](std::size_t at, utf8::Character character, bool quoted) {
        const Kind kind = kind_of(character.code);
        const bool broken = breaks_continuation(text, at, character.size, escape);
        if (kind == Kind::none || joins(text, at, character.code) ||
            (kind == Kind::blank && !broken &&
             (quoted || is_shell_text(instruction) || instruction.keyword == model::Keyword::maintainer))) {
            return;
        }
        const Span place = instruction.joined.span_of(text.substr(at, character.size));
        const std::string name = shown(character.code);
        if (broken) {
            report
                .at(place,
                    "Behind this backslash stands {}, so the line ends here and the next is an instruction "
                    "of its own",
                    name)
                .fix(Safety::safe, "Remove it", {{place, ""}});
        } else if (kind == Kind::blank) {
            report.at(place, "This looks like a blank and is {}, which parts no words", name)
                .fix(Safety::safe, "Use a blank", {{place, " "}});
        } else {
            report
                .at(place,
                    kind == Kind::turning
                        ? "Nobody sees {}, which makes the line look otherwise than it is read"
                        : "Nobody sees {}, which is a part of this word",
                    name)
                .fix(quoted || kind == Kind::turning ? Safety::unsafe : Safety::safe, "Remove it",
                     {{place, ""}});
        }
    });
}

void check_comments(const model::Document& document, Report& report) {
    for (const syntax::Comment& comment : document.syntax().comments) {
        for (std::size_t i = comment.text.find('\xE2'); i != std::string_view::npos;
             i = comment.text.find('\xE2', i + 1)) {
            const utf8::Character character = utf8::decode(comment.text, i);
            if (kind_of(character.code) == Kind::turning) {
                const Offset at = comment.span.begin + 1 + i;
                report
                    .at({at, at + character.size},
                        "Nobody sees {}, which makes the line look otherwise than it is read",
                        shown(character.code))
                    .fix(Safety::unsafe, "Remove it", {{{at, at + character.size}, ""}});
            }
        }
    }
}

bool is_wide(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

void check(const Facts& facts, Report& report) {
    if (std::ranges::none_of(facts.document.text(), is_wide)) {
        return;
    }
    for (const model::Instruction& instruction : facts.document.instructions()) {
        check_instruction(facts, instruction, report);
    }
    check_comments(facts.document, report);
}

constexpr Example examples[] = {
    {.title = "a blank that is none",
     .bad = "\n| FROM python:3.12\n"
            "| COPY train.py\u00A0/app/\n"
            "~              ^ This looks like a blank and is U+00A0 (no-break space), which parts no words\n"
            "+ COPY train.py /app/\n",
     .good = R"(
       | FROM python:3.12
       | COPY train.py /app/
     )"},
    {.title = "behind a backslash",
     .bad = "\n| FROM python:3.12\n"
            "| RUN pip install \\\u00A0\n"
            "~                  ^ Behind this backslash stands U+00A0 (no-break space), so the line ends "
            "here and "
            "the next is an instruction of its own\n"
            "+ RUN pip install \\\n"
            "|     torch\n",
     .good = R"(
       | FROM python:3.12
       | RUN pip install \
       |     torch
     )"},
    {.title = "what nobody sees",
     .bad = "\n| FROM python:3.12\u200B\n"
            "~                 ^ Nobody sees U+200B (zero-width space), which is a part of this word\n"
            "+ FROM python:3.12\n",
     .good = "\n| FROM python:3.12\n"
             "| LABEL note=\"100\u00A0km, \U0001F469\u200D\U0001F52C\"\n"
             "| # a\u00A0comment\n"},
    {.title = "a line that is shown the other way round",
     .bad = "\n| FROM python:3.12\n"
            "| # \u202Eevil\n"
            "~   ^ Nobody sees U+202E, which makes the line look otherwise than it is read\n"},
};

} // namespace

extern constexpr Rule invisible_character{
    .id = "invisible-character",
    .title = "Invisible character",
    .why =
        "Text copied from web pages and chats brings no-break spaces and zero-width characters along. They "
        "look like a blank or like nothing, but Docker takes them for letters of the word beside them.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
