#include "base/ascii.hpp"
#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

/// `C:\app` and `C:/app`, which are absolute in an image of Windows.
constexpr bool has_drive(std::string_view path) {
    return path.size() > 1 && ascii::is_alpha(path[0]) && path[1] == ':';
}

/// As hadolint reads it: quotes off, variables not replaced.
bool is_relative_as_written(std::string_view path) {
    while (!path.empty() && (path.front() == '"' || path.front() == '\'')) {
        path.remove_prefix(1);
    }
    return !path.empty() && path.front() != '/' && path.front() != '$' && !has_drive(path);
}

/// `C:app` and `C:`, which go on from the folder in force on that drive.
constexpr bool is_relative_to_drive(std::string_view path) {
    return has_drive(path) && (path.size() == 2 || (path[2] != '/' && path[2] != '\\' && path[2] != '$'));
}

bool has_unknown_variable(const Facts& facts, const model::Instruction& instruction) {
    for (std::uint32_t i = instruction.variables.begin; i < instruction.variables.end; ++i) {
        const auto binding = facts.document.references()[i].binding;
        if (!binding || !facts.document.bindings()[*binding].known ||
            !facts.document.bindings()[*binding].value) {
            return true;
        }
    }
    return false;
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& workdir : facts.document.all(model::Keyword::workdir)) {
        const auto words = facts.document.words(workdir);
        if (words.empty() || words[0].text.empty()) {
            continue;
        }
        const syntax::Word& word = words[0];
        const auto path = facts.document.expanded(word);
        const bool written_relative = is_relative_as_written(word.text);
        // BuildKit looks at the first WORKDIR alone: mending that one mends those behind it.
        const model::Context& here = facts.document.context(workdir);
        const bool first = here.stage && !here.workdir;
        const bool buildkit = first && path && !path->starts_with('/');
        if (!buildkit) {
            if (written_relative) {
                report.at(word.span, "The path is relative").only_as("DL3000").as("WORKDIR_IS_NOT_ABSOLUTE");
            }
        } else if ((has_drive(*path) && !is_relative_to_drive(*path)) ||
                   has_unknown_variable(facts, workdir)) {
            Reported found = report.at(word.span, "'{}' may be a relative path", word.text);
            found.only_as("WorkdirRelativePath").as_if(written_relative, "DL3000");
        } else {
            const bool plain =
                word.text == *path && !has_drive(*path) && !path->starts_with('.') && !path->starts_with('~');
            Reported found =
                report.at(word.span,
                          plain ? "Write '/{}': without the slash the folder lies in the base image's own "
                                  "working folder, whichever that is"
                                : "'{}' is no whole path: the folder lies in the base image's own working "
                                  "folder, whichever that is",
                          *path);
            found.as("WorkdirRelativePath")
                .as_if(written_relative, "DL3000")
                .as_if(written_relative || is_relative_to_drive(word.text), "WORKDIR_IS_NOT_ABSOLUTE");
            if (plain) {
                found.fix(Safety::unsafe, "Make it absolute", {{{word.span.begin, word.span.begin}, "/"}});
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a relative folder",
     .bad = R"(
       | FROM python:3.12
       | WORKDIR app
       ~         ^^^ Write '/app': without the slash the folder lies in the base image's own working folder, whichever that is
       | WORKDIR data
       ~         ^^^^ (DL3000 only) The path is relative
     )",
     .good = R"(
       | FROM python:3.12
       | WORKDIR /app
     )"},
    {.title = "relative to a folder that this file set itself", .bad = R"(
       | FROM python:3.12
       | WORKDIR /app
       | WORKDIR data
       ~         ^^^^ (DL3000 only) The path is relative
     )"},
    {.title = "a variable whose value the base image may give", .bad = R"(
       | FROM python:3.12
       | WORKDIR $APP_HOME
       ~         ^^^^^^^^^ (WorkdirRelativePath only) '$APP_HOME' may be a relative path
     )"},
    {.title = "a folder of Windows", .bad = R"(
       | FROM mcr.microsoft.com/windows/servercore:ltsc2025
       | WORKDIR C:/app
       ~         ^^^^^^ (WorkdirRelativePath only) 'C:/app' may be a relative path
     )"},
    {.title = "a variable with a relative value",
     .bad = R"(
       | FROM python:3.12
       | ENV APP_HOME=app
       | WORKDIR ${APP_HOME}
       ~         ^^^^^^^^^^^ 'app' is no whole path: the folder lies in the base image's own working folder, whichever that is
     )",
     .good = R"(
       | FROM python:3.12
       | ENV APP_HOME=/app
       | WORKDIR ${APP_HOME}
     )"},
};

} // namespace

extern constexpr Rule relative_workdir{
    .id = "relative-workdir",
    .also = {"WorkdirRelativePath", "DL3000", "WORKDIR_IS_NOT_ABSOLUTE"},
    .title = "WORKDIR with a relative path",
    .why = "A relative path starts at the folder that the base image happens to end in. When the base image "
           "changes that folder, the files move and later paths no longer fit.",
    .group = Group::reproducibility,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
