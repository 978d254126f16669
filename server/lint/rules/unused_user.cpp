#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "model/users.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Whether the name stands there as a word of its own.
bool names(std::string_view text, std::string_view name) {
    const auto is_part = [](char c) { return ascii::is_name(c) || c == '-' || c == '.'; };
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if ((at == 0 || !is_part(text[at - 1])) && (end == text.size() || !is_part(text[end]))) {
            return true;
        }
    }
    return false;
}

/// Something may become that user when the container runs.
bool may_switch(const model::Document& document, std::string_view name, Offset behind) {
    const std::string_view rest = document.text().substr(behind.index());
    constexpr std::string_view switchers[] = {"gosu",       "su-exec",    "setpriv", "runuser",
                                              "entrypoint", "supervisor", "s6-",     "chroot",
                                              "sshd",       "su ",        "sudo",    "--user"};
    return names(rest, name) || std::ranges::any_of(switchers, [&](std::string_view word) {
               return document.text().contains(word);
           });
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    if (document.stages().empty() || document.syntax().has_lost_lines()) {
        return;
    }
    const model::Stage& last = document.stages().back();
    for (const model::MadeUser& made : model::users_of(document, last)) {
        const model::Command& command = document.commands().all[made.command];
        if (made.kind != model::MadeUser::Kind::user || made.is_system || !made.name->plain ||
            may_switch(document, made.name->text, command.span.end)) {
            continue;
        }
        report.at(made.name->span,
                  "'{}' is made but never used: without USER, or a switch when it starts, the container runs "
                  "as root",
                  made.name->text);
    }
}

constexpr Example examples[] = {
    {.title = "made and forgotten",
     .bad = R"(
       | FROM python:3.12
       | RUN useradd --create-home worker
       ~                           ^^^^^^ 'worker' is made but never used: without USER, or a switch when it starts, the container runs as root
       | CMD ["python", "train.py"]
     )",
     .good = R"(
       | FROM python:3.12
       | RUN useradd --create-home worker
       | USER worker
       | CMD ["python", "train.py"]
     )"},
    {.title = "a piece of another word", .bad = R"(
       | FROM python:3.12
       | RUN useradd --create-home lab
       ~                           ^^^ 'lab' is made but never used: without USER, or a switch when it starts, the container runs as root
       | WORKDIR /srv/lab-server
     )"},
    {.title = "a script may switch", .good = R"(
       | FROM python:3.12
       | RUN useradd --create-home worker
       | ENTRYPOINT ["/docker-entrypoint.sh"]
     )"},
};

} // namespace

extern constexpr Rule unused_user{
    .id = "unused-user",
    .title = "A user that is made and never used",
    .why = "Making a user changes nothing about who runs the program: that says USER. Mostly the line was "
           "forgotten, and the container still runs as root.",
    .group = Group::security,
    .severity = Severity::info,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
