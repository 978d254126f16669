#include "lint/copied_scripts.hpp"
#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/packages.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/lists_kept.hpp"
#include "lint/rule.hpp"
#include "lint/run_edit.hpp"
#include "model/package_cache.hpp"
#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace dockwright::lint::rules {
namespace {

using model::PackageAction;

/// A manager with a cache that stays, and how hadolint looks for what fills and empties it.
struct Manager {
    model::PackageManager manager;
    std::string_view code;
    std::array<std::string_view, 3> programs;
    std::array<std::string_view, 4> fillers;
    std::array<std::string_view, 2> cleaners;
    std::string_view removed; ///< as an argument of `rm` it empties the cache; so does `-rf` alone
    std::string_view mounted;
};
constexpr Manager managers[] = {
    {model::PackageManager::apt,
     "DL3009",
     {"apt", "apt-get", "aptitude"},
     {"update"},
     {},
     "/var/lib/apt/lists/*",
     ""},
    {model::PackageManager::apk, "DL3019", {"apk"}, {"add"}, {}, "", "/var/cache/apk"},
    {model::PackageManager::dnf, "DL3032", {"yum"}, {"install"}, {"clean"}, "/var/cache/yum/*", ""},
    {model::PackageManager::dnf,
     "DL3040",
     {"dnf", "microdnf"},
     {"install", "reinstall", "upgrade", "upgrade-minimal"},
     {"clean"},
     "/var/cache/libdnf5*",
     "/var/cache/libdnf5"},
    {model::PackageManager::dnf, "", {"dnf5", "tdnf"}, {}, {}, "", ""},
    {model::PackageManager::zypper,
     "DL3036",
     {"zypper"},
     {"in", "install"},
     {"cc", "clean"},
     "",
     "/var/cache/zypp"},
};

std::span<const std::string_view> filled(std::span<const std::string_view> words) {
    return words.first(static_cast<std::size_t>(std::ranges::find(words, "") - words.begin()));
}

bool is_of(const Manager& manager, const model::Command& command) {
    return std::ranges::find(manager.programs, command.name) != manager.programs.end();
}

/// Where hadolint looks at the lists of apt: in the last stage, and in those that a FROM names in
/// just those letters.
bool is_used(const model::Document& document, const model::ShellText& text) {
    const model::Stage* stage = document.stage_of(document.instructions()[text.instruction]);
    if (text.onbuild || stage == nullptr || stage->index + 1 == document.stages().size()) {
        return true;
    }
    const std::string_view name = stage->name.empty() ? stage->image.written : stage->name;
    return std::ranges::any_of(document.stages().subspan(stage->index + 1),
                               [&](const model::Stage& later) { return later.image.written == name; });
}

bool hadolint_sees_mounts(const Manager& manager, const model::Document& document,
                          const model::Instruction& run) {
    if (manager.manager == model::PackageManager::apt) {
        return hadolint_mounts(document, run, "/var/lib/apt/lists") ||
               (hadolint_mounts(document, run, "/var/lib/apt") &&
                hadolint_mounts(document, run, "/var/cache/apt"));
    }
    return !manager.mounted.empty() && hadolint_mounts(document, run, manager.mounted);
}

/// `rm` with `-rf`, whatever it removes, or with the very pattern.
bool removes(const Manager& manager, const model::Command& command, model::Arguments arguments) {
    const std::array<std::string_view, 2> words{"-rf", manager.removed};
    return !manager.removed.empty() && command.name == "rm" && hadolint_has(arguments, words);
}

/// The first command of the program that fills the cache, if hadolint minds it: nothing empties it,
/// or something does so before already.
const model::Command* hadolint_finds(const Manager& manager, std::string_view program,
                                     const model::Document& document, const model::ShellText& text) {
    const model::Commands& commands = document.commands();
    const model::Command* filler = nullptr;
    const model::Command* cleaner = nullptr;
    for (const model::Command& command : commands.of(text)) {
        const model::Arguments arguments = commands.arguments_of(command);
        const bool fills = command.name == program && hadolint_has(arguments, filled(manager.fillers));
        const bool cleans = removes(manager, command, arguments) ||
                            (command.name == program && hadolint_has(arguments, filled(manager.cleaners)));
        const bool first_filler = fills && filler == nullptr;
        const bool first_cleaner = cleans && cleaner == nullptr;
        if ((first_filler || first_cleaner) && hadolint_sees(document, command)) {
            filler = first_filler ? &command : filler;
            cleaner = first_cleaner ? &command : cleaner;
        }
    }
    const bool in_order = manager.manager != model::PackageManager::apt;
    const bool kept = cleaner == nullptr || (in_order && filler != nullptr && cleaner <= filler);
    return kept ? filler : nullptr;
}

/// The same for each of a manager's programs. apk has an option instead of a command.
const model::Command* hadolint_finds(const Manager& manager, const model::Document& document,
                                     const model::ShellText& text) {
    if (hadolint_sees_mounts(manager, document, document.instruction(text)) ||
        (manager.manager == model::PackageManager::apt && !is_used(document, text))) {
        return nullptr;
    }
    for (const std::string_view program : filled(manager.programs)) {
        if (const model::Command* found = hadolint_finds(manager, program, document, text)) {
            return found;
        }
    }
    return nullptr;
}

bool fills(const model::PackageCommand& packages) {
    return packages.manager == model::PackageManager::apt ? packages.action == PackageAction::update
           : packages.manager == model::PackageManager::apk
               ? packages.action == PackageAction::install
               : packages.action == PackageAction::install || packages.action == PackageAction::upgrade;
}

/// What is found is in an image that is kept, and nothing takes it away again.
bool is_kept(const model::Document& document, const model::ShellText& text, const model::Command& command) {
    const model::PackageCache* cache = model::package_cache(command.name);
    const model::Stage* stage = document.stage_of(document.instructions()[text.instruction]);
    // Where lines have lost their RUN, the cleaning may be among them.
    return cache != nullptr && stage != nullptr && !document.syntax().has_lost_lines() &&
           model::cache_fate(document, command, *cache) == model::CacheFate::kept && stage->shipped &&
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
    const model::Command* later = later_use_of_lists(document, text);
    const auto stage_of = [&](const model::ShellText& one) {
        return document.stage_of(document.instructions()[one.instruction]);
    };
    return later != nullptr && stage_of(document.commands().text_of(*later)) != stage_of(text);
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
    const bool sudo = command.through_wrapper && document.commands().all[command.outer].name == "sudo";
    const std::string command_line = (sudo ? "sudo " : "") + cleaning(command);
    if (const auto edit = append_command(document, text, command_line)) {
        const bool safe =
            packages.manager != model::PackageManager::apt || (uses_lists(document, text) && is_later_sure);
        finding.fix(safe ? Safety::safe : Safety::unsafe, "Clean up in the same RUN: " + command_line,
                    {*edit});
    }
}

constexpr std::string_view lists_used_later =
    "Join this RUN with the later one that installs from these lists, and remove the lists at its end: only "
    "then are they not in the image";

constexpr std::string_view idle_lists =
    "Nothing in this file installs from the lists that '{} update' leaves in the image, tens of MB: leave it "
    "out";

std::string message_for(const Manager& manager, const model::Command& command) {
    return manager.manager == model::PackageManager::apk
               ? "apk leaves its package lists in the image: add --no-cache"
               : message(manager.manager == model::PackageManager::apt
                             ? "'{} update' leaves tens of MB of package lists in the image: end this RUN "
                               "with '{}'"
                             : "{} leaves its package lists in the image: end this RUN with '{}'",
                         {command.name, cleaning(command)});
}

void report_one(const Manager& manager, const model::Document& document, Report& report,
                const model::PackageCommand* packages, const model::Command& command, bool ours,
                bool theirs) {
    const model::Arguments arguments = document.commands().arguments_of(command);
    const bool has_verb = packages != nullptr && packages->verb != shell::no_node;
    const Span span = has_verb ? arguments[packages->verb].span : command.name_span;
    const model::ShellText& text = document.commands().text_of(command);
    const model::Command* later =
        ours && manager.manager == model::PackageManager::apt ? later_use_of_lists(document, text) : nullptr;
    const bool fetched_anew = later != nullptr && runs_piped_script(document, text, *later);
    const bool joins = later != nullptr && !fetched_anew;
    const bool idle = ours && later == nullptr && manager.manager == model::PackageManager::apt &&
                      are_lists_idle(document, text);
    Reported finding = joins  ? report.at(span, lists_used_later)
                       : idle ? report.at(span, idle_lists, command.name)
                              : report.at(span, "{}", message_for(manager, command));
    found_by(finding, ours, theirs, manager.code);
    if (joins) {
        finding.related(later->span, "installs from them");
    } else if (ours && !idle) {
        fix(finding, document, text, *packages, command, !fetched_anew);
    }
}

/// One finding a RUN: cleaning once is enough. What hadolint alone finds is reported where nothing
/// of ours is.
void check_text(const Manager& manager, const model::Document& document, Report& report,
                std::span<const model::PackageCommand> all, const model::ShellText& text) {
    const model::Commands& commands = document.commands();
    const model::Command* theirs = manager.code.empty() ? nullptr : hadolint_finds(manager, document, text);
    for (const model::PackageCommand& packages : all) {
        const model::Command& command = commands.all[packages.command];
        if (is_of(manager, command) && fills(packages) && packages.verb != shell::no_node &&
            is_kept(document, text, command) &&
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
void check_apk(const Manager& manager, const model::Document& document, Report& report,
               const model::PackageCommand* packages, const model::Command& command) {
    constexpr std::string_view add[] = {"add"};
    const model::ShellText& text = document.commands().text_of(command);
    const model::Arguments arguments = document.commands().arguments_of(command);
    const bool theirs = hadolint_has(arguments, add) && hadolint_count(arguments, "no-cache") == 0 &&
                        !hadolint_sees_mounts(manager, document, document.instruction(text)) &&
                        hadolint_sees(document, command);
    const bool ours = packages != nullptr && fills(*packages) && is_kept(document, text, command);
    if (ours || theirs) {
        report_one(manager, document, report, packages, command, ours, theirs);
    }
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    std::array<std::uint32_t, std::size(managers)> seen{}; // the text after the last one looked at
    each_run_command(document, [&](const model::PackageCommand* packages, const model::Command& command) {
        for (std::size_t i = 0; i < std::size(managers); ++i) {
            if (!is_of(managers[i], command)) {
                continue;
            }
            if (managers[i].manager == model::PackageManager::apk) {
                check_apk(managers[i], document, report, packages, command);
            } else if (seen[i] <= command.text) {
                seen[i] = command.text + 1;
                const model::ShellText& text = commands.text_of(command);
                const auto of_text = std::ranges::equal_range(
                    document.packages().commands, command.text, {},
                    [&](const model::PackageCommand& one) { return commands.all[one.command].text; });
                check_text(managers[i], document, report, {of_text.begin(), of_text.end()}, text);
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
       ~             ^^^^^^ Join this RUN with the later one that installs from these lists, and remove the lists at its end: only then are they not in the image
       | RUN apt-get install -y curl
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
