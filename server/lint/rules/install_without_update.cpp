#include "lint/plain_bases.hpp"
#include "lint/rule.hpp"
#include "model/options.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using model::PackageAction;

bool names_packages(const model::Document& document, const model::PackageCommand& packages) {
    const auto named = document.packages().of(packages);
    return !named.empty() && std::ranges::all_of(named, [](const model::Package& one) {
        return one.source == model::Package::Source::index && one.plain;
    });
}

/// An update in the same stage or below it, in front of the command; with sudo or in a string, too.
bool is_updated(const model::Document& document, const model::Stage& stage, const model::Command& command) {
    const model::Commands& commands = document.commands();
    const model::Stage* at = &stage;
    while (at != nullptr) {
        const bool found =
            std::ranges::any_of(document.packages().commands, [&](const model::PackageCommand& one) {
                const model::Command& other = commands.all[one.command];
                const model::ShellText& text = commands.text_of(other);
                return one.manager == model::PackageManager::apt && one.action == PackageAction::update &&
                       document.stage_of(document.instructions()[text.instruction]) == at &&
                       other.span.begin < command.span.begin;
            });
        if (found) {
            return true;
        }
        at = at->image.stage ? &document.stages()[*at->image.stage] : nullptr;
    }
    return false;
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    if (document.syntax().has_lost_lines()) {
        return;
    }
    for (const model::PackageCommand& packages : document.packages().commands) {
        const model::Command& command = commands.all[packages.command];
        const model::ShellText& text = commands.text_of(command);
        const model::Instruction& run = document.instructions()[text.instruction];
        const model::Stage* stage = document.stage_of(run);
        if (packages.manager != model::PackageManager::apt || packages.action != PackageAction::install ||
            text.onbuild || run.keyword != model::Keyword::run || stage == nullptr ||
            packages.verb == shell::no_node || !run.flags.empty() ||
            model::long_option(commands.arguments_of(command), "update") != nullptr ||
            !names_packages(document, packages)) {
            continue;
        }
        const auto base = plain_base(document, *stage);
        if (base && base->family == PlainBase::Family::debian && !is_updated(document, *stage, command) &&
            !may_hide_changes(document, *stage, text.instruction, command.span.begin)) {
            report
                .at(commands.arguments_of(command)[packages.verb].span,
                    "The image has no lists of packages, so apt finds none of these and the build stops "
                    "here: put "
                    "`apt-get update &&` in front")
                .severity(Severity::error);
            return;
        }
    }
}

constexpr Example examples[] = {
    {.title = "lists that are not there",
     .bad = R"(
       | FROM ubuntu:24.04
       | RUN apt-get install -y git
       ~             ^^^^^^^ The image has no lists of packages, so apt finds none of these and the build stops here: put `apt-get update &&` in front
     )",
     .good = R"(
       | FROM ubuntu:24.04
       | RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*
     )"},
    {.title = "somebody else may have fetched them", .good = R"(
       | FROM node:22
       | RUN curl -fsSL https://deb.example.org/setup | bash && apt-get install -y nodejs
       | FROM example.org/lab/base:1
       | RUN apt-get install -y git
       | FROM debian:13
       | RUN apt install -y --update git
       | FROM debian:12
       | COPY a.deb /tmp/
       | RUN apt-get install -y /tmp/a.deb
     )"},
};

} // namespace

extern constexpr Rule install_without_update{
    .id = "install-without-update",
    .title = "apt-get install without apt-get update",
    .why =
        "apt knows packages from lists that `apt-get update` fetches. Images are published without them, to "
        "be small, so the first thing must be to fetch them, in the same RUN as the installation.",
    .group = Group::correctness,
    .severity = Severity::error,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
