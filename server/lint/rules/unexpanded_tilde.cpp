#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

/// `~` or `~/…`, perhaps between quotes.
bool is_home(std::string_view word) {
    if (word.starts_with('"') || word.starts_with('\'')) {
        word.remove_prefix(1);
    }
    return word == "~" || word.starts_with("~/") || word == "~\"" || word == "~'";
}

void find(Report& report, const syntax::Word& word, std::string_view instruction) {
    if (is_home(word.text)) {
        report.at(word.span,
                  "{} does not know '~': this makes a folder of that name. Write the path out: /root, or "
                  "/home/NAME",
                  instruction);
    }
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Instruction& instruction : document.instructions()) {
        const auto words = document.words(instruction);
        switch (instruction.keyword) {
        case model::Keyword::workdir:
            if (!words.empty()) {
                find(report, words.front(), "WORKDIR");
            }
            break;
        case model::Keyword::copy:
        case model::Keyword::add:
            if (words.size() > 1) {
                find(report, words.back(), instruction.keyword == model::Keyword::copy ? "COPY" : "ADD");
            }
            break;
        case model::Keyword::volume:
            for (const syntax::Word& word : words) {
                find(report, word, "VOLUME");
            }
            break;
        default: break;
        }
    }
}

constexpr Example examples[] = {
    {.title = "a home folder",
     .bad = R"(
       | FROM python:3.12
       | WORKDIR ~/app
       ~         ^^^^^ WORKDIR does not know '~': this makes a folder of that name. Write the path out: /root, or /home/NAME
       | COPY requirements.txt ~/app/
       ~                       ^^^^^^ COPY does not know '~': this makes a folder of that name. Write the path out: /root, or /home/NAME
       | VOLUME ["~/data"]
       ~         ^^^^^^^^ VOLUME does not know '~': this makes a folder of that name. Write the path out: /root, or /home/NAME
     )",
     .good = R"(
       | FROM python:3.12
       | WORKDIR /root/app
       | COPY backup~ /root/app/
       | RUN mkdir ~/cache
     )"},
};

} // namespace

extern constexpr Rule unexpanded_tilde{
    .id = "unexpanded-tilde",
    .title = "~ where no shell reads it",
    .why = "'~' means the home folder to a shell. WORKDIR, COPY, ADD and VOLUME are read by the builder, not "
           "by a shell: there it is a name like any other, and files end up in a folder that is really "
           "called '~'.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
