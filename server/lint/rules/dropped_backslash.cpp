#include "base/ascii.hpp"
#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

/// Behind which a backslash is no slip: they mean something to the shell or to those who quote for it.
bool is_meant(char c) {
    return std::string_view(".,\"'`$;*?{}[]()<>|&@+~#! \t\r\n\\").contains(c);
}

void in_word(const shell::Script& tree, const shell::Word& word, Place place, Report& report) {
    const auto parts = tree.parts_of(word);
    for (std::size_t i = 0; i < parts.size(); i += 1 + parts[i].inside) {
        const shell::Part& part = parts[i];
        if (part.kind != shell::Part::Kind::escape || part.quoted || part.text.size() != 2 ||
            is_meant(part.text[1]) || static_cast<unsigned char>(part.text[1]) >= 0x80 ||
            (place == Place::name && i == 0)) { // `\\rm`: not the alias
            continue;
        }
        const std::string_view letter = part.text.substr(1);
        const bool is_control = letter == "n" || letter == "t" || letter == "r";
        Reported finding = report.at(
            part.span,
            "The shell drops this backslash, so the command gets a plain `{}`: quote the word to keep it",
            letter);
        const std::string_view code = is_control ? "SC1012" : "SC1001";
        ascii::is_alpha(letter[0]) || ascii::is_digit(letter[0]) ? finding.as(code) : finding.only_as(code);
    }
}

void check(const Facts& facts, Report& report) {
    const shell::Script& tree = facts.document.commands().script;
    for (const ShellScript& script : facts.shell.scripts) {
        for (const SpecialWord& special : facts.shell.special_of(script)) {
            if (special.word->text.contains('\\')) {
                in_word(tree, *special.word, special.place, report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a tab that becomes a letter",
     .bad = R"(
       | FROM debian:12
       | RUN cut -d\t -f1 table.tsv > names
       ~           ^^ The shell drops this backslash, so the command gets a plain `t`: quote the word to keep it
     )",
     .good = R"(
       | FROM debian:12
       | RUN sed 's/\t/ /' table.tsv > names && find . -name \*.pyc -exec rm {} \; && \rm names
     )"},
    {.title = "what is the same with it and without", .bad = R"(
       | FROM debian:12
       | RUN sed s/usr\/bin/opt/ list
       ~              ^^ (SC1001 only) The shell drops this backslash, so the command gets a plain `/`: quote the word to keep it
     )"},
};

} // namespace

extern constexpr Rule dropped_backslash{
    .id = "dropped-backslash",
    .also = {"SC1001", "SC1012"},
    .title = "Backslash that the shell drops",
    .why = "Outside of quotes a backslash protects the character behind it from the shell and is gone before "
           "the command sees it: `\\t` is the letter t, not a tab, and `\\d` no digit. In single quotes it "
           "stays.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
