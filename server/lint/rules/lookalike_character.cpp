#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

struct Lookalike {
    std::string_view bytes;
    std::string_view code;
    std::string_view name;
};
constexpr Lookalike lookalikes[] = {
    {"\xC2\xA0", "SC1018", "no-break space"},  {"\xE2\x80\x98", "SC1110", "curly quote"},
    {"\xE2\x80\x99", "SC1110", "curly quote"}, {"\xE2\x80\x9C", "SC1110", "curly quote"},
    {"\xE2\x80\x9D", "SC1110", "curly quote"},
};

void in_literal(const shell::Part& part, Report& report) {
    for (std::size_t at = part.text.find_first_of("\xC2\xE2"); at != std::string_view::npos;
         at = part.text.find_first_of("\xC2\xE2", at + 1)) {
        for (const Lookalike& one : lookalikes) {
            if (!part.text.substr(at).starts_with(one.bytes)) {
                continue;
            }
            const Span place{part.span.begin + at, part.span.begin + at + one.bytes.size()};
            Reported finding =
                report.at(place, "This is a {}, which the shell takes for a letter: type it anew", one.name);
            finding.as(one.code);
            if (one.code == "SC1018") {
                finding.fix(Safety::safe, "Use a plain space", {{.span = place, .text = " "}});
            }
        }
    }
}

void check(const Facts& facts, Report& report) {
    const shell::Script& tree = facts.document.commands().script;
    for (const ShellScript& script : facts.shell.scripts) {
        for (const SpecialWord& special : facts.shell.special_of(script)) {
            if (special.word->text.find_first_of("\xC2\xE2") == std::string_view::npos) {
                continue;
            }
            for (const shell::Part& part : tree.parts_of(*special.word)) {
                if (part.kind == shell::Part::Kind::literal && !part.quoted) {
                    in_literal(part, report);
                }
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a space that is none",
     .bad = "  | FROM debian:12\n  | RUN apt-get\u00A0update\n"
            "  ~            ^ This is a no-break space, which the shell takes for a letter: type it anew\n"
            "  + RUN apt-get update\n",
     .good = R"(
       | FROM debian:12
       | RUN echo "“quoted”"
     )"},
};

} // namespace

extern constexpr Rule lookalike_character{
    .id = "lookalike-character",
    .also = {"SC1018", "SC1110"},
    .title = "Character that only looks like a blank or a quote",
    .why = "Pages and word processors put no-break spaces and curly quotes in place of the plain ones. They "
           "look alike, but to the shell they are letters: it looks for a command of that name, or gives the "
           "quotes to it.",
    .group = Group::correctness,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
