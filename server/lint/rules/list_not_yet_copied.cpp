#include "lint/rule.hpp"
#include "model/copies.hpp"
#include "model/list_files.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Where a later COPY of the same stage brings the file to just that path.
std::optional<Span> brought_later(const model::Document& document, const model::Stage& stage,
                                  std::uint32_t behind, std::string_view path) {
    for (const model::Copied& copied : model::copies_of(document, stage)) {
        if (copied.instruction > behind && model::origin_of(copied, path)) {
            return copied.source_span;
        }
    }
    return std::nullopt;
}

/// Something in front may make the file or bring it: what runs in that RUN, a script, a clone.
bool may_be_made(const model::Document& document, const model::ShellText& text, const model::Command& command,
                 std::string_view name) {
    const model::Commands& commands = document.commands();
    const std::string_view before = document.text().substr(0, command.span.begin.index());
    const bool in_run = std::ranges::any_of(commands.of(text), [&](const model::Command& one) {
        return one.span.begin < command.span.begin &&
               (one.name == "git" || one.name == "cd" || one.name == "curl" || one.name == "wget" ||
                one.name == "tar" || one.name == "unzip" || one.name == "pushd");
    });
    return in_run || before.contains("git clone") || before.contains("> " + std::string(name)) ||
           before.contains(">" + std::string(name));
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    for (const model::ListFile& file : model::list_files_of(document)) {
        const model::PackageCommand& packages = document.packages().commands[file.command];
        const model::Command& command = commands.all[packages.command];
        const model::ShellText& text = commands.text_of(command);
        const model::Instruction& run = document.instructions()[text.instruction];
        const model::Stage* stage = document.stage_of(run);
        const auto files = document.packages().files_of(packages);
        const std::string_view name = std::string_view(file.path).substr(file.path.rfind('/') + 1);
        const auto written = std::ranges::find_if(
            files, [&](const model::PackageFile& one) { return one.path.ends_with(name); });
        if (!file.origins.empty() || text.onbuild || stage == nullptr || stage->image.is_stage() ||
            written == files.end() || may_be_made(document, text, command, name)) {
            continue;
        }
        if (const auto later = brought_later(document, *stage, text.instruction, file.path)) {
            report
                .at(written->span,
                    "'{}' is not there yet: it is copied only further down, so the build stops here", name)
                .severity(Severity::error)
                .related(*later, "where it is copied");
        }
    }
}

constexpr Example examples[] = {
    {.title = "in the wrong order",
     .bad = R"(
       | FROM python:3.12
       | WORKDIR /app
       | RUN pip install -r requirements.txt
       ~                    ^^^^^^^^^^^^^^^^ 'requirements.txt' is not there yet: it is copied only further down, so the build stops here
       | COPY . .
     )",
     .good = R"(
       | FROM python:3.12
       | WORKDIR /app
       | COPY requirements.txt .
       | RUN pip install -r requirements.txt
       | COPY . .
     )"},
    {.title = "it comes from elsewhere", .good = R"(
       | FROM python:3.12
       | WORKDIR /app
       | RUN git clone https://example.org/a.git . && pip install -r requirements.txt
       | RUN --mount=type=bind,target=. pip install -r requirements.txt
       | COPY . .
     )"},
};

} // namespace

extern constexpr Rule list_not_yet_copied{
    .id = "list-not-yet-copied",
    .title = "A list of packages that is copied too late",
    .why = "A RUN sees the files that the instructions above it have brought into the image, not those that "
           "lie in the folder beside the Dockerfile. The list must be copied before it is installed from.",
    .group = Group::correctness,
    .severity = Severity::error,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
