#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

bool is_root(std::string_view user) {
    const std::string_view name = user.substr(0, user.find(':'));
    return name == "root" || name == "0";
}

/// The last USER of a stage, or null.
const model::Instruction* last_user(const model::Document& document, const model::Stage& stage) {
    const model::Instruction* last = nullptr;
    for (const model::Instruction& instruction : document.instructions(stage)) {
        if (instruction.keyword == model::Keyword::user) {
            last = &instruction;
        }
    }
    return last;
}

/// hadolint asks for it in each stage, we only where the container comes from.
void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Stage& stage : document.stages()) {
        const model::Instruction* user = last_user(document, stage);
        if (user == nullptr || document.words(*user).empty()) {
            continue;
        }
        const syntax::Word& word = document.words(*user).front();
        const bool is_final = stage.index + 1 == document.stages().size();
        const bool ours = is_final && is_root(document.expanded(word).value_or(std::string_view{}));
        const bool theirs = is_root(hadolint_user(document, *user));
        if (ours || theirs) {
            Reported finding =
                report.at(word.span, "The container runs as root: whoever breaks out of the program "
                                     "owns the container and the files that are mounted");
            found_by(finding, ours, theirs, "DL3002");
        }
    }
}

constexpr Example examples[] = {
    {.title = "root to the end",
     .bad = R"(
       | FROM jupyter/base-notebook:2024-05-27
       | USER root
       ~      ^^^^ The container runs as root: whoever breaks out of the program owns the container and the files that are mounted
       | RUN apt-get update
     )",
     .good = R"(
       | FROM jupyter/base-notebook:2024-05-27
       | USER root
       | RUN apt-get update
       | USER $NB_UID
     )"},
    {.title = "by number, with a group",
     .bad = R"(
       | FROM debian:12
       | USER 1000
       | USER 0:0
       ~      ^^^ The container runs as root: whoever breaks out of the program owns the container and the files that are mounted
     )",
     .good = R"(
       | FROM debian:12
       | USER 1000:0
     )"},
    {.title = "a stage that only builds may be root; hadolint minds",
     .bad = R"(
       | FROM golang:1.23 AS build
       | USER root
       ~      ^^^^ (DL3002 only) The container runs as root: whoever breaks out of the program owns the container and the files that are mounted
       | FROM debian:12
       | USER 1000
     )",
     .good = R"(
       | FROM golang:1.23
     )"},
    {.title = "quotes and variables, which hadolint takes as they are",
     .bad = R"(
       | FROM debian:12
       | ENV WHO=root
       | USER "$WHO"
       ~      ^^^^^^ The container runs as root: whoever breaks out of the program owns the container and the files that are mounted
     )",
     .good = R"(
       | FROM debian:12
       | ENV WHO=worker
       | USER "$WHO"
     )"},
};

} // namespace

extern constexpr Rule root_user{
    .id = "root-user",
    .also = {"DL3002"},
    .title = "The image ends as root",
    .why = "The last USER is who the container runs as. Root in the container can write wherever a folder is "
           "mounted, leaves files there that nobody else may delete, and is root on the machine if it breaks "
           "out.",
    .group = Group::security,
    .severity = Severity::warning,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
