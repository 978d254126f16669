#include "lint/owner_edit.hpp"
#include "lint/rule.hpp"
#include "lint/text_lines.hpp"
#include "model/options.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool is_octal(std::string_view mode) {
    return (mode.size() == 3 || mode.size() == 4) &&
           mode.find_first_not_of("01234567") == std::string_view::npos;
}

/// The octal mode that is meant; "" if it depends on what the files have.
std::string_view meant(std::string_view mode) {
    constexpr std::string_view modes[] = {"+rx", "+x", "+xr", "a+rx", "a+x", "a+xr", "u+x", "ugo+x"};
    const bool runnable = std::ranges::find(modes, mode) != std::end(modes);
    return is_octal(mode) ? mode : runnable ? "755" : "";
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const ChangeOfCopy& change : changes_of_copies(document, "chmod")) {
        const std::string_view mode = meant(change.value->text);
        const auto arguments = document.commands().arguments_of(*change.command);
        const bool deep = model::letter_option(arguments, 'R') != nullptr;
        if (mode.empty() || (!change.one_file && !(deep && is_octal(change.value->text)))) {
            continue;
        }
        Reported found =
            report.at(change.command->span,
                      "--chmod={} at the {} does this without a RUN of its own, which stores the "
                      "file once more",
                      mode, syntax::name(change.copy->keyword));
        found.related(change.copy->span, "where it is copied");
        if (change.whole_run && change.one_file) {
            const model::Instruction& run =
                document.instruction(document.commands().text_of(*change.command));
            const Offset behind = change.copy->name_span.end;
            const bool same = is_octal(change.value->text);
            found.fix(same ? Safety::safe : Safety::unsafe, "Copy with --chmod",
                      {{.span = {behind, behind}, .text = " --chmod=" + std::string(mode)},
                       {.span = whole_lines(document.text(), run.span), .text = ""}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "a script that shall run",
     .bad = R"(
       | FROM python:3.12
       | COPY run.sh /run.sh
       | RUN chmod +x /run.sh
       ~     ^^^^^^^^^^^^^^^^ --chmod=755 at the COPY does this without a RUN of its own, which stores the file once more
     )",
     .good = R"(
       | FROM python:3.12
       | COPY --chmod=755 run.sh /run.sh
       | RUN chmod +x /usr/local/bin/other
     )"},
    {.title = "a mode in digits leaves no doubt", .bad = R"(
       | FROM python:3.12
       - COPY run.sh /opt/
       | RUN chmod 0700 /opt/run.sh
       ~     ^^^^^^^^^^^^^^^^^^^^^^ --chmod=0700 at the COPY does this without a RUN of its own, which stores the file once more
       + COPY --chmod=0700 run.sh /opt/
       | CMD ["/opt/run.sh"]
     )"},
    {.title = "at the root", .bad = R"(
       | FROM python:3.12
       - COPY run.sh /
       | RUN chmod 755 /run.sh
       ~     ^^^^^^^^^^^^^^^^^ --chmod=755 at the COPY does this without a RUN of its own, which stores the file once more
       + COPY --chmod=755 run.sh /
       | CMD ["/run.sh"]
     )"},
};

} // namespace

extern constexpr Rule chmod_after_copy{
    .id = "chmod-after-copy",
    .title = "COPY, then chmod of the same file",
    .why =
        "COPY --chmod sets who may read, write and run a file while it is copied. A RUN for that makes one "
        "layer more, with the file in it a second time. It needs BuildKit, which Docker builds with since "
        "2023.",
    .group = Group::size,
    .severity = Severity::style,
    .level = Level::strict,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
