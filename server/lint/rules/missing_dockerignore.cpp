#include "base/listed.hpp"
#include "lint/rule.hpp"
#include "model/copies.hpp"
#include "model/options.hpp"
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::lint::rules {
namespace {

bool lies_in(std::string_view path, std::string_view folder) {
    return folder == "/" || path == folder ||
           (path.starts_with(folder) && path.substr(folder.size()).starts_with('/'));
}

/// git as it works on the repository in its folder: not `clone`, nor settings of the user or the system.
bool asks_repository(model::Arguments arguments) {
    constexpr std::string_view others[] = {"--version", "clone", "init", "lfs", "ls-remote"};
    const auto has = [&](std::string_view word) {
        return std::ranges::find(arguments, word, &model::Argument::text) != arguments.end();
    };
    if (arguments.empty() || std::ranges::find(others, arguments.front().text) != std::end(others)) {
        return false;
    }
    const bool is_setting = arguments.front().text == "config" && (has("--global") || has("--system"));
    return !is_setting || has("safe.directory"); // nobody trusts a folder that git is not called in
}

/// Whether a later RUN asks the history that was copied: it stands in that folder, or goes there.
bool uses_history(const model::Document& document, const model::Stage& stage, const model::Copied& copied) {
    const model::Commands& commands = document.commands();
    for (const model::ShellText& text : document.shell_texts(stage)) {
        const model::Instruction& run = document.instructions()[text.instruction];
        if (text.instruction < copied.instruction || run.keyword != model::Keyword::run) {
            continue;
        }
        std::optional<std::string> folder = model::working_folder(document, run);
        for (const model::Command& command : commands.of(text)) {
            const model::Arguments arguments = commands.arguments_of(command);
            if (command.name == "cd" || command.name == "pushd") {
                const std::string_view to = arguments.empty() ? "~" : arguments.front().text;
                const bool below = !to.starts_with('/') && !to.starts_with('~') && !to.starts_with("..");
                folder = to.starts_with('/') ? std::optional(std::string(to)) : below ? folder : std::nullopt;
            }
            const bool here = !copied.target_known || (folder && lies_in(*folder, copied.target));
            if (command.name == "git" && here && asks_repository(arguments)) {
                return true;
            }
        }
    }
    return false;
}

bool uses_history(const model::Document& document, const model::Copied& copied) {
    return std::ranges::any_of(document.stages(), [&](const model::Stage& stage) {
        return std::ranges::any_of(
                   document.copies(stage),
                   [&](const model::Copied& one) { return one.instruction == copied.instruction; }) &&
               uses_history(document, stage, copied);
    });
}

void check(const Facts& facts, Report& report) {
    if (facts.surroundings.unwanted.empty()) {
        return;
    }
    for (const model::Stage& stage : facts.document.stages()) {
        for (const model::Copied& copied : facts.document.copies(stage)) {
            const model::Instruction& copy = facts.document.instructions()[copied.instruction];
            if (copied.from == model::Copied::From::context && copied.source.empty() && copied.source_known &&
                facts.document.syntax().flag(copy, "exclude") == nullptr) {
                std::vector<std::string> unwanted = facts.surroundings.unwanted;
                if (uses_history(facts.document, copied)) {
                    std::erase(unwanted, ".git");
                }
                if (!unwanted.empty()) {
                    report.at(copied.source_span,
                              "This copies {} too, as there is no .dockerignore that leaves {} out",
                              listed(unwanted, unwanted.size()),
                              unwanted.size() == 1 ? std::string_view("it") : "them");
                }
                return; // the same is true of the others
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "all of a project's folder",
     .bad = R"(
       | FROM python:3.12
       | COPY . /app
       ~      ^ This copies .git, .env and .venv too, as there is no .dockerignore that leaves them out
     )",
     .good = R"(
       | FROM python:3.12
       | COPY src /app
     )",
     .beside = R"(
== .git/HEAD
ref: refs/heads/main
== .venv/bin/python
== .env
TOKEN=1
)"},
    {.title = "the build asks git about what was copied",
     .bad = R"(
       | FROM python:3.12
       | COPY . /app
       ~      ^ This copies .git too, as there is no .dockerignore that leaves it out
       | RUN git clone https://example.org/tool.git /opt/tool && cd /opt/tool && git describe
       | RUN git config --global user.name build
     )",
     .good = R"(
       | FROM python:3.12
       | WORKDIR /app
       | COPY . .
       | RUN git config remote.origin.fetch "+refs/heads/*:refs/remotes/origin/*"
       | FROM python:3.12
       | COPY . /app
       | RUN cd /app && git describe --tags >version
     )",
     .beside = R"(
== .git/HEAD
ref: refs/heads/main
)"},
    {.title = "a package that takes its version from git",
     .good = R"(
       | FROM python:3.12
       | COPY . /app
     )",
     .beside = R"(
== .git/HEAD
ref: refs/heads/main
== pyproject.toml
[build-system]
requires = ["setuptools>=61", "setuptools-scm"]
)"},
    {.title = "a .dockerignore, or nothing that it should name",
     .good = R"(
       | FROM python:3.12
       | COPY . /app
     )",
     .beside = R"(
== .git/HEAD
ref: refs/heads/main
== .dockerignore
.git
)"},
};

} // namespace

extern constexpr Rule missing_dockerignore{
    .id = "missing-dockerignore",
    .title = "COPY of everything, without a .dockerignore",
    .why = "`COPY .` takes all that lies in the build context: the history of git, which changes with each "
           "commit "
           "so that no later layer is ever cached, passwords in `.env`, environments and packages that were "
           "made "
           "for another system. A file `.dockerignore` beside it names what is left out, a pattern a line.",
    .group = Group::size,
    .severity = Severity::info,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
