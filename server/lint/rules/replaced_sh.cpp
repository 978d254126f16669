#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool is_sh(std::string_view path) {
    return path == "/bin/sh" || path == "/usr/bin/sh";
}

/// `ln … bash /bin/sh`: the last word is what is replaced.
bool replaces_sh(model::Arguments arguments) {
    const model::Argument* source = nullptr;
    const model::Argument* target = nullptr;
    for (const model::Argument& argument : arguments) {
        if (!model::is_option(argument)) {
            source = target;
            target = &argument;
        }
    }
    return source != nullptr && is_sh(target->text) &&
           source->text.substr(source->text.rfind('/') + 1) == "bash";
}

/// The RUN does nothing else, but for removing the old one.
bool is_whole_run(const model::Document& document, const model::ShellText& text) {
    const model::Commands& commands = document.commands();
    return !text.onbuild && text.origin == model::ShellText::Origin::run &&
           std::ranges::all_of(commands.of(text), [&](const model::Command& command) {
               const auto arguments = commands.arguments_of(command);
               const bool removes =
                   (command.name == "rm" || command.name == "mv" || command.name == "unlink") &&
                   std::ranges::any_of(arguments,
                                       [](const model::Argument& argument) { return is_sh(argument.text); });
               return removes || (command.name == "ln" && replaces_sh(arguments));
           });
}

/// With the line's end, so that no other fix joins what follows to the RUN that was here.
TextEdit shell_instead(const model::Document& document, const model::Instruction& run) {
    const std::string_view text = document.text();
    const std::size_t line_end = std::min(text.find('\n', run.span.end.index()), text.size() - 1) + 1;
    const std::string_view rest = text.substr(run.span.end.index(), line_end - run.span.end.index());
    return {.span = {run.span.begin, span(line_end, line_end).end},
            .text = R"(SHELL ["/bin/bash", "-c"])" + std::string(rest)};
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::ShellText* told = nullptr;
    each_command(document, "ln", [&](const model::Command& command, model::Arguments arguments) {
        const model::ShellText& text = document.commands().text_of(command);
        const bool ours = replaces_sh(arguments);
        const bool theirs =
            &text != told &&
            std::ranges::find(arguments, "/bin/sh", &model::Argument::text) != arguments.end() &&
            hadolint_sees(document, command);
        if (!ours && !theirs) {
            return;
        }
        told = theirs ? &text : told;
        Reported finding = report.at(
            command.name_span, "This changes /bin/sh for every program of the image; SHELL changes it for "
                               "the Dockerfile alone");
        found_by(finding, ours, theirs, "DL4005");
        if (ours && is_whole_run(document, text)) {
            finding.fix(Safety::unsafe, "Use SHELL", {shell_instead(document, document.instruction(text))});
        }
    });
}

constexpr Example examples[] = {
    {.title = "bash in place of sh",
     .bad = R"(
       | FROM ubuntu:24.04
       | RUN rm /bin/sh && ln -s /bin/bash /bin/sh
       ~                   ^^ This changes /bin/sh for every program of the image; SHELL changes it for the Dockerfile alone
     )",
     .good = R"(
       | FROM ubuntu:24.04
       | SHELL ["/bin/bash", "-c"]
     )"},
    {.title = "sh as the source of a link, and another shell that is no bash; hadolint minds both", .bad = R"(
       | FROM ubuntu:24.04
       | RUN ln -s /bin/sh /usr/local/bin/my-sh
       ~     ^^ (DL4005 only) This changes /bin/sh for every program of the image; SHELL changes it for the Dockerfile alone
       | RUN ln -sf dash /bin/sh
       ~     ^^ (DL4005 only) This changes /bin/sh for every program of the image; SHELL changes it for the Dockerfile alone
     )"},
    {.title = "where /bin is /usr/bin", .bad = R"(
       | FROM ubuntu:24.04
       | RUN ln -sf bash /usr/bin/sh
       ~     ^^ This changes /bin/sh for every program of the image; SHELL changes it for the Dockerfile alone
     )"},
};

} // namespace

extern constexpr Rule replaced_sh{
    .id = "replaced-sh",
    .also = {"DL4005"},
    .title = "/bin/sh replaced by bash",
    .why = "System scripts are written for the sh that the distribution ships, and packages put it back when "
           "they are upgraded. SHELL says which shell runs the RUNs that follow.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
