#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    const std::span<const model::MissingSource> missing = facts.surroundings.missing;
    if (missing.empty()) {
        return;
    }
    for (const model::Stage& stage : facts.document.stages()) {
        for (const model::Copied& copied : facts.document.copies(stage)) {
            const auto lost = std::ranges::find(missing, copied.source, &model::MissingSource::path);
            if (lost == missing.end() || copied.from != model::Copied::From::context) {
                continue;
            }
            const std::string_view meant = lost->nearest;
            Reported found =
                report.at(copied.source_span, "{}, so the build does not find it{}{}{}",
                          "'" + copied.source + "' " +
                              (lost->sure ? "is not in the build context"
                                          : "lies neither beside this Dockerfile nor in a folder above it"),
                          std::string_view(meant.empty() ? "" : ": is '"), meant,
                          std::string_view(meant.empty() ? "" : "' meant?"));
            if (!meant.empty()) {
                found.fix(Safety::unsafe, message("Write '{}'", {meant}),
                          {{.span = copied.source_span, .text = std::string(meant)}});
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a name with a mistake",
     .bad = R"(
       | FROM python:3.12
       | COPY requirments.txt /app/
       ~      ^^^^^^^^^^^^^^^ 'requirments.txt' lies neither beside this Dockerfile nor in a folder above it, so the build does not find it: is 'requirements.txt' meant?
     )",
     .good = R"(
       | FROM python:3.12
       | COPY requirements.txt /app/
       | COPY src/*.py ./src /app/
     )",
     .beside = R"(
== requirements.txt
numpy
== src/train.py
import numpy
)"},
    {.title = "a folder that is not there",
     .bad = R"(
       | FROM python:3.12
       | COPY train.py conf/base.yaml /app/
       ~               ^^^^^^^^^^^^^^ 'conf/base.yaml' lies neither beside this Dockerfile nor in a folder above it, so the build does not find it
     )",
     .good = R"(
       | FROM python:3.12
       | ARG MODEL=base
       | COPY train.py conf/$MODEL.yaml /app/
       | ADD https://example.org/base.bin /app/
     )",
     .beside = R"(
== train.py
import numpy
)"},
    {.title = "what git ignores and what is compiled, something else makes",
     .good = R"(
       | FROM python:3.12
       | COPY train.py dist/app.js build/server /app/
     )",
     .beside = R"(
== train.py
import numpy
== .gitignore
dist/
)"},
};

} // namespace

extern constexpr Rule missing_copy_source{
    .id = "missing-copy-source",
    .title = "COPY of a file that is not there",
    .why =
        "COPY and ADD take files of the build context, the folder that the build is given. A build stops at "
        "the first one that isn't there. Programs, archives, files that git ignores, and those in a "
        "submodule that is not "
        "checked out, are not missed: something else puts them there before the build.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
