#include "base/ascii.hpp"
#include "lint/broken_json.hpp"
#include "lint/dash.hpp"
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

constexpr std::string_view without_signal =
    "`docker stop` {} /bin/sh, not your program, which is killed after 10 seconds without saving: {}";

const model::ShellText* text_of(const model::Document& document, const model::Instruction& instruction) {
    const auto& texts = document.commands().texts;
    const auto found = std::ranges::find_if(texts, [&](const model::ShellText& text) {
        return text.instruction == document.index(instruction) && !text.onbuild;
    });
    return found != texts.end() ? &*found : nullptr;
}

/// What the shell does last, behind `;` and `&&`; null where it goes on to wait for its end.
const shell::Node* last_step(const shell::Script& script, const model::ShellText& text) {
    const shell::Node* node = &script.nodes[text.root];
    while (node->kind == shell::Node::Kind::list || node->kind == shell::Node::Kind::and_or) {
        if (node->children.empty()) {
            return nullptr;
        }
        node = &script.nodes[script.children_of(*node).back()];
        if (node->terminator == shell::Terminator::background) {
            return nullptr;
        }
    }
    return node;
}

/// Whether the program takes the place of the shell, and gets the signals itself: behind `exec`, and
/// where the shell does so of its own. busybox 1.35 does for what comes last, bash 5.2 too unless it
/// redirects something, dash 0.5.12 never (all tried).
bool replaces_shell(const model::Document& document, const model::ShellText& text, const shell::Node& last) {
    const shell::Script& script = document.commands().script;
    if (last.kind != shell::Node::Kind::simple) {
        return false;
    }
    const std::string_view name = plain_name(script, last);
    if (name == "exec" || (text.kind == model::ShellKind::ash && name != "wait")) {
        return true;
    }
    const bool bash = runs_in_bash(document, text) || replaces_dash(document);
    return bash && last.redirections.empty();
}

/// What puts files somewhere or says something and ends: nobody stops it, it has nothing to save, and it
/// needs its shell. What only waits is not the program either: that was started before and is no child of
/// it.
bool is_job(const shell::Script& script, const shell::Node& last) {
    constexpr std::string_view ends[] = {"cp", "echo", "mv", "printf", "rm", "sleep", "tail", "tar"};
    return last.kind == shell::Node::Kind::for_clause ||
           std::ranges::find(ends, plain_name(script, last)) != std::end(ends);
}

/// A shell for a person, which heeds no such signal itself.
bool is_bare_shell(const shell::Script& script, const shell::Node& last) {
    constexpr std::string_view shells[] = {"ash", "bash", "dash", "fish", "ksh", "sh", "zsh"};
    const std::string_view name = plain_name(script, last);
    const std::string_view program = name.substr(name.rfind('/') + 1);
    const auto arguments = script.words_of(last).subspan(std::min<std::size_t>(last.words.size(), 1));
    return std::ranges::binary_search(shells, program) &&
           std::ranges::all_of(arguments, [](const shell::Word& word) {
               return word.text == "-i" || word.text == "-l" || word.text == "-li" || word.text == "-il" ||
                      word.text == "--login";
           });
}

/// What runs in the background is not reached by `exec` or an array either.
bool starts_in_background(const shell::Script& script, const model::ShellText& text) {
    const auto nodes = std::span(script.nodes).subspan(text.nodes.begin, text.nodes.size());
    return std::ranges::any_of(
        nodes, [](const shell::Node& node) { return node.terminator == shell::Terminator::background; });
}

bool gets_no_signal(const model::Document& document, const model::Instruction& instruction) {
    const model::ShellText* text = text_of(document, instruction);
    if (text == nullptr || text->root == shell::no_node) {
        // Windows tells every process of a container that it ends.
        return text == nullptr || text->kind != model::ShellKind::cmd;
    }
    const shell::Script& script = document.commands().script;
    const shell::Node* last = last_step(script, *text);
    return !starts_in_background(script, *text) &&
           (last == nullptr || (!replaces_shell(document, *text, *last) && !is_job(script, *last) &&
                                !is_bare_shell(script, *last)));
}

/// What this command can be changed to.
std::string advice(const model::Document& document, const model::Instruction& instruction) {
    constexpr std::size_t most = 80; // characters of an array that is shown
    const std::string json = as_json(instruction.arguments);
    if (!json.empty() && json.size() <= most) {
        return message("write {}, or put 'exec' before the program", {json});
    }
    if (!json.empty()) {
        const std::size_t first = json.find(", ");
        const std::size_t second = first == std::string::npos ? first : json.find(", ", first + 2);
        return message("write it as a JSON array, {}, …], or put 'exec' before the program",
                       {std::string_view(json).substr(0, second)});
    }
    const model::ShellText* text = text_of(document, instruction);
    const shell::Script& script = document.commands().script;
    const shell::Node* last =
        text == nullptr || text->root == shell::no_node ? nullptr : last_step(script, *text);
    if (last == nullptr || last->kind != shell::Node::Kind::simple) {
        return "start it with 'exec', alone or at the end of a script";
    }
    const std::string_view name = plain_name(script, *last);
    return message("put 'exec' before {}", {name.empty() ? "the program" : message("'{}'", {name})});
}

/// Most images are Debian or Ubuntu, but of most names nobody knows it.
bool is_shell_known(const model::Document& document, const model::Instruction& instruction) {
    const model::ShellText* text = text_of(document, instruction);
    return text != nullptr && (text->kind == model::ShellKind::ash || runs_in_dash(document, *text) ||
                               runs_in_bash(document, *text));
}

/// Nobody starts it: one behind it counts in its place, or an ENTRYPOINT in shell form, which takes no CMD.
bool has_no_effect(const model::Document& document, const model::Instruction& instruction) {
    const model::Stage* stage = document.stage_of(instruction);
    const model::Instruction* entrypoint = nullptr;
    for (const model::Instruction& other : document.instructions(*stage)) {
        if (other.keyword == instruction.keyword && other.span.begin > instruction.span.begin) {
            return true;
        }
        entrypoint = other.keyword == model::Keyword::entrypoint ? &other : entrypoint;
    }
    return instruction.keyword == model::Keyword::cmd && entrypoint != nullptr && !entrypoint->json &&
           !entrypoint->arguments.empty();
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
            const bool ours =
                !has_no_effect(facts.document, instruction) && gets_no_signal(facts.document, instruction);
            const std::string_view reaches =
                is_shell_known(facts.document, instruction) ? "reaches" : "probably reaches";
            Reported found = ours ? report.at(instruction.name_span, without_signal, reaches,
                                              advice(facts.document, instruction))
                                  : report.at(instruction.name_span, "{} is in shell form", instruction.name);
            if (ours) {
                found.as("JSONArgsRecommended");
            } else {
                found.only_as("JSONArgsRecommended");
            }
            found.as("DL3025");
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
       ~ ^^^ `docker stop` reaches /bin/sh, not your program, which is killed after 10 seconds without saving: write ["python", "train.py", "--epochs=3"], or put 'exec' before the program
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
       ~ ^^^ `docker stop` reaches /bin/sh, not your program, which is killed after 10 seconds without saving: put 'exec' before 'python'
     )"},
    {.title = "what nobody starts is another matter", .bad = R"(
       | FROM python:3.12
       | CMD python prepare.py
       ~ ^^^ (JSONArgsRecommended only) CMD is in shell form
       | CMD ["python", "train.py"]
       | FROM python:3.12
       | ENTRYPOINT exec ./serve
       ~ ^^^^^^^^^^ (JSONArgsRecommended only) ENTRYPOINT is in shell form
       | CMD python train.py
       ~ ^^^ (JSONArgsRecommended only) CMD is in shell form
     )"},
    {.title = "a command that needs its shell has no fix", .bad = R"(
       | FROM python:3.12
       | ENTRYPOINT cd /app && python train.py
       ~ ^^^^^^^^^^ `docker stop` reaches /bin/sh, not your program, which is killed after 10 seconds without saving: put 'exec' before 'python'
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
    {.title = "where the program takes the place of the shell, it gets the signal", .bad = R"(
       | FROM alpine:3.22 AS web
       | ENTRYPOINT cd /app && python serve.py 2>&1
       ~ ^^^^^^^^^^ (JSONArgsRecommended only) ENTRYPOINT is in shell form
       | FROM alpine:3.22 AS logged
       | CMD python serve.py | tee /log
       ~ ^^^ `docker stop` reaches /bin/sh, not your program, which is killed after 10 seconds without saving: start it with 'exec', alone or at the end of a script
       | FROM fedora:41 AS train
       | CMD python train.py
       ~ ^^^ (JSONArgsRecommended only) CMD is in shell form
       | FROM fedora:41 AS redirected
       | CMD cd /app && python train.py 2>&1
       ~ ^^^ `docker stop` reaches /bin/sh, not your program, which is killed after 10 seconds without saving: put 'exec' before 'python'
       | FROM example.org/ours:1 AS ours
       | CMD python train.py
       ~ ^^^ `docker stop` probably reaches /bin/sh, not your program, which is killed after 10 seconds without saving: write ["python", "train.py"], or put 'exec' before the program
       | FROM mcr.microsoft.com/windows/servercore:ltsc2025 AS windows
       | CMD python train.py
       ~ ^^^ (JSONArgsRecommended only) CMD is in shell form
       | FROM python:3.12
       | CMD cd /app && exec python train.py
       ~ ^^^ (JSONArgsRecommended only) CMD is in shell form
     )"},
    {.title = "a shell for a person heeds no such signal, and what runs in the background gets none",
     .bad = R"(
       | FROM ubuntu:24.04 AS shell
       | CMD /bin/bash
       ~ ^^^ (JSONArgsRecommended only) CMD is in shell form
       | FROM ubuntu:24.04 AS server
       | CMD jupyter lab & echo http://localhost:8888 && /bin/bash
       ~ ^^^ (JSONArgsRecommended only) CMD is in shell form
       | FROM ubuntu:24.04 AS two
       | CMD ./worker & ./server
       ~ ^^^ (JSONArgsRecommended only) CMD is in shell form
       | FROM ubuntu:24.04
       | CMD bash -c "python train.py"
       ~ ^^^ `docker stop` reaches /bin/sh, not your program, which is killed after 10 seconds without saving: put 'exec' before 'bash'
     )"},
    {.title = "many arguments", .bad = R"(
       | FROM python:3.12
       | CMD gunicorn app:application --bind=0.0.0.0:8000 --workers=4 --worker-class=gevent
       ~ ^^^ `docker stop` reaches /bin/sh, not your program, which is killed after 10 seconds without saving: write it as a JSON array, ["gunicorn", "app:application", …], or put 'exec' before the program
     )"},
    {.title = "what packs files and ends needs its shell, and nobody stops it", .bad = R"(
       | FROM debian:12
       | CMD export DIST=sid && debuild && mv /tmp/*.deb /dist
       ~ ^^^ (JSONArgsRecommended only) CMD is in shell form
       | FROM debian:12
       | CMD service nginx start && tail -F /var/log/nginx/access.log
       ~ ^^^ (JSONArgsRecommended only) CMD is in shell form
     )"},
};

} // namespace

extern constexpr Rule shell_form_command{
    .id = "shell-form-command",
    .also = {"JSONArgsRecommended", "DL3025", "JSON_IN_SINGLE_QUOTES"},
    .title = "CMD or ENTRYPOINT in shell form",
    .why = "Without brackets the command is run by `/bin/sh -c`, and `docker stop` sends its signal to that "
           "shell, which in Debian, Ubuntu and most images doesn't pass it on. A training run that could "
           "have saved its state is killed instead. With the JSON form the "
           "program gets the signal, and arguments given to `docker run` reach an ENTRYPOINT.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
