#include "lint/copied_scripts.hpp"
#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/package_lists.hpp"
#include "lint/hadolint/packages.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/kept_images.hpp"
#include "lint/lists_kept.hpp"
#include "lint/rule.hpp"
#include "lint/run_edit.hpp"
#include "model/package_cache.hpp"
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::lint::rules {
namespace {

using Manager = CachingManager;
using model::PackageAction;

bool is_of(const Manager& manager, const model::Command& command) {
    return std::ranges::find(manager.programs, command.name) != manager.programs.end();
}

bool fills(const model::PackageCommand& packages) {
    return packages.manager == model::PackageManager::apt ? packages.action == PackageAction::update
           : packages.manager == model::PackageManager::apk
               ? packages.action == PackageAction::install
               : packages.action == PackageAction::install || packages.action == PackageAction::upgrade;
}

/// What is found is in an image that is kept, and nothing takes it away again.
bool is_left(const Facts& facts, const KeptImages& kept, const model::ShellText& text,
             const model::Command& command) {
    const model::Document& document = facts.document;
    const model::PackageCache* cache = model::package_cache(command.name);
    const model::Stage* stage = document.stage_of(document.instructions()[text.instruction]);
    // Where lines have lost their RUN, the cleaning may be among them.
    return cache != nullptr && stage != nullptr && !document.syntax().has_lost_lines() &&
           model::cache_fate(document, command, *cache) == model::CacheFate::kept && kept.hold(*stage) &&
           !other_run_has_copied_script(document, text) && !has_cleaner_behind(document, command) &&
           !are_lists_wanted(document, text);
}

/// Lists that nothing in the same RUN uses were fetched for something later, perhaps in a script.
bool uses_lists(const model::Document& document, const model::ShellText& text) {
    const model::Commands& commands = document.commands();
    return std::ranges::any_of(document.packages().commands, [&](const model::PackageCommand& packages) {
        return packages.manager == model::PackageManager::apt &&
               (packages.action == PackageAction::install || packages.action == PackageAction::upgrade) &&
               &commands.text_of(commands.all[packages.command]) == &text;
    });
}

/// Lists that another stage installs from can't be removed here, and which builds run that stage nobody
/// knows.
bool is_read_elsewhere(const model::Document& document, const model::ShellText& text) {
    const auto uses = later_uses_of_lists(document, text);
    const auto stage_of = [&](const model::ShellText& one) {
        return document.stage_of(document.instructions()[one.instruction]);
    };
    return !uses.empty() && stage_of(document.commands().text_of(*uses.front())) != stage_of(text);
}

std::string cleaning(const model::Command& command) {
    const model::PackageCache* cache = model::package_cache(command.name);
    if (cache != nullptr && cache->folders.front() == "/var/lib/apt/lists") {
        return "rm -rf /var/lib/apt/lists/*";
    }
    return std::string(command.name) + (command.name == "zypper" ? " clean --all" : " clean all");
}

void fix(Reported& finding, const model::Document& document, const model::ShellText& text,
         const model::PackageCommand& packages, const model::Command& command, bool is_later_sure) {
    if (packages.manager == model::PackageManager::apk) {
        const model::Argument& verb = document.commands().arguments_of(command)[packages.verb];
        finding.fix(Safety::safe, "Add --no-cache", {insert_option(document, verb, "--no-cache")});
        return;
    }
    const bool apt = packages.manager == model::PackageManager::apt;
    const std::string_view mounted = apt ? mounted_lists(document) : std::string_view{};
    if (!mounted.empty()) {
        const Offset behind = document.instruction(text).name_span.end;
        const bool both = mounted == "/var/lib/apt";
        finding.fix(Safety::unsafe, message("Keep {} in a cache mount", {mounted}),
                    {{.span = {behind, behind},
                      .text = mount_like(document, mounted, ",sharing=locked") +
                              (both ? mount_like(document, "/var/cache/apt", ",sharing=locked") : "")}});
    }
    const bool sudo = command.through_wrapper && document.commands().all[command.outer].name == "sudo";
    const std::string command_line = (sudo ? "sudo " : "") + cleaning(command);
    if (const auto edit = append_command(document, text, command_line)) {
        const bool safe = !apt || (uses_lists(document, text) && is_later_sure && mounted.empty());
        finding.fix(safe ? Safety::safe : Safety::unsafe, "Clean up in the same RUN: " + command_line,
                    {*edit});
    }
}

/// Of lists that later RUNs install from.
std::string joining(const model::Document& document, const model::ShellText& text,
                    const model::Command& command, std::span<const model::Command* const> uses) {
    const std::string names = installed_by(document, uses);
    if (uses.size() == 1 && !uses_lists(document, text)) {
        return message("Call '{} update' in the later RUN that installs {}, and end that with '{}': here it "
                       "leaves tens of MB of package lists in the image",
                       {command.name, names.empty() ? "from these lists" : names, cleaning(command)});
    }
    return message(
        "Install {} in this RUN too, or call '{} update' again in {}, and end each such RUN with '{}': "
        "as it is, tens of MB of package lists stay in the image",
        {names.empty() ? "what later RUNs need" : names, command.name,
         uses.size() == 1 ? "the later RUN" : "later RUNs", cleaning(command)});
}

constexpr std::string_view idle_lists =
    "Nothing in this file installs from the lists that '{} update' leaves in the image, tens of MB: leave it "
    "out";

std::string message_for(const Manager& manager, const model::Document& document,
                        const model::Command& command, bool ours) {
    if (manager.manager == model::PackageManager::apk) {
        return "apk leaves its package lists in the image: add --no-cache";
    }
    if (manager.manager != model::PackageManager::apt) {
        return message("{} leaves its package lists in the image: end this RUN with '{}'",
                       {command.name, cleaning(command)});
    }
    const std::string_view mounted = ours ? mounted_lists(document) : std::string_view{};
    return mounted.empty()
               ? message(
                     "'{} update' leaves tens of MB of package lists in the image: end this RUN with '{}'",
                     {command.name, cleaning(command)})
               : message("'{} update' leaves tens of MB of package lists in the image: give this RUN a cache "
                         "mount on {}, as other RUNs here have",
                         {command.name, mounted});
}

void report_one(const Manager& manager, const model::Document& document, Report& report,
                const model::PackageCommand* packages, const model::Command& command, bool ours,
                bool theirs) {
    const model::Arguments arguments = document.commands().arguments_of(command);
    const bool has_verb = packages != nullptr && packages->verb != shell::no_node;
    const Span span = has_verb ? arguments[packages->verb].span : command.name_span;
    const model::ShellText& text = document.commands().text_of(command);
    const bool apt = manager.manager == model::PackageManager::apt;
    const auto uses =
        ours && apt ? later_uses_of_lists(document, text) : std::vector<const model::Command*>{};
    const bool fetched_anew = !uses.empty() && runs_piped_script(document, text, *uses.front());
    const bool joins = !uses.empty() && !fetched_anew;
    const bool idle = ours && apt && uses.empty() && are_lists_idle(document, text);
    Reported finding = joins  ? report.at(span, "{}", joining(document, text, command, uses))
                       : idle ? report.at(span, idle_lists, command.name)
                              : report.at(span, "{}", message_for(manager, document, command, ours));
    found_by(finding, ours, theirs, manager.code);
    if (joins) {
        finding.related(uses.front()->span, "installs from them");
    } else if (ours && !idle) {
        fix(finding, document, text, *packages, command, !fetched_anew);
    }
}

/// One finding a RUN: cleaning once is enough. What hadolint alone finds is reported where nothing
/// of ours is.
void check_text(const Manager& manager, const Facts& facts, const KeptImages& kept, Report& report,
                std::span<const model::PackageCommand> all, const model::ShellText& text) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    const model::Command* theirs = manager.code.empty() ? nullptr : hadolint_minds(manager, document, text);
    for (const model::PackageCommand& packages : all) {
        const model::Command& command = commands.all[packages.command];
        if (is_of(manager, command) && fills(packages) && packages.verb != shell::no_node &&
            is_left(facts, kept, text, command) &&
            !(manager.manager == model::PackageManager::apt && is_read_elsewhere(document, text))) {
            report_one(manager, document, report, &packages, command, true, theirs != nullptr);
            return;
        }
    }
    if (theirs != nullptr) {
        report_one(manager, document, report, nullptr, *theirs, false, true);
    }
}

/// apk keeps nothing by an option, so each of its commands is told for itself.
void check_apk(const Manager& manager, const Facts& facts, const KeptImages& kept, Report& report,
               const model::PackageCommand* packages, const model::Command& command) {
    const model::Document& document = facts.document;
    const model::ShellText& text = document.commands().text_of(command);
    const bool theirs = hadolint_minds_apk(manager, document, command);
    const bool ours = packages != nullptr && fills(*packages) && is_left(facts, kept, text, command);
    if (ours || theirs) {
        report_one(manager, document, report, packages, command, ours, theirs);
    }
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    const KeptImages kept(facts);
    const auto managers = caching_managers();
    std::vector<std::uint32_t> seen(managers.size()); // the text after the last one looked at
    each_run_command(document, [&](const model::PackageCommand* packages, const model::Command& command) {
        for (std::size_t i = 0; i < managers.size(); ++i) {
            if (!is_of(managers[i], command)) {
                continue;
            }
            if (managers[i].manager == model::PackageManager::apk) {
                check_apk(managers[i], facts, kept, report, packages, command);
            } else if (seen[i] <= command.text) {
                seen[i] = command.text + 1;
                const model::ShellText& text = commands.text_of(command);
                const auto of_text = std::ranges::equal_range(
                    document.packages().commands, command.text, {},
                    [&](const model::PackageCommand& one) { return commands.all[one.command].text; });
                check_text(managers[i], facts, kept, report, {of_text.begin(), of_text.end()}, text);
            }
        }
    });
}

constexpr Example examples[] = {
    {.title = "apt's lists",
     .bad = R"(
       | FROM debian:12
       | RUN apt-get update && apt-get install -y curl
       ~             ^^^^^^ 'apt-get update' leaves tens of MB of package lists in the image: end this RUN with 'rm -rf /var/lib/apt/lists/*'
       + RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
     )",
     .good = R"(
       | FROM debian:12
       | RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
     )"},
    {.title = "the fix is written as the RUN is",
     .bad = R"(
       | FROM debian:12
       | RUN apt-get update \
       ~             ^^^^^^ 'apt-get update' leaves tens of MB of package lists in the image: end this RUN with 'rm -rf /var/lib/apt/lists/*'
       |  && apt-get install -y \
       |     # to fetch models
       |     curl
       +     curl \
       +  && rm -rf /var/lib/apt/lists/*
     )",
     .good = R"(
       | FROM debian:12
       | RUN <<EOF
       | apt-get update
       | apt-get install -y curl
       | rm -rf /var/lib/apt/lists/*
       | EOF
     )"},
    {.title = "a cache mount keeps them out of the image, too",
     .bad = R"(
       | FROM debian:12
       | RUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update
       ~                                                           ^^^^^^^ (DL3009 only) 'apt-get update' leaves tens of MB of package lists in the image: end this RUN with 'rm -rf /var/lib/apt/lists/*'
     )",
     .good = R"(
       | FROM debian:12
       | RUN --mount=type=cache,target=/var/lib/apt,sharing=locked \
       |     --mount=type=cache,target=/var/cache/apt,sharing=locked \
       |     apt-get update && apt-get install -y curl
     )"},
    {.title = "where others have a cache mount, it fits here too", .bad = R"(
       | FROM debian:12
       | RUN apt-get update && apt-get install -y file
       ~             ^^^^^^ 'apt-get update' leaves tens of MB of package lists in the image: give this RUN a cache mount on /var/lib/apt, as other RUNs here have
       | RUN --mount=type=cache,target=/var/lib/apt,sharing=locked \
       |     --mount=type=cache,target=/var/cache/apt,sharing=locked \
       |     apt-get update && apt-get install -y curl
     )"},
    {.title = "what a bake file builds for a check, and for files, is no image",
     .good = R"(
       | FROM debian:12 AS base
       | RUN apt-get update && apt-get install -y gcc
       | FROM base AS generated
       | RUN make
       | FROM scratch AS update
       | COPY --from=generated /out /
       | FROM base AS compare
       | RUN --mount=type=bind,from=update,target=/new diff -r /new src
     )",
     .beside = R"(
       == docker-bake.hcl
       target "compare" {
         target = "compare"
         output = ["type=cacheonly"]
       }
       target "generated" {
         target = "update"
         output = ["."]
       }
     )"},
    {.title = "but a stage that is an image, too, has what it builds on",
     .bad = R"(
       | FROM debian:12 AS base
       | RUN apt-get update && apt-get install -y gcc
       ~             ^^^^^^ 'apt-get update' leaves tens of MB of package lists in the image: end this RUN with 'rm -rf /var/lib/apt/lists/*'
       + RUN apt-get update && apt-get install -y gcc && rm -rf /var/lib/apt/lists/*
       | FROM base AS app
       | RUN make
       | FROM base AS compare
       | RUN make compare
     )",
     .good = R"(
       | FROM debian:12 AS base
       | RUN apt-get update && apt-get install -y gcc
       | FROM base AS lint
       | RUN make lint
     )",
     .beside = R"(
       == docker-bake.hcl
       target "compare" {
         output = ["type=cacheonly"]
       }
     )"},
    {.title = "a stage that things are only copied out of is thrown away, whichever the platform chooses",
     .bad = R"(
       | FROM debian:12 AS tools
       | RUN apt-get update && apt-get install -y gcc
       ~             ^^^^^^ 'apt-get update' leaves tens of MB of package lists in the image: end this RUN with 'rm -rf /var/lib/apt/lists/*'
       + RUN apt-get update && apt-get install -y gcc && rm -rf /var/lib/apt/lists/*
       | FROM tools
     )",
     .good = R"(
       | FROM debian:12 AS build-amd64
       | RUN apt-get update && apt-get install -y gcc
       | FROM debian:11 AS build-arm64
       | RUN apt-get update && apt-get install -y clang
       | FROM build-${TARGETARCH} AS build
       | FROM debian:12
       | COPY --from=build /app /app
     )"},
    {.title = "lists that a later RUN installs from are no matter of one command",
     .bad = R"(
       | FROM debian:12
       | RUN apt-get update
       ~             ^^^^^^ Call 'apt-get update' in the later RUN that installs curl, and end that with 'rm -rf /var/lib/apt/lists/*': here it leaves tens of MB of package lists in the image
       | RUN apt-get install -y curl
       | FROM debian:13
       | RUN apt-get update && apt-get install -y curl
       ~             ^^^^^^ Install gcc, make and 2 more in this RUN too, or call 'apt-get update' again in later RUNs, and end each such RUN with 'rm -rf /var/lib/apt/lists/*': as it is, tens of MB of package lists stay in the image
       | RUN apt-get install -y gcc make
       | RUN apt-get install -y git make xz-utils && rm -rf /var/lib/apt/lists/*
     )",
     .good = R"(
       | FROM debian:12
       | RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
       | RUN apt-get install -y ./local.deb
     )"},
    {.title = "a script out of the network may fetch them anew, so that those of before need not stay",
     .bad = R"(
       | FROM ubuntu:24.04
       | RUN apt-get update && apt-get install -y curl
       ~             ^^^^^^ 'apt-get update' leaves tens of MB of package lists in the image: end this RUN with 'rm -rf /var/lib/apt/lists/*'
       | RUN curl -fsSL https://example.org/setup.sh | sh
       | RUN apt-get install -y tool
     )"},
    {.title = "lists that nothing installs from", .bad = R"(
       | FROM ubuntu:24.04
       | RUN curl -fsSL https://example.org/key | apt-key add - && apt-get update
       ~                                                                   ^^^^^^ Nothing in this file installs from the lists that 'apt-get update' leaves in the image, tens of MB: leave it out
     )"},
    {.title = "somebody has decided that they stay", .good = R"(
       | FROM ubuntu:24.04 AS devcontainer
       | RUN apt-get update && apt-get install -y less
       | FROM ubuntu:24.04
       | RUN apt-get update && apt-get install -y ssh
       | # For those who work in it, leave apt functional.
     )"},
    {.title = "what another stage installs from them is its own matter; a later update makes them idle",
     .bad = R"(
       | FROM debian:12 AS base
       | RUN apt-get update
       ~     ^^^^^^^ (DL3009 only) 'apt-get update' leaves tens of MB of package lists in the image: end this RUN with 'rm -rf /var/lib/apt/lists/*'
       | FROM base AS tools
       | RUN apt-get install -y make
       | FROM debian:12
       | RUN apt-get update && apt-get install -y curl
       ~             ^^^^^^ 'apt-get update' leaves tens of MB of package lists in the image: end this RUN with 'rm -rf /var/lib/apt/lists/*'
       + RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
       | RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*
     )"},
    {.title = "a script of the build context may have fetched them before, or read them afterwards",
     .bad = R"(
       | FROM ubuntu:24.04
       | COPY common.sh lib.sh /
       | RUN /common.sh
       | RUN apt-get update && apt-get install -y g++
       ~     ^^^^^^^ (DL3009 only) 'apt-get update' leaves tens of MB of package lists in the image: end this RUN with 'rm -rf /var/lib/apt/lists/*'
       | WORKDIR /src
       | COPY . .
       | RUN bash -e scripts/more.sh
     )"},
    {.title = "a script that was downloaded", .bad = R"(
       | FROM ubuntu:24.04
       | COPY requirements.txt /tmp/
       | RUN apt-get update && apt-get install -y curl
       ~             ^^^^^^ 'apt-get update' leaves tens of MB of package lists in the image: end this RUN with 'rm -rf /var/lib/apt/lists/*'
       + RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
       | RUN curl -fo /tmp/conda.sh https://example.org/conda.sh
       | RUN bash /tmp/conda.sh -b
     )"},
    {.title = "apt-get can clean up itself since Debian 13; hadolint doesn't know it",
     .bad = R"(
       | FROM debian:13
       | RUN apt-get update && apt-get distclean
       ~     ^^^^^^^ (DL3009 only) 'apt-get update' leaves tens of MB of package lists in the image: end this RUN with 'rm -rf /var/lib/apt/lists/*'
     )",
     .good = R"(
       | FROM debian:13
       | RUN apt-get update && find /var/lib/apt/lists -mindepth 1 -delete && rm -rf /tmp/x
     )"},
    {.title = "apk need not keep any",
     .bad = R"(
       | FROM alpine:3.20
       | RUN apk add curl
       ~         ^^^ apk leaves its package lists in the image: add --no-cache
       + RUN apk add --no-cache curl
     )",
     .good = R"(
       | FROM alpine:3.20
       | RUN apk add --no-cache curl
     )"},
    {.title = "cleaning apk's cache by hand is as good; hadolint minds it",
     .bad = R"(
       | FROM alpine:3.20
       | RUN apk add curl && rm -rf /var/cache/apk/*
       ~         ^^^ (DL3019 only) apk leaves its package lists in the image: add --no-cache
     )",
     .good = R"(
       | FROM alpine:3.20
       | RUN --mount=type=cache,target=/var/cache/apk apk add curl
     )"},
    {.title = "yum and dnf", .bad = R"(
       | FROM fedora:41
       | RUN dnf install -y gcc
       ~         ^^^^^^^ dnf leaves its package lists in the image: end this RUN with 'dnf clean all'
       + RUN dnf install -y gcc && dnf clean all
     )"},
    {.title = "hadolint takes any 'rm -rf' for a cleaning, and minds one that comes too early",
     .bad = R"(
       | FROM centos:7
       | RUN yum install -y gcc && rm -rf /tmp/build
       ~         ^^^^^^^ yum leaves its package lists in the image: end this RUN with 'yum clean all'
       + RUN yum install -y gcc && rm -rf /tmp/build && yum clean all
       | RUN yum clean all && yum install -y gcc && yum clean all
       ~                      ^^^ (DL3032 only) yum leaves its package lists in the image: end this RUN with 'yum clean all'
     )",
     .good = R"(
       | FROM centos:7
       | RUN yum install -y gcc && rm -rf /var/cache/yum
     )"},
    {.title = "zypper",
     .bad = R"(
       | FROM opensuse/leap:15.6
       | RUN zypper -n install gcc
       ~               ^^^^^^^ zypper leaves its package lists in the image: end this RUN with 'zypper clean --all'
       + RUN zypper -n install gcc && zypper clean --all
     )",
     .good = R"(
       | FROM opensuse/leap:15.6
       | RUN zypper -n install gcc && zypper clean
     )"},
};

} // namespace

extern constexpr Rule kept_package_cache{
    .id = "kept-package-cache",
    .also = {"DL3009", "DL3019", "DL3032", "DL3036", "DL3040"},
    .title = "Package lists or archives left in the image",
    .why = "Package managers fetch lists of all packages, and the packages, before they install. Each RUN "
           "becomes a layer of the image for good: what a later RUN removes still lies in it, so only the "
           "same RUN (or a cache mount) can keep tens of megabytes out.",
    .group = Group::size,
    .severity = Severity::info,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
