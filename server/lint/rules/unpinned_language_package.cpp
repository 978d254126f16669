#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/languages.hpp"
#include "lint/hadolint/packages.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include "model/shell_values.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using model::Package;
using model::PackageManager;

bool is_judged(PackageManager manager) {
    return manager == PackageManager::pip || manager == PackageManager::conda ||
           manager == PackageManager::npm || manager == PackageManager::gem ||
           manager == PackageManager::go || manager == PackageManager::cargo;
}

/// Whether the shell's words may hold a version that cannot be read off the text.
bool may_be_pinned(const model::Document& document, const model::Command& command, const Package& package) {
    if (package.plain || (package.source != Package::Source::unknown && package.version.empty() == false)) {
        return false;
    }
    const auto arguments = document.commands().arguments_of(command);
    const auto found = std::ranges::find(arguments, package.span, &model::Argument::span);
    if (found == arguments.end()) {
        return true;
    }
    const auto words = model::ShellVariables(document, command).words(*found);
    return !words || std::ranges::any_of(*words, [](std::string_view word) {
        return word.find_first_of("=<>~@/:") != std::string_view::npos;
    });
}

bool is_unpinned(const model::Document& document, const model::Command& command, const Package& package) {
    switch (package.source) {
    case Package::Source::file:
    case Package::Source::url: return false;
    case Package::Source::repository:
    case Package::Source::index:
    case Package::Source::unknown: break;
    }
    const bool open = package.version.empty() || package.version == "@latest" || package.version == "@";
    return open && !may_be_pinned(document, command, package);
}

/// The first of the packages that the command names without a version. None where a file may say
/// the versions.
const Package* first_unpinned(const model::Document& document, const model::PackageCommand& packages,
                              const model::Command& command) {
    const bool installs = packages.action == model::PackageAction::install && is_judged(packages.manager);
    if (!installs || !document.packages().files_of(packages).empty()) {
        return nullptr;
    }
    const auto all = document.packages().of(packages);
    const auto found = std::ranges::find_if(
        all, [&](const Package& package) { return is_unpinned(document, command, package); });
    return found == all.end() ? nullptr : &*found;
}

constexpr std::string_view pattern = "No version is named, so each build may install another one";

void check(const Facts& facts, Report& report) {
    each_foreign_command(facts.document, [&](const model::Instruction& run, const model::Document& reread,
                                             const model::Command& command) {
        if (const std::string_view theirs = hadolint_unpinned(reread, command); !theirs.empty()) {
            report.at(run.name_span, pattern).only_as(theirs);
        }
    });
    each_run_command(
        facts.document, [&](const model::PackageCommand* packages, const model::Command& command) {
            const Package* package =
                packages == nullptr ? nullptr : first_unpinned(facts.document, *packages, command);
            const std::string_view theirs = hadolint_unpinned(facts.document, command);
            if (package == nullptr && theirs.empty()) {
                return;
            }
            const Span span = package == nullptr ? command.name_span : package->span;
            Reported finding = report.at(span, pattern);
            if (package == nullptr) {
                finding.only_as(theirs);
            } else if (!theirs.empty()) {
                finding.as(theirs);
            }
        });
}

constexpr Example examples[] = {
    {.title = "pip takes the newest",
     .bad = R"(
       | FROM python:3.12
       | RUN pip install --no-cache-dir numpy==2.1.0 pandas
       ~                                             ^^^^^^ No version is named, so each build may install another one
     )",
     .good = R"(
       | FROM python:3.12
       | RUN pip install --no-cache-dir numpy==2.1.0 "pandas>=2,<3"
     )"},
    {.title = "files say the versions", .good = R"(
       | FROM python:3.12
       | RUN pip install -r requirements.txt && pip install -c constraints.txt numpy && pip install -e .
     )"},
    {.title = "hadolint does not look through sudo, and knows neither uv nor conda", .bad = R"(
       | FROM python:3.12
       | RUN sudo pip install numpy
       ~                      ^^^^^ No version is named, so each build may install another one
       | RUN uv pip install torch
       ~                    ^^^^^ No version is named, so each build may install another one
       | RUN conda install -y -c conda-forge pytorch
       ~                                     ^^^^^^^ No version is named, so each build may install another one
     )"},
    {.title = "a variable may hold the version; hadolint does not read it",
     .bad = R"(
       | FROM python:3.12
       | ARG PACKAGES="numpy==2.1.0 pandas==2.2.3"
       | RUN pip install $PACKAGES
       ~     ^^^ (DL3013 only) No version is named, so each build may install another one
     )",
     .good = R"(
       | FROM python:3.12
       | RUN V=2.1.0 && pip install numpy==$V
     )"},
    {.title = "hadolint takes PowerShell for sh", .bad = R"(
       | FROM mcr.microsoft.com/windows/servercore:ltsc2022
       | SHELL ["powershell", "-Command"]
       | RUN npm install -g yarn
       ~ ^^^ (DL3016 only) No version is named, so each build may install another one
     )"},
    {.title = "other languages",
     .bad = R"(
       | FROM debian:12
       | RUN npm install -g yarn
       ~                    ^^^^ No version is named, so each build may install another one
       | RUN gem install bundler
       ~                 ^^^^^^^ No version is named, so each build may install another one
       | RUN go install golang.org/x/tools/gopls@latest
       ~                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No version is named, so each build may install another one
       | RUN cargo install ripgrep
       ~                   ^^^^^^^ No version is named, so each build may install another one
     )",
     .good = R"(
       | FROM debian:12
       | RUN npm install -g yarn@1.22.22 && gem install bundler:2.5.6
       | RUN go install golang.org/x/tools/gopls@v0.16.1 && cargo install ripgrep@14.1.1
     )"},
};

} // namespace

extern constexpr Rule unpinned_language_package{
    .id = "unpinned-language-package",
    .also = {"DL3013", "DL3016", "DL3028", "DL3062"},
    .title = "Package of a language without a version",
    .why = "Without a version the newest one is installed. What worked today may break tomorrow, and nobody "
           "can tell later what an image was made of.",
    .group = Group::reproducibility,
    .severity = Severity::warning,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
