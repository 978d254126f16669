#include "lint/pairs.hpp"
#include "lint/rule.hpp"
#include "model/lowest_stage.hpp"

namespace dockwright::lint::rules {
namespace {

bool holds(std::string_view path, std::string_view folder) {
    while (!path.empty()) {
        const std::size_t colon = path.find(':');
        std::string_view one = path.substr(0, colon);
        one.remove_suffix(one.ends_with('/') && one.size() > 1 ? 1U : 0U);
        if (one == folder) {
            return true;
        }
        path = colon == std::string_view::npos ? std::string_view{} : path.substr(colon + 1);
    }
    return false;
}

/// In front of the quote that ends the value. Nothing between single quotes, where `$` is a letter.
std::optional<TextEdit> appended(const Variable& variable) {
    if (variable.written.starts_with('\'') || variable.written.ends_with('\'')) {
        return std::nullopt;
    }
    const Offset end = variable.value_span.end;
    const Offset at = variable.written.ends_with('"') ? end - 1 : end;
    return TextEdit{.span = {at, at}, .text = ":$PATH"};
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const Variable& variable : variables_of(document, "PATH")) {
        const model::Stage* stage = document.stage_of(*variable.instruction);
        const bool windows = variable.written.contains('\\') || variable.written.contains(';');
        // What is not in /bin may be linked into a folder of a tool; in scratch there is nothing else.
        if (!variable.value || variable.written.contains("$") || windows || stage == nullptr ||
            model::lowest_stage(document, stage)->image.is_scratch() || holds(*variable.value, "/bin") ||
            holds(*variable.value, "/usr/bin") || !variable.value->contains('/')) {
            continue;
        }
        Reported found = report.at(variable.name_span,
                                   "Without $PATH in its value this hides every program in /usr/bin and "
                                   "/bin: the next RUN finds no 'ls' any more");
        if (auto edit = appended(variable)) {
            found.fix(Safety::safe, "Keep the folders that are there", {*std::move(edit)});
        }
    }
}

constexpr Example examples[] = {
    {.title = "one's own folder alone",
     .bad = R"(
       | FROM python:3.12
       - ENV PATH=/opt/app/bin
       ~     ^^^^ Without $PATH in its value this hides every program in /usr/bin and /bin: the next RUN finds no 'ls' any more
       | ENV A=1 PATH="/opt/venv/bin"
       ~         ^^^^ Without $PATH in its value this hides every program in /usr/bin and /bin: the next RUN finds no 'ls' any more
       + ENV PATH=/opt/app/bin:$PATH
       + ENV A=1 PATH="/opt/venv/bin:$PATH"
     )",
     .good = R"(
       | FROM python:3.12
       | ENV PATH=/opt/app/bin:$PATH
       | ENV PATH=/opt/app/bin:/usr/local/bin:/usr/bin/:/bin
       | FROM scratch AS empty
       | FROM empty
       | ENV PATH=/app
     )"},
};

} // namespace

extern constexpr Rule overwritten_path{
    .id = "overwritten-path",
    .title = "PATH without the folders of the system",
    .why = "Programs are looked for in the folders of PATH and nowhere else. An ENV PATH that neither names "
           "/usr/bin nor keeps `$PATH` makes even `sh` and `ls` unfindable for what follows.",
    .group = Group::correctness,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
