#include "lint/rule.hpp"
#include "model/lowest_stage.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Folders of the system, by the Filesystem Hierarchy Standard. Not those for one's own: /opt, /srv,
/// /usr/local, /var/www, /root.
bool is_of_system(std::string_view path) {
    constexpr std::string_view folders[] = {
        "/",     "/bin", "/boot", "/dev",     "/etc",     "/lib",      "/lib64",     "/proc", "/run",
        "/sbin", "/sys", "/usr",  "/usr/bin", "/usr/lib", "/usr/sbin", "/usr/share", "/var",  "/var/lib"};
    return std::ranges::find(folders, path) != std::end(folders);
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Stage& stage : document.stages()) {
        for (const model::Copied& copied : document.copies(stage)) {
            if (copied.from != model::Copied::From::context || !copied.source.empty() ||
                !copied.source_known || !copied.target_known || !is_of_system(copied.target) ||
                model::lowest_stage(document, &stage)->image.is_scratch()) {
                continue;
            }
            report.at(copied.source_span,
                      "All of the build context is mixed with the system's files in {}: give it a folder of "
                      "its own, such as /app",
                      copied.target);
        }
    }
}

constexpr Example examples[] = {
    {.title = "everything into the root",
     .bad = R"(
       | FROM python:3.12
       | COPY . /
       ~      ^ All of the build context is mixed with the system's files in /: give it a folder of its own, such as /app
       | WORKDIR /usr/bin
       | ADD . .
       ~     ^ All of the build context is mixed with the system's files in /usr/bin: give it a folder of its own, such as /app
     )",
     .good = R"(
       | FROM python:3.12
       | COPY rootfs /
       | COPY . /app
       | FROM scratch
       | COPY . /
     )"},
};

} // namespace

extern constexpr Rule files_in_system_folder{
    .id = "files-in-system-folder",
    .title = "The whole build context in a folder of the system",
    .why = "Files of a project that lie between those of the system are hard to find, and one with the same "
           "name replaces a file that programs need.",
    .group = Group::style,
    .severity = Severity::info,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
