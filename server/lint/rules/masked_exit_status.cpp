#include "lint/rule.hpp"
#include "lint/shell_words.hpp"
#include "lint/splitting.hpp"
#include <string>

namespace dockwright::lint::rules {
namespace {

using PartKind = shell::Part::Kind;

/// Whether a command's output is in it; not one that is a mere default behind `${x:-`.
bool has_output(const shell::Script& script, const shell::Word& word) {
    for (std::uint32_t i = word.parts.begin; i < word.parts.end; ++i) {
        const shell::Part& part = script.parts[i];
        if (part.kind == PartKind::command || (part.kind == PartKind::backticks && part.text.size() > 2)) {
            return true;
        }
        i += part.kind == PartKind::double_quoted ? 0 : part.inside;
    }
    return false;
}

/// `NAME` of a word `NAME=…`, `NAME+=…`, `NAME[1]=…`, or "".
std::string_view assigned_name(const shell::Script& script, const shell::Word& word) {
    const shell::Part& first = script.parts[word.parts.begin];
    const std::size_t equals =
        first.kind == PartKind::literal ? first.text.find('=') : std::string_view::npos;
    if (equals == std::string_view::npos || equals == 0 || word.text.starts_with('-')) {
        return {};
    }
    const std::string_view name = first.text.substr(0, equals);
    return name.ends_with('+') ? name.substr(0, name.size() - 1) : name;
}

/// `export x=$(a)` becomes `x=$(a) && export x`.
void add_fix(const shell::Script& script, const shell::Node& node, const shell::Word& word,
             std::string_view name, Reported& finding) {
    const auto words = script.words_of(node);
    if (words.size() != 2 || words.front().text != "export" || !node.redirections.empty() ||
        !node.assignments.empty()) {
        return;
    }
    finding.fix(Safety::unsafe, "Assign first, export then",
                {{.span = {words.front().span.begin, word.span.begin}, .text = ""},
                 {.span = {word.span.end, word.span.end},
                  .text = std::string(" && export ").append(name.substr(0, name.find('[')))}});
}

void check_command(const Facts& facts, const ShellScript& text, const shell::Node& node, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    const std::string_view command = plain_name(script, node);
    if (!Splitting::is_declaration(command)) {
        return;
    }
    const auto words = script.words_of(node);
    if (command == "local" && words.size() > 1 && has_letter(words[1].text, 'r')) {
        return;
    }
    for (const shell::Word& word : words.subspan(1)) {
        if (!has_output(script, word)) {
            continue;
        }
        const std::string_view name = assigned_name(script, word);
        if (name.empty()) {
            continue;
        }
        const Span span{word.span.begin, word.span.begin + name.size()};
        Reported finding =
            report.at(span,
                      "If this command fails, nobody notices: {} itself works. Assign {} first, "
                      "and {} it in a second command",
                      command, name, command);
        finding.as_if(span.begin < text.read_to, "SC2155");
        add_fix(script, node, word, name, finding);
    }
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            if (script.nodes[i].words.size() > 1) {
                check_command(facts, text, script.nodes[i], report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a version that could not be found out",
     .bad = R"(
       | FROM debian:12
       | RUN export VERSION=$(cat missing.txt) && make VERSION="$VERSION"
       ~            ^^^^^^^ If this command fails, nobody notices: export itself works. Assign VERSION first, and export it in a second command
     )",
     .good = R"(
       | FROM debian:12
       | RUN VERSION=$(cat version.txt) && export VERSION && make
       | RUN export A=1 B=$HOME C="${D:-$(date)}"
     )"},
};

} // namespace

extern constexpr Rule masked_exit_status{
    .id = "masked-exit-status",
    .also = {"SC2155"},
    .title = "Failure that export hides",
    .why =
        "In 'export X=$(command)' the line's result is that of export, which always works. When the command "
        "fails, X is empty and the build goes on.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::strict,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
