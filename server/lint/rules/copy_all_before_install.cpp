#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using model::PackageAction;

/// Installs what files of the project list, and nothing of the project itself.
bool installs_from_list(const model::Document& document, const model::PackageCommand& packages) {
    const auto named = document.packages().of(packages);
    const auto files = document.packages().files_of(packages);
    if (packages.action != PackageAction::install) {
        return false;
    }
    switch (packages.manager) {
    case model::PackageManager::pip:
    case model::PackageManager::conda:
        return !files.empty() && named.empty() &&
               std::ranges::none_of(files, [](const model::PackageFile& file) {
                   return file.kind == model::PackageFile::Kind::project;
               });
    case model::PackageManager::npm: return named.empty();
    default: return false;
    }
}

/// The first COPY of the whole context in the stage in front of an instruction; null if there is none.
const model::Copied* whole_context(std::span<const model::Copied> copies, std::uint32_t before) {
    const auto found = std::ranges::find_if(copies, [&](const model::Copied& copied) {
        return copied.instruction < before && copied.from == model::Copied::From::context &&
               copied.source.empty() && copied.source_known;
    });
    return found == copies.end() ? nullptr : &*found;
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    const model::Copied* told = nullptr;
    std::uint32_t told_at = shell::no_node;
    for (const model::PackageCommand& packages : document.packages().commands) {
        const model::ShellText& text = commands.text_of(commands.all[packages.command]);
        const model::Instruction& run = document.instructions()[text.instruction];
        const model::Stage* stage = document.stage_of(run);
        if (text.onbuild || run.keyword != model::Keyword::run || stage == nullptr ||
            !installs_from_list(document, packages)) {
            continue;
        }
        told = whole_context(document.copies(*stage), text.instruction);
        if (told != nullptr && told->instruction != told_at) {
            told_at = told->instruction;
            report
                .at(told->source_span,
                    "Every change of any file makes the build install all packages again: copy the lists of "
                    "packages first, install, then copy the rest")
                .related(commands.all[packages.command].span, "the installation");
        }
    }
}

constexpr Example examples[] = {
    {.title = "everything first",
     .bad = R"(
       | FROM python:3.12
       | WORKDIR /app
       | COPY . .
       ~      ^ Every change of any file makes the build install all packages again: copy the lists of packages first, install, then copy the rest
       | RUN pip install -r requirements.txt
     )",
     .good = R"(
       | FROM python:3.12
       | WORKDIR /app
       | COPY requirements.txt .
       | RUN pip install -r requirements.txt
       | COPY . .
     )"},
    {.title = "the project itself is installed", .good = R"(
       | FROM python:3.12
       | COPY . /app
       | RUN pip install /app
     )"},
};

} // namespace

extern constexpr Rule copy_all_before_install{
    .id = "copy-all-before-install",
    .title = "All files are copied before the packages are installed",
    .why = "A build takes a step from its cache as long as the steps above it and the files that they copy "
           "are unchanged. With `COPY . .` above `pip install`, each edit of the code downloads and installs "
           "everything once more: minutes instead of seconds.",
    .group = Group::size,
    .severity = Severity::info,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
