#include "base/ascii.hpp"
#include "lint/broken_json.hpp"
#include "lint/plain_text.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool is_single(char32_t code) {
    return code >= 0x2018 && code <= 0x201B;
}
bool is_double(char32_t code) {
    return code >= 0x201C && code <= 0x201F;
}
bool is_dash(char32_t code) {
    return (code >= 0x2010 && code <= 0x2015) || code == 0x2212;
}

constexpr std::size_t width = 3; // in UTF-8, each of them

/// The quote that ends what the one in front of `from` opens, or npos.
std::size_t closing(std::string_view text, std::size_t from, bool single) {
    for (std::size_t i = text.find('\xE2', from); i != std::string_view::npos; i = text.find('\xE2', i + 1)) {
        const char32_t code = utf8::decode(text, i).code;
        if (single ? is_single(code) : is_double(code)) {
            const std::string_view behind = text.substr(i + width);
            if (behind.empty() || std::string_view(" \t,;]):").contains(behind.front())) {
                return i;
            }
        }
    }
    return std::string_view::npos;
}

bool begins_word(std::string_view text, std::size_t at) {
    return at == 0 || std::string_view(" \t=[(,").contains(text[at - 1]);
}

/// Programs take words for flags in these; in the others a dash may be prose.
bool has_flags(model::Keyword keyword) {
    switch (keyword) {
    case model::Keyword::add:
    case model::Keyword::cmd:
    case model::Keyword::copy:
    case model::Keyword::entrypoint:
    case model::Keyword::from:
    case model::Keyword::healthcheck:
    case model::Keyword::run: return true;
    default: return false;
    }
}

class Check {
public:
    Check(const model::Instruction& instruction, char escape, Report& report)
        : instruction_(instruction), text_(instruction.joined.text), escape_(escape), report_(report) {}

    void run() {
        for_each_wide(instruction_, escape_, [this](std::size_t at, utf8::Character character, bool quoted) {
            if (at < behind_ || quoted || !begins_word(text_, at)) {
                return;
            }
            if (is_single(character.code) || is_double(character.code)) {
                quote(at, is_single(character.code));
            } else if (is_dash(character.code) && has_flags(instruction_.keyword)) {
                dash(at);
            }
        });
    }

private:
    void quote(std::size_t at, bool single) {
        const std::size_t end = closing(text_, at + width, single);
        if (end == std::string_view::npos) {
            return;
        }
        behind_ = end + width;
        const std::string_view whole = text_.substr(at, behind_ - at);
        const Span place = instruction_.joined.span_of(whole);
        const std::string_view plain = single ? "'" : "\"";
        Reported found = report_.at(
            place, "Typographic quotes are letters to Docker and to a shell, so they quote nothing; use {}",
            plain);
        const std::string_view inside = whole.substr(width, whole.size() - 2 * width);
        if (!inside.contains(plain)) {
            found.fix(Safety::safe, "Use plain quotes",
                      {{{place.begin, place.begin + width}, std::string(plain)},
                       {{place.end - width, place.end}, std::string(plain)}});
        }
    }

    void dash(std::size_t at) {
        std::size_t end = at;
        std::size_t dashes = 0;
        bool long_one = false;
        while (end < text_.size() && text_[end] == '\xE2' && is_dash(utf8::decode(text_, end).code)) {
            long_one = long_one || utf8::decode(text_, end).code == 0x2014;
            ++dashes;
            end += width;
        }
        const auto letters = std::ranges::find_if_not(text_.substr(end),
                                                      [](char c) { return ascii::is_name(c) || c == '-'; }) -
                             text_.substr(end).begin();
        if (letters == 0 || !ascii::is_alpha(text_[end])) {
            return; // a dash in prose
        }
        behind_ = end;
        const std::string_view word = text_.substr(at, end - at + static_cast<std::size_t>(letters));
        const Span place = instruction_.joined.span_of(text_.substr(at, end - at));
        const std::string_view plain = long_one || dashes > 1 || letters > 1 ? "--" : "-";
        report_
            .at(instruction_.joined.span_of(word),
                "'{}' begins with a typographic dash, which makes it no flag; use {}", word, plain)
            .fix(Safety::unsafe, message("Use {}", {plain}), {{place, std::string(plain)}});
    }

    const model::Instruction& instruction_;
    std::string_view text_;
    char escape_;
    Report& report_;
    std::size_t behind_ = 0; ///< what has been looked at
};

void check(const Facts& facts, Report& report) {
    if (!facts.document.text().contains('\xE2')) {
        return;
    }
    for (const model::Instruction& instruction : facts.document.instructions()) {
        const bool json = instruction.json || is_meant_for_json(instruction.arguments);
        if (!json && instruction.keyword != model::Keyword::maintainer) {
            Check(instruction, facts.document.syntax().escape, report).run();
        }
    }
}

constexpr Example examples[] = {
    {.title = "quotes out of a text processor",
     .bad = "\n| FROM python:3.12\n"
            "| ENV GREETING=\u201Chello\u201D\n"
            "~              ^^^^^^^ Typographic quotes are letters to Docker and to a shell, so they quote "
            "nothing; use \"\n"
            "+ ENV GREETING=\"hello\"\n"
            "| RUN echo \u2018hello world\u2019 > /greeting\n"
            "~          ^^^^^^^^^^^^^ Typographic quotes are letters to Docker and to a shell, so they quote "
            "nothing; use '\n"
            "+ RUN echo 'hello world' > /greeting\n",
     .good = "\n| FROM python:3.12\n"
             "| ENV GREETING=\"\u201Chello\u201D\"\n"
             "| RUN echo it\u2019s done\n"},
    {.title = "dashes",
     .bad =
         "\n| FROM python:3.12\n"
         "| COPY \u2014from=build /wheels /wheels\n"
         "~      ^^^^^ '\u2014from' begins with a typographic dash, which makes it no flag; use --\n"
         "| RUN apt-get install \u2013y git\n"
         "~                     ^^ '\u2013y' begins with a typographic dash, which makes it no flag; use -\n",
     .good = "\n| FROM python:3.12\n"
             "| RUN echo \"1 \u2013 2\" \u2013 done\n"
             "| LABEL title=\"a \u2013b\"\n"},
};

} // namespace

extern constexpr Rule typographic_character{
    .id = "typographic-character",
    .title = "Typographic quote or dash",
    .why = "Text processors and chats turn quotes and dashes into prettier ones. Docker and shells know only "
           "the plain ones of the keyboard: others become part of the text, and a flag is none any more.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
