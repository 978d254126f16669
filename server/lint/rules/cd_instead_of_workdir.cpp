#include "base/ascii.hpp"
#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/insertion.hpp"
#include "lint/rule.hpp"
#include "lint/text_lines.hpp"

namespace dockwright::lint::rules {
namespace {

/// Whether all of the RUN happens in the folder, as WORKDIR would have it: the first thing that it
/// does is to go there, and it goes nowhere else.
bool is_whole_run(const model::Commands& commands, const model::ShellText& text,
                  const model::Command& command) {
    const auto all = commands.of(text);
    if (&all.front() != &command || commands.arguments_of(command).size() != 1 ||
        !commands.arguments_of(command)[0].plain ||
        !commands.arguments_of(command)[0].text.starts_with('/')) {
        return false;
    }
    return std::ranges::count(all, "cd", &model::Command::name) == 1 && all.size() > 1;
}

/// `cd /x && rest` in a stage that says where it is: WORKDIR before, and back behind.
void add_fix(const model::Document& document, const model::ShellText& text, const model::Command& command,
             Reported& finding) {
    const model::Instruction& run = document.instruction(text);
    const auto workdir = document.context(document.instructions()[text.instruction]).workdir;
    const auto source = document.text();
    const std::size_t behind = source.find_first_not_of(" \t", command.span.end.index());
    if (!workdir || text.onbuild || !run.flags.empty() || behind == std::string_view::npos ||
        source.substr(behind, 2) != "&&" || text.origin != model::ShellText::Origin::run ||
        command.span.begin != run.joined.span_of(run.arguments).begin) {
        return;
    }
    const auto words = document.words(document.instructions()[*workdir]);
    if (words.empty() || !words.front().text.starts_with('/')) {
        return;
    }
    std::size_t rest = behind + 2;
    while (rest < source.size() &&
           (ascii::is_space(source[rest]) || source[rest] == document.syntax().escape)) {
        ++rest;
    }
    if (source.substr(rest).starts_with('#')) {
        return; // a comment behind RUN would be what it runs
    }
    const std::string line_end(line_end_of(source));
    const std::string folder(document.commands().arguments_of(command)[0].span.of(source));
    const Offset above = above_comments(document, run);
    finding.fix(Safety::unsafe, "Use WORKDIR",
                {{.span = {above, above}, .text = "WORKDIR " + folder + line_end},
                 {.span = {command.span.begin, offset(rest)}, .text = ""},
                 {.span = {run.span.end, run.span.end},
                  .text = line_end + "WORKDIR " + std::string(words.front().text)}});
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    for (const model::ShellText& text : commands.texts) {
        if (document.instruction(text).keyword != model::Keyword::run) {
            continue;
        }
        for (const model::Command& command : commands.of(text)) {
            if (command.name != "cd") {
                continue;
            }
            const bool ours = !command.through_wrapper && is_whole_run(commands, text, command);
            const bool theirs = !text.onbuild && hadolint_sees(document, command);
            if (!ours && !theirs) {
                continue;
            }
            Reported finding = report.at(command.name_span,
                                         "'cd' holds for this RUN alone; WORKDIR says the same for all that "
                                         "follows, and makes the folder");
            found_by(finding, ours, theirs, "DL3003");
            if (ours) {
                add_fix(document, text, command, finding);
            }
            break; // one says it for the RUN
        }
    }
}

constexpr Example examples[] = {
    {.title = "all of a RUN in another folder",
     .bad = R"(
       | FROM debian:12
       | WORKDIR /app
       | RUN cd /src && make
       ~     ^^ 'cd' holds for this RUN alone; WORKDIR says the same for all that follows, and makes the folder
     )",
     .good = R"(
       | FROM debian:12
       | WORKDIR /src
       | RUN make
     )"},
    {.title = "a step on the way is no use of WORKDIR, but hadolint wants one", .bad = R"(
       | FROM debian:12
       | RUN git clone https://example.org/x && cd x && make
       ~                                        ^^ (DL3003 only) 'cd' holds for this RUN alone; WORKDIR says the same for all that follows, and makes the folder
     )"},
    {.title = "an option of another command", .good = R"(
       | FROM debian:12
       | RUN make -C /src
     )"},
};

} // namespace

extern constexpr Rule cd_instead_of_workdir{
    .id = "cd-instead-of-workdir",
    .also = {"DL3003"},
    .title = "cd where WORKDIR would do",
    .why = "Each RUN begins in the folder that WORKDIR says, so a 'cd' is forgotten at its end. WORKDIR also "
           "holds for COPY and for the container that is started later.",
    .group = Group::style,
    .severity = Severity::info,
    .level = Level::strict,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
