#include "base/ascii.hpp"
#include "lint/broken_json.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

constexpr bool is_plain(char c) {
    return ascii::is_name(c) || std::string_view("-./:=,+@%").contains(c);
}

/// The command as a JSON array, if it needs no shell to be read and no shell to be run; else "".
std::string as_json(std::string_view command) {
    constexpr std::string_view builtins[] = {"cd",   "source", ".",    "export", "set",
                                             "test", "eval",   "exec", "trap"};
    std::string out;
    bool first = true;
    while (!command.empty()) {
        const std::size_t size = std::min(command.find_first_of(" \t"), command.size());
        const std::string_view word = command.substr(0, size);
        command.remove_prefix(std::min(size + 1, command.size()));
        if (word.empty() || (first && word == "exec")) {
            continue;
        }
        if (!std::ranges::all_of(word, is_plain) ||
            (first && (word.contains('=') || std::ranges::find(builtins, word) != std::end(builtins)))) {
            return {};
        }
        out += first ? "[\"" : ", \"";
        out += word;
        out += '"';
        first = false;
    }
    return first ? out : out + ']';
}

void offer_fix(Reported& found, const model::Instruction& instruction, std::string_view command) {
    if (std::ranges::any_of(command, [](char c) { return c == '\n' || c == '\r'; })) {
        return;
    }
    const Span place = instruction.joined.span_of(command);
    if (place.size() != command.size()) {
        return; // a comment or a continuation stands inside
    }
    if (std::string json = with_double_quotes(command); !json.empty()) {
        found.fix(Safety::safe, "Use double quotes", {{place, std::move(json)}});
    } else if (json = as_json(command); !json.empty()) {
        found.fix(Safety::unsafe, "Use the JSON form", {{place, std::move(json)}});
    }
}

void check_command(const Facts& facts, Report& report, model::Keyword keyword) {
    for (const model::Instruction& instruction : facts.document.all(keyword)) {
        if (instruction.json && instruction.arguments.contains(R"(\\")")) {
            // hadolint's reader of JSON stumbles over an escaped backslash before a quote.
            report
                .at(instruction.name_span,
                    "hadolint can't read this JSON, in which a backslash stands before a closing quote")
                .only_as("DL3025");
        }
        if (instruction.json || instruction.arguments.empty()) {
            continue;
        }
        const model::Context& here = facts.document.context(instruction);
        const bool chosen_shell = !here.stage || here.shell.has_value();
        if (is_meant_for_json(instruction.arguments)) {
            const bool single = instruction.arguments.contains('\'') && !instruction.arguments.contains('"');
            Reported found =
                report.at(instruction.joined.span_of(instruction.arguments),
                          single ? "This is no JSON, which knows double quotes alone, so a shell is given "
                                   "the brackets as they are"
                                 : "This is no JSON (a comma, a quote or a bracket is wrong), so a shell is "
                                   "given the brackets as they are");
            found.severity(Severity::error);
            found.as_if(!chosen_shell, "JSONArgsRecommended")
                .as("DL3025")
                .as_if(single, "JSON_IN_SINGLE_QUOTES");
            offer_fix(found, instruction, instruction.arguments);
        } else if (chosen_shell) {
            report.at(instruction.name_span, "{} is in shell form", instruction.name).only_as("DL3025");
        } else {
            Reported found =
                report.at(instruction.name_span,
                          "{} runs through a shell here, so the program may not get the signal to stop and "
                          "is killed after ten seconds",
                          instruction.name);
            found.as("JSONArgsRecommended").as("DL3025");
            offer_fix(found, instruction, instruction.arguments);
        }
    }
}

void check(const Facts& facts, Report& report) {
    check_command(facts, report, model::Keyword::cmd);
    check_command(facts, report, model::Keyword::entrypoint);
    for (const model::Instruction& health : facts.document.all(model::Keyword::healthcheck)) {
        const auto words = facts.document.words(health);
        if (!health.json && words.size() > 1 && ascii::equal(words[0].text, "cmd")) {
            // A check is short and gets no signals: its shell form is right, as `|| exit 1` needs it.
            report.at(health.name_span, "HEALTHCHECK is in shell form").only_as("DL3025");
        }
    }
}

constexpr Example examples[] = {
    {.title = "a command in shell form",
     .bad = R"(
       | FROM python:3.12
       | CMD python train.py --epochs=3
       ~ ^^^ CMD runs through a shell here, so the program may not get the signal to stop and is killed after ten seconds
     )",
     .good = R"(
       | FROM python:3.12
       | CMD ["python", "train.py", "--epochs=3"]
     )"},
    {.title = "JSON with single quotes", .bad = R"(
       | FROM python:3.12
       | CMD ['python', 'train.py']
       ~     ^^^^^^^^^^^^^^^^^^^^^^ This is no JSON, which knows double quotes alone, so a shell is given the brackets as they are
       + CMD ["python", "train.py"]
     )"},
    {.title = "JSON without its comma, or with text behind it", .bad = R"(
       | FROM python:3.12
       | ENTRYPOINT ["python" "train.py"]
       ~            ^^^^^^^^^^^^^^^^^^^^^ This is no JSON (a comma, a quote or a bracket is wrong), so a shell is given the brackets as they are
       | CMD ["--epochs=3"] # three
       ~     ^^^^^^^^^^^^^^^^^^^^^^ This is no JSON (a comma, a quote or a bracket is wrong), so a shell is given the brackets as they are
     )"},
    {.title = "single quotes are not all that is wrong", .bad = R"(
       | FROM python:3.12
       | CMD ['python' 'train.py']
       ~     ^^^^^^^^^^^^^^^^^^^^^ This is no JSON, which knows double quotes alone, so a shell is given the brackets as they are
     )"},
    {.title = "the shell's own brackets", .bad = R"(
       | FROM python:3.12
       | CMD [ "$DEBUG" = 1 ] && python -m pdb train.py
       ~ ^^^ CMD runs through a shell here, so the program may not get the signal to stop and is killed after ten seconds
     )"},
    {.title = "a command that needs its shell has no fix", .bad = R"(
       | FROM python:3.12
       | ENTRYPOINT cd /app && python train.py
       ~ ^^^^^^^^^^ ENTRYPOINT runs through a shell here, so the program may not get the signal to stop and is killed after ten seconds
     )"},
    {.title = "an escaped backslash before a quote, which hadolint takes for no JSON", .bad = R"(
       | FROM python:3.12
       | CMD ["sed", "s/a/\\"]
       ~ ^^^ (DL3025 only) hadolint can't read this JSON, in which a backslash stands before a closing quote
     )"},
    {.title = "a shell that was chosen, and a health check", .good = R"(
       | FROM python:3.12
       | SHELL ["/bin/bash", "-c"]
       | CMD python train.py
       | HEALTHCHECK CMD curl -f http://localhost || exit 1
     )"},
};

} // namespace

extern constexpr Rule shell_form_command{
    .id = "shell-form-command",
    .also = {"JSONArgsRecommended", "DL3025", "JSON_IN_SINGLE_QUOTES"},
    .title = "CMD or ENTRYPOINT in shell form",
    .why = "Without brackets the command is run by `/bin/sh -c`, and `docker stop` sends its signal to that "
           "shell. A training run that could have saved its state is killed instead. With the JSON form the "
           "program gets the signal, and arguments given to `docker run` reach an ENTRYPOINT.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
