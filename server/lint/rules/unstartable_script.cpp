#include "lint/rule.hpp"
#include "model/started_files.hpp"
#include <algorithm>
#include <array>

namespace dockwright::lint::rules {
namespace {

using Why = model::UnstartableFile::Why;

void check_file(const Facts& facts, Report& report, const model::StartedFile& file, Why why) {
    const model::Instruction& copy = facts.document.instructions()[file.copy];
    if (why == Why::not_executable) {
        Reported found = report.at(
            file.span,
            "'{}' may not be executed, and COPY keeps that: \"permission denied\". Copy it with --chmod=755",
            file.source);
        found.related(copy.span, "where it is copied");
        if (file.alone) {
            const Offset behind = copy.name_span.end;
            found.fix(Safety::safe, "Copy with --chmod=755",
                      {{.span = {behind, behind}, .text = " --chmod=755"}});
        }
    } else if (why == Why::carriage_return) {
        report
            .at(file.span,
                "The first line of '{}' ends like on Windows, so Linux looks for an interpreter whose name "
                "ends "
                "in a carriage return: \"no such file or directory\". Save it with line ends of Linux (LF)",
                file.source)
            .related(copy.span, "where it is copied");
    } else if (!file.by_shell) {
        report
            .at(file.span,
                "'{}' does not begin with a line such as #!/bin/sh, so without a shell nothing knows how to "
                "start "
                "it: \"exec format error\"",
                file.source)
            .related(copy.span, "where it is copied");
    }
}

void check(const Facts& facts, Report& report) {
    const std::span<const model::UnstartableFile> unstartable = facts.surroundings.unstartable;
    if (unstartable.empty()) {
        return;
    }
    for (const model::StartedFile& file : model::started_files(facts.document)) {
        for (const model::UnstartableFile& one : unstartable) {
            if (one.path == file.source) {
                check_file(facts, report, file, one.why);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a script without the right to run",
     .bad = R"(
       | FROM python:3.12
       - COPY start.sh /start.sh
       + COPY --chmod=755 start.sh /start.sh
       | ENTRYPOINT ["/start.sh"]
       ~              ^^^^^^^^^ 'start.sh' may not be executed, and COPY keeps that: "permission denied". Copy it with --chmod=755
     )",
     .good = R"(
       | FROM python:3.12
       | COPY start.sh /start.sh
       | RUN chmod +x /start.sh
       | ENTRYPOINT ["/start.sh"]
       | FROM python:3.12
       | COPY start.sh /start.sh
       | ENTRYPOINT ["sh", "/start.sh"]
     )",
     .beside = R"(
== start.sh
#!/bin/sh
exec python train.py
)"},
    {.title = "no line that says what reads it",
     .bad = R"(
       | FROM python:3.12
       | WORKDIR /app
       | COPY --chmod=755 start.sh .
       | COPY . .
       | CMD ["./start.sh"]
       ~       ^^^^^^^^^^ 'start.sh' does not begin with a line such as #!/bin/sh, so without a shell nothing knows how to start it: "exec format error"
       ~       ^^^^^^^^^^ 'start.sh' may not be executed, and COPY keeps that: "permission denied". Copy it with --chmod=755
     )",
     .good = R"(
       | FROM python:3.12
       | COPY start.sh /app/
       | CMD ["bash", "/app/start.sh"]
     )",
     .beside = R"(
== start.sh
exec python train.py
)"},
};

} // namespace

extern constexpr Rule unstartable_script{
    .id = "unstartable-script",
    .title = "Script of the build context that Linux does not start",
    .why =
        "A file is started by its path only if it may be executed (`chmod +x`), and if its first line says "
        "what reads it, `#!/bin/sh` or `#!/usr/bin/env python3`, ended as on Linux. COPY takes files and "
        "their rights as they are, so the container stops with an error that rarely names the reason.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
