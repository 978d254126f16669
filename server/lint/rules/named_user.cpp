#include "base/ascii.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool is_number(std::string_view text) {
    return std::ranges::all_of(text, ascii::is_digit);
}

/// Whether `$NAME` or `${NAME}` stands in the text, or a longer name that begins so: hadolint
/// looks no closer.
bool mentions(std::string_view text, std::string_view name) {
    for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
        const std::string_view behind = text.substr(at + 1);
        if (behind.starts_with(name) || (behind.starts_with('{') && behind.substr(1).starts_with(name) &&
                                         behind.substr(1 + name.size()).starts_with('}'))) {
            return true;
        }
    }
    return false;
}

/// The first name of each ARG above, in whatever stage: hadolint reads no more of it.
bool mentions_argument(const model::Document& document, const model::Instruction& user,
                       std::string_view text) {
    for (const model::Instruction& arg : document.all(model::Keyword::arg)) {
        if (document.index(arg) > document.index(user)) {
            break;
        }
        const auto words = document.words(arg);
        const std::string_view first = words.empty() ? std::string_view{} : words.front().text;
        const std::string_view name = first.substr(0, first.find('='));
        if (!name.empty() && mentions(text, name)) {
            return true;
        }
    }
    return false;
}

bool hadolint_finds(const model::Document& document, const model::Instruction& user) {
    const std::string_view text = hadolint_user(document, user);
    return !is_number(text.substr(0, text.find(':'))) && !mentions_argument(document, user, text);
}

/// A name that is plainly written. Root is 0 everywhere, and a variable's value is the builder's.
bool is_named(std::string_view user) {
    const std::string_view name = user.substr(0, user.find(':'));
    return !is_number(name) && name != "root" && !name.contains('$');
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& user : facts.document.all(model::Keyword::user)) {
        const auto words = facts.document.words(user);
        if (words.empty()) {
            continue;
        }
        const std::string_view text = words.front().text;
        const bool ours =
            !text.contains('$') && is_named(facts.document.expanded(words.front()).value_or(text));
        const bool theirs = hadolint_finds(facts.document, user);
        if (ours || theirs) {
            Reported finding =
                report.at(words.front().span,
                          "Only the image knows who '{}' is: a cluster that forbids root, and the "
                          "owner of a mounted folder, need a number",
                          text);
            found_by(finding, ours, theirs, "DL3066");
        }
    }
}

constexpr Example examples[] = {
    {.title = "a name",
     .bad = R"(
       | FROM postgres:17
       | USER postgres
       ~      ^^^^^^^^ Only the image knows who 'postgres' is: a cluster that forbids root, and the owner of a mounted folder, need a number
     )",
     .good = R"(
       | FROM postgres:17
       | USER 999
     )"},
    {.title = "the group may have a name",
     .bad = R"(
       | FROM debian:12
       | USER worker:1000
       ~      ^^^^^^^^^^^ Only the image knows who 'worker:1000' is: a cluster that forbids root, and the owner of a mounted folder, need a number
     )",
     .good = R"(
       | FROM debian:12
       | USER 1000:users
     )"},
    {.title = "an argument is the builder's choice",
     .bad = R"(
       | FROM debian:12
       | ENV WHO=1000
       | USER $WHO
       ~      ^^^^ (DL3066 only) Only the image knows who '$WHO' is: a cluster that forbids root, and the owner of a mounted folder, need a number
     )",
     .good = R"(
       | FROM debian:12
       | ARG WHO=1000
       | USER ${WHO}
     )"},
    {.title = "root is 0 everywhere, and quotes are no part of a name; hadolint minds both",
     .bad = R"(
       | FROM debian:12
       | USER root
       ~      ^^^^ (DL3066 only) Only the image knows who 'root' is: a cluster that forbids root, and the owner of a mounted folder, need a number
       | USER "1000"
       ~      ^^^^^^ (DL3066 only) Only the image knows who '"1000"' is: a cluster that forbids root, and the owner of a mounted folder, need a number
     )",
     .good = R"(
       | FROM debian:12
       | USER 0
     )"},
};

} // namespace

extern constexpr Rule named_user{
    .id = "named-user",
    .also = {"DL3066"},
    .title = "USER with a name instead of a number",
    .why = "Names of users stand in a file within the image. Kubernetes cannot see there whether a name is "
           "root, "
           "and whoever gives a folder to the container must know the number.",
    .group = Group::security,
    .severity = Severity::info,
    .level = Level::all,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
