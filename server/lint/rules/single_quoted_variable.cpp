#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "lint/shell_words.hpp"
#include "lint/splitting.hpp"
#include <algorithm>
#include <string>

namespace dockwright::lint::rules {
namespace {

using PartKind = shell::Part::Kind;

/// `$x`, `${…`, `$(…`, or a pair of backticks.
bool has_expansion(std::string_view text) {
    for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
        const char next = at + 1 < text.size() ? text[at + 1] : ' ';
        if (ascii::is_name(next) || next == '{' || next == '(') {
            return true;
        }
    }
    const std::size_t tick = text.find('`');
    return tick != std::string_view::npos && text.find('`', tick + 2) != std::string_view::npos;
}

/// What these get is a program of theirs, or is meant for a shell that runs later.
bool reads_dollars(std::string_view program) {
    constexpr std::string_view names[] = {"alias", "bash", "docker", "doas",   "dpkg-query", "eval", "jq",
                                          "ksh",   "oc",   "podman", "rename", "rg",         "sh",   "ssh",
                                          "sudo",  "trap", "unset",  "xprop",  "zsh"};
    return std::ranges::find(names, program) != std::end(names) || program.ends_with("awk") ||
           program.starts_with("perl");
}

/// sed's `$d`, `$a text`, `${/x/d}`: the last line.
bool is_last_line(std::string_view text) {
    for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
        if (at + 1 < text.size() && std::string_view("acdips{").contains(text[at + 1]) &&
            (at + 2 == text.size() || !ascii::is_alpha(text[at + 2]))) {
            return true;
        }
    }
    return false;
}

/// Commands whose text others read; `find` by what it runs.
bool is_exempt(const shell::Script& script, const shell::Node& node) {
    const auto words = script.words_of(node);
    const std::string_view program = program_of(script, node);
    if (program == "find") {
        for (std::size_t i = 1; i + 1 < words.size(); ++i) {
            if ((words[i].text == "-exec" || words[i].text == "-execdir") &&
                reads_dollars(words[i + 1].text)) {
                return true;
            }
        }
        return false;
    }
    if (program == "git") {
        return words.size() > 1 && words[1].text == "filter-branch";
    }
    const bool through = program == "exec" || program == "command" || program == "busybox";
    return reads_dollars(program) || (through && words.size() > 1 && reads_dollars(words[1].text));
}

bool is_prompt(std::string_view name) {
    return name == "PS1" || name == "PS2" || name == "PS3" || name == "PS4" || name == "PROMPT_COMMAND";
}

class Search {
public:
    Search(const Facts& facts, const ShellScript& text, Report& report)
        : facts_(facts), script_(facts.document.commands().script), text_(text), report_(report) {}

    /// One with a single quote in a word.
    void node(const shell::Node& node) {
        if (is_exempt(script_, node)) {
            return;
        }
        const std::string_view program = program_of(script_, node);
        sed_ = program == "sed";
        const bool declares = Splitting::is_declaration(program);
        for (const shell::Word& word : script_.words_of(node)) {
            if (!declares || !is_prompt(word.text.substr(0, word.text.find('=')))) {
                look(word);
            }
        }
        for (const shell::Assignment& assignment : script_.assignments_of(node)) {
            if (is_prompt(assignment.name)) {
                continue;
            }
            look(assignment.value);
            for (const shell::Word& element : script_.elements_of(assignment)) {
                look(element);
            }
        }
        for (const shell::Redirection& redirection : script_.redirections_of(node)) {
            if (!redirection.operation.starts_with("<<") || redirection.operation == "<<<") {
                look(redirection.target);
            }
        }
    }

private:
    void look(const shell::Word& word) {
        for (std::uint32_t i = word.parts.begin; i < word.parts.end; ++i) {
            const shell::Part& part = script_.parts[i];
            if (part.kind == PartKind::single_quoted && has_expansion(part.text) &&
                !is_ansi_quoted(script_, i) && !(sed_ && is_last_line(part.text))) {
                add(part);
            }
        }
    }

    void add(const shell::Part& part) {
        Reported finding =
            report_.at(part.span, "In single quotes the shell replaces nothing: this text keeps its $ and "
                                  "backticks. Use double quotes if the value of today is meant");
        finding.as_if(part.span.begin < text_.read_to, "SC2016");
        const std::string_view source = part.span.of(facts_.document.text());
        if (source.size() > 1 && source.find_first_of("\"\\`!") == std::string_view::npos) {
            const std::string_view inside = source.substr(1, source.size() - 2);
            finding.fix(Safety::unsafe, "Use double quotes",
                        {{.span = part.span, .text = std::string("\"").append(inside).append("\"")}});
        }
    }

    const Facts& facts_;
    const shell::Script& script_;
    const ShellScript& text_;
    Report& report_;
    bool sed_ = false;
};

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        Search search(facts, text, report);
        std::uint32_t seen = shell::no_node;
        for (const SpecialWord& special : facts.shell.special_of(text)) {
            if (special.node != seen && special.word->text.contains('\'')) {
                seen = special.node;
                search.node(script.nodes[seen]);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a line for a file: is the variable's name meant, or its value of today?",
     .bad = R"(
       | FROM debian:12
       | RUN echo 'export PATH=$PATH:/opt/bin' >> /etc/profile
       ~          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ In single quotes the shell replaces nothing: this text keeps its $ and backticks. Use double quotes if the value of today is meant
       | RUN sed -i 's/NAME/$NAME/' config
       ~            ^^^^^^^^^^^^^^^ In single quotes the shell replaces nothing: this text keeps its $ and backticks. Use double quotes if the value of today is meant
     )",
     .good = R"(
       | FROM debian:12
       | RUN echo "export PATH=$PATH:/opt/bin" >> /etc/profile && echo 'costs 5$'
     )"},
    {.title = "what reads dollars itself",
     .bad = R"(
       | FROM debian:12
       | RUN grep '$x' f; awk '{ print $1 }' f
       ~          ^^^^ In single quotes the shell replaces nothing: this text keeps its $ and backticks. Use double quotes if the value of today is meant
     )",
     .good = R"(
       | FROM debian:12
       | RUN sed -i '$d' f; sed -i '${/x/d}' f; sh -c 'echo $HOME'; find . -exec sh -c 'rm $1' _ {} \;
       | RUN jq '.a[$i]' f; trap 'rm $x' EXIT; PS1='$ '; dpkg-query -W -f '${Version}' bash
     )"},
};

} // namespace

extern constexpr Rule single_quoted_variable{
    .id = "single-quoted-variable",
    .also = {"SC2016"},
    .title = "Variable in single quotes",
    .why =
        "Between single quotes the shell takes every character as it is: '$HOME' stays five letters. That is "
        "right for a line that a shell reads later, and wrong where the value was meant.",
    .group = Group::style,
    .severity = Severity::info,
    .level = Level::all,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
