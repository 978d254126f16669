#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

/// Who works there, if it is somebody else than root; "" if that is not plain.
std::string_view worker(const model::Document& document, const model::Instruction& copy) {
    const auto user = document.context(copy).user;
    const auto words =
        user ? document.words(document.instructions()[*user]) : std::span<const syntax::Word>{};
    if (words.empty()) {
        return {};
    }
    const std::string_view name = words.front().text;
    const std::string_view who = name.substr(0, name.find(':'));
    const auto expanded = document.expanded(words.front()).value_or("root");
    const std::string_view known = expanded.substr(0, expanded.find(':'));
    const bool is_plain = who.find_first_of("\"' \\:") == std::string_view::npos;
    return is_plain && known != "root" && known != "0" ? name : std::string_view{};
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Instruction& copy : document.instructions()) {
        const bool copies = copy.keyword == model::Keyword::copy || copy.keyword == model::Keyword::add;
        if (!copies || document.words(copy).size() < 2 || document.stage_of(copy) == nullptr ||
            document.syntax().flag(copy, "chown") != nullptr) {
            continue;
        }
        const std::string_view who = worker(document, copy);
        if (!who.empty()) {
            const Offset behind = copy.name_span.end;
            report
                .at(copy.name_span,
                    "{} takes no notice of USER: the files belong to root, and '{}' can read but not change "
                    "them",
                    syntax::name(copy.keyword), who)
                .fix(Safety::unsafe, message("Give them to {}", {who}),
                     {{{behind, behind}, " --chown=" + std::string(who)}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "root's files",
     .bad = R"(
       | FROM node:22
       | USER node
       | COPY package.json /app/
       ~ ^^^^ COPY takes no notice of USER: the files belong to root, and 'node' can read but not change them
     )",
     .good = R"(
       | FROM node:22
       | COPY package.json /app/
       | USER node
       | COPY --chown=node:node src /app/src
     )"},
    {.title = "a user that a variable names",
     .bad = R"(
       | FROM mambaorg/micromamba:2
       | USER $MAMBA_USER
       | COPY environment.yml /tmp/
       ~ ^^^^ COPY takes no notice of USER: the files belong to root, and '$MAMBA_USER' can read but not change them
     )",
     .good = R"(
       | FROM debian:12
       | ARG WHO=root
       | USER $WHO
       | COPY environment.yml /tmp/
     )"},
};

} // namespace

extern constexpr Rule copy_after_user{
    .id = "copy-after-user",
    .title = "COPY behind USER without --chown",
    .why = "USER decides who runs commands, not whom copied files belong to. A program that wants to write "
           "beside them gets \"permission denied\". Where files shall only be read, root is a good owner.",
    .group = Group::correctness,
    .severity = Severity::info,
    .level = Level::strict,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
