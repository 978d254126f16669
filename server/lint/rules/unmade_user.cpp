#include "base/ascii.hpp"
#include "lint/plain_bases.hpp"
#include "lint/rule.hpp"
#include "model/users.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Who is in /etc/passwd of Debian, Ubuntu and Alpine images, and of node's.
bool comes_with_image(std::string_view name) {
    constexpr std::string_view names[] = {
        "_apt",       "adm",   "at",         "backup",   "bin",    "cron",     "cyrus",    "daemon",
        "ftp",        "games", "gnats",      "guest",    "halt",   "irc",      "list",     "lp",
        "mail",       "man",   "messagebus", "news",     "nobody", "node",     "ntp",      "operator",
        "postmaster", "proxy", "root",       "shutdown", "smmsp",  "squid",    "sshd",     "svn",
        "sync",       "sys",   "syslog",     "ubuntu",   "uucp",   "vpopmail", "www-data", "xfs"};
    return std::ranges::find(names, name) != std::end(names) || name.starts_with("systemd-");
}

bool is_plain_name(std::string_view name) {
    return !name.empty() && !ascii::is_digit(name.front()) &&
           std::ranges::all_of(name, [](char c) { return ascii::is_name(c) || c == '-' || c == '.'; });
}

/// Anything above that speaks of the name, or of the file that users stand in: a useradd in a form that
/// is not read, a package that makes its own user.
bool is_spoken_of(const model::Document& document, const model::Instruction& user, std::string_view name) {
    const std::string_view before = document.text().substr(0, user.span.begin.index());
    constexpr std::string_view makers[] = {"passwd", "usermod", "useradd", "adduser", "newusers", "homectl"};
    if (std::ranges::any_of(makers, [&](std::string_view maker) { return before.contains(maker); })) {
        return true;
    }
    return std::ranges::any_of(document.all(model::Keyword::run), [&](const model::Instruction& run) {
        const std::string_view text = run.span.of(document.text());
        bool found = false;
        for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
            const char front = at == 0 ? ' ' : text[at - 1];
            found = found || (!ascii::is_name(front) && front != '/' && front != '.');
        }
        return found && run.span.begin < user.span.begin;
    });
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Instruction& user : document.all(model::Keyword::user)) {
        const model::Stage* stage = document.stage_of(user);
        const auto words = document.words(user);
        if (stage == nullptr || words.empty() || !plain_base(document, *stage)) {
            continue;
        }
        const std::string_view name = words.front().text.substr(0, words.front().text.find(':'));
        if (!is_plain_name(name) || comes_with_image(name) || is_spoken_of(document, user, name) ||
            may_hide_changes(document, *stage, document.index(user), user.span.begin)) {
            continue;
        }
        report.at(words.front().span,
                  "Nothing here makes a user '{}', so the next RUN, or the container, stops with \"unable to "
                  "find user\"",
                  name);
    }
}

constexpr Example examples[] = {
    {.title = "a user whom nobody made",
     .bad = R"(
       | FROM python:3.12-slim
       | RUN pip install flask==3.0.0
       | USER app
       ~      ^^^ Nothing here makes a user 'app', so the next RUN, or the container, stops with "unable to find user"
     )",
     .good = R"(
       | FROM python:3.12-slim
       | RUN useradd --create-home app
       | USER app
       | FROM node:22
       | USER node
       | FROM example.org/lab/base:1
       | USER app
     )"},
};

} // namespace

extern constexpr Rule unmade_user{
    .id = "unmade-user",
    .title = "USER of a name that nobody made",
    .why = "USER only chooses among the users in the image's /etc/passwd and makes none. `RUN useradd NAME` "
           "(`adduser -D NAME` on Alpine) must come first; a number needs no entry there.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
