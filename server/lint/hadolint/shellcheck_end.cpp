#include "lint/hadolint/shellcheck_end.hpp"
#include "base/ascii.hpp"
#include "lint/hadolint/shellcheck_tests.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

using Kind = shell::Node::Kind;

constexpr Offset nowhere{0};

/// The top command of the text that a place lies in, if it is more than a simple one: a half of it
/// is nothing that ShellCheck reads.
bool in_compound(const ShellReading& text, Offset at) {
    for (std::uint32_t i = text.nodes.begin; i < text.nodes.end && i <= text.root; ++i) {
        const shell::Node& node = text.script.nodes[i];
        const bool simple = node.kind == Kind::simple || node.kind == Kind::list ||
                            node.kind == Kind::and_or || node.kind == Kind::pipeline;
        if (!simple && node.span.begin < at && at < node.span.end) {
            return true;
        }
    }
    return false;
}

/// A place where the reading stops, with the text around it.
struct Stop {
    const ShellReading& text;
    Offset begin;            ///< of the RUN's text
    std::string_view before; ///< of the RUN, without blanks at its end
    std::string_view behind; ///< from the place on
    Offset at;
    std::string_view detail;
};

/// An operator stands in front that wants a command behind it.
bool is_awaited(const Stop& stop) {
    return stop.before.ends_with("&&") || stop.before.ends_with('|') || stop.before.ends_with('>') ||
           stop.before.ends_with('<');
}

/// ShellCheck takes `then ;` and `& ;` for slips and reads on.
bool is_slip(const Stop& stop) {
    return stop.detail == ";" &&
           (stop.before.ends_with("then") || stop.before.ends_with("else") || stop.before.ends_with("do") ||
            (stop.before.ends_with('&') && !stop.before.ends_with("&&")));
}

/// The command in front is one plain word: with a parenthesis behind it, it is to be a function.
bool is_function_name(const Stop& stop, Offset before_end) {
    for (std::uint32_t i = stop.text.nodes.begin; i < stop.text.nodes.end && i <= stop.text.root; ++i) {
        const shell::Node& node = stop.text.script.nodes[i];
        if (node.kind == Kind::simple && !node.words.empty() && node.assignments.empty()) {
            const shell::Word& name = stop.text.script.words_of(node).front();
            if (name.span.end == before_end) {
                return name.text.find_first_of("$'\"`\\[]") == std::string_view::npos;
            }
        }
    }
    return false;
}

ShellCheckEnd at_parenthesis(const Stop& stop) {
    if (is_function_name(stop, stop.begin + stop.before.size())) {
        const std::size_t end = stop.behind.find_first_of("){");
        if (end != std::string_view::npos && stop.behind[end] == ')') {
            return {nowhere, "SC1072", stop.at}; // parameters, and then no body
        }
        return {stop.at, "SC1065", stop.at + 1};
    }
    return in_compound(stop.text, stop.at) ? ShellCheckEnd{nowhere, "SC1072", stop.at}
                                           : ShellCheckEnd{stop.at, "SC1088", stop.at};
}

/// A word that clings to the end of `( … )` or `fi`; a parenthesis in it is what is said last.
ShellCheckEnd behind_compound(const Stop& stop) {
    const std::size_t end = stop.behind.find_first_of("(;|&<>'\"$`\n");
    if (end != std::string_view::npos && stop.behind[end] == '(') {
        return {stop.at, "SC1036", stop.at + end};
    }
    return {stop.at, "SC1141", stop.at};
}

bool is_end_of_compound(std::string_view before) {
    return before.ends_with(')') || before.ends_with('}') || before.ends_with("fi") ||
           before.ends_with("done") || before.ends_with("esac");
}

std::string_view loose_code(const Stop& stop) {
    const std::string_view detail = stop.detail;
    const bool is_first = stop.before.empty();
    if (detail == "&&" || detail == "||" || detail == "|" || detail == "&") {
        return is_first ? "SC1133" : "SC1070";
    }
    return detail == ";" ? "SC1070" : "SC1089";
}

/// Up to where a problem lets ShellCheck read.
ShellCheckEnd end_at(const Stop& stop) {
    if (is_slip(stop)) {
        return {};
    }
    if (is_awaited(stop)) {
        return {nowhere, "SC1072", stop.at};
    }
    if (stop.detail == "(") {
        return at_parenthesis(stop);
    }
    if (in_compound(stop.text, stop.at)) {
        return {nowhere, "SC1072", stop.at};
    }
    const bool is_word = !stop.behind.empty() &&
                         std::string_view(";|&()<>{}").find(stop.behind.front()) == std::string_view::npos;
    if (is_word && is_end_of_compound(stop.before)) {
        return behind_compound(stop);
    }
    return {stop.at, loose_code(stop), stop.at};
}

ShellCheckEnd end_at(const model::Document& document, const model::Instruction& run, const ShellReading& text,
                     const shell::Problem& problem) {
    if (problem.kind != shell::Problem::Kind::unexpected) {
        return {nowhere, "SC1072", problem.span.begin};
    }
    const Offset begin = run.arguments.empty() ? run.span.begin : run.joined.span_of(run.arguments).begin;
    const Offset at = std::max(problem.span.begin, begin);
    std::string_view before = Span{begin, at}.of(document.text());
    const std::size_t last = before.find_last_not_of(" \t\r\n\\");
    before = last == std::string_view::npos ? std::string_view{} : before.substr(0, last + 1);
    const Offset end = std::max(run.span.end, at);
    return end_at({text, begin, before, Span{at, end}.of(document.text()), at, problem.detail});
}

/// Where a here-document is named that is not in front: the rest of its line is not read.
Offset here_document(const model::Document& document, const model::Instruction& run) {
    const auto heredocs = document.syntax().heredocs_of(run);
    if (heredocs.empty() || run.arguments.starts_with("<<")) {
        return shellcheck_reads_all;
    }
    return heredocs.front().opener.begin;
}

/// `{{ template }}`, `{a,b}` for a command: to ShellCheck a group that goes wrong. `[Net.Name]::x` is a
/// test without its end.
bool has_bracketed_name(const ShellReading& text, Offset end) {
    for (std::uint32_t i = text.nodes.begin; i < text.nodes.end && i <= text.root; ++i) {
        const shell::Node& node = text.script.nodes[i];
        if (node.kind == Kind::simple && !node.words.empty() && node.span.begin < end) {
            const auto words = text.script.words_of(node);
            const std::string_view name = words.front().text;
            if (name.size() > 1 && (name.starts_with('{') ||
                                    (name.starts_with('[') && name != "[[" && words.back().text != "]"))) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

ShellReading reading_of(const model::Commands& commands, const model::ShellText& text) {
    if (!text.foreign_nodes.empty()) {
        return {commands.script, text.foreign_nodes, text.foreign_nodes.end - 1, text.foreign_problems};
    }
    return {commands.script, text.nodes, text.root, text.bash_problems};
}

ShellCheckEnd shellcheck_end(const model::Document& document, const model::Instruction& run,
                             const ShellReading& text) {
    ShellCheckEnd end{.at = here_document(document, run), .code = {}, .points = {}};
    if (end.at != shellcheck_reads_all && in_compound(text, end.at)) {
        return {nowhere, "SC1072", end.at};
    }
    for (std::uint32_t i = text.problems.begin; i < text.problems.end; ++i) {
        const shell::Problem& problem = text.script.problems[i];
        if (problem.span.begin < end.at) {
            const ShellCheckEnd other = end_at(document, run, text, problem);
            end = other.at < end.at ? other : end;
        }
    }
    if (has_bracketed_name(text, end.at) ||
        !shellcheck_reads_tests(text.script, text.nodes, text.root, end.at)) {
        return {nowhere, "SC1072", run.span.begin};
    }
    return end;
}

ShellCheckEnd shellcheck_end(const model::Document& document, const model::ShellText& text) {
    return shellcheck_end(document, document.instruction(text), reading_of(document.commands(), text));
}

} // namespace dockwright::lint
