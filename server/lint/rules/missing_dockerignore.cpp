#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

std::string listed(std::span<const std::string> names) {
    std::string out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        out += i == 0 ? "" : i + 1 == names.size() ? " and " : ", ";
        out += names[i];
    }
    return out;
}

void check(const Facts& facts, Report& report) {
    const std::span<const std::string> unwanted = facts.surroundings.unwanted;
    if (unwanted.empty()) {
        return;
    }
    for (const model::Stage& stage : facts.document.stages()) {
        for (const model::Copied& copied : facts.document.copies(stage)) {
            const model::Instruction& copy = facts.document.instructions()[copied.instruction];
            if (copied.from == model::Copied::From::context && copied.source.empty() && copied.source_known &&
                facts.document.syntax().flag(copy, "exclude") == nullptr) {
                report.at(copied.source_span,
                          "This copies {} too, as there is no .dockerignore that leaves {} out",
                          listed(unwanted), unwanted.size() == 1 ? std::string_view("it") : "them");
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
