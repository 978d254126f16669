#include "lint/plain_bases.hpp"
#include "lint/rule.hpp"
#include "model/failure.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool is_there(const PlainBase& base, std::string_view program) {
    return (program == "curl" && base.has_curl) || (program == "wget" && base.has_wget) ||
           (program == "git" && base.has_git);
}

/// Any installation may bring it along, unless all of its packages are such as bring nothing.
bool may_be_installed(const model::Document& document, const model::Stage& stage, std::string_view program,
                      Offset before) {
    constexpr std::string_view harmless[] = {
        "ca-certificates", "tzdata",   "bash",   "make",         "jq",    "vim", "nano",
        "openssl",         "libgomp1", "libgl1", "libglib2.0-0", "procps"};
    const model::Commands& commands = document.commands();
    for (const model::PackageCommand& packages : document.packages().commands) {
        const model::Command& command = commands.all[packages.command];
        const model::Instruction& owner = document.instructions()[commands.text_of(command).instruction];
        const model::Stage* there = document.stage_of(owner);
        const bool of_system =
            packages.manager != model::PackageManager::pip && packages.manager != model::PackageManager::npm;
        if (command.span.begin >= before || !of_system || packages.action != model::PackageAction::install ||
            there == nullptr || there->index > stage.index) {
            continue;
        }
        for (const model::Package& one : document.packages().of(packages)) {
            if (one.name == program || std::ranges::find(harmless, one.name) == std::end(harmless)) {
                return true;
            }
        }
    }
    return false;
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    if (document.syntax().has_lost_lines()) {
        return;
    }
    for (const model::Command& command : commands.all) {
        if (command.name != "curl" && command.name != "wget" && command.name != "git") {
            continue;
        }
        const model::ShellText& text = commands.text_of(command);
        const model::Instruction& owner = document.instructions()[text.instruction];
        const model::Stage* stage = document.stage_of(owner);
        const bool checks = owner.keyword == model::Keyword::healthcheck;
        if (stage == nullptr || text.onbuild ||
            (!checks && (owner.keyword != model::Keyword::run || !owner.flags.empty() ||
                         !model::failure_fails_run(document, command)))) {
            continue;
        }
        // A HEALTHCHECK runs in the finished image.
        const std::uint32_t at = checks ? stage->end : text.instruction;
        const Offset before = checks ? offset(document.text().size()) : command.span.begin;
        const auto base = plain_base(document, *stage);
        if (!base || is_there(*base, command.name) ||
            may_be_installed(document, *stage, command.name, before) ||
            may_hide_changes(document, *stage, at, before)) {
            continue;
        }
        const std::string_view manager = base->family == PlainBase::Family::alpine ? "apk" : "apt-get";
        report.at(command.name_span,
                  "'{}' is not in this base image and nothing installs it, so {}: install it with {}",
                  command.name, checks ? "the check always fails" : "this RUN fails", manager);
    }
}

constexpr Example examples[] = {
    {.title = "a check that can never be right",
     .bad = R"(
       | FROM python:3.12-slim
       | RUN pip install flask==3.0.0
       | HEALTHCHECK CMD curl -f http://localhost:8000/ || exit 1
       ~                 ^^^^ 'curl' is not in this base image and nothing installs it, so the check always fails: install it with apt-get
     )",
     .good = R"(
       | FROM python:3.12
       | RUN pip install flask==3.0.0
       | HEALTHCHECK CMD curl -f http://localhost:8000/ || exit 1
     )"},
    {.title = "a download",
     .bad = R"(
       | FROM ubuntu:24.04
       | RUN wget https://example.org/data.csv
       ~     ^^^^ 'wget' is not in this base image and nothing installs it, so this RUN fails: install it with apt-get
     )",
     .good = R"(
       | FROM ubuntu:24.04
       | RUN apt-get update && apt-get install -y wget && wget https://example.org/data.csv
       | RUN command -v git || true
       | FROM alpine:3.20
       | RUN wget https://example.org/data.csv
     )"},
};

} // namespace

extern constexpr Rule missing_program{
    .id = "missing-program",
    .title = "curl, wget or git that the image does not have",
    .why =
        "Small images hold a few programs only: `slim` and `alpine` ones, and plain Debian and Ubuntu, have "
        "neither curl nor git. A build step then stops with \"not found\", and a HEALTHCHECK calls a "
        "container unhealthy that is well.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
