#include "lint/hadolint_commands.hpp"
#include "lint/shellcheck_tests.hpp"
#include <algorithm>
#include <limits>

namespace dockwright::lint {
namespace {

constexpr Offset nowhere{0};
constexpr Offset everywhere{std::numeric_limits<std::uint32_t>::max()};

/// The top command of the text that a place lies in, if it is more than a simple one: a half of it
/// is nothing that ShellCheck reads.
bool in_compound(const model::Commands& commands, const model::ShellText& text, Offset at) {
    using Kind = shell::Node::Kind;
    const shell::Script& script = commands.script;
    for (std::uint32_t i = text.nodes.begin; i < text.nodes.end && i <= text.root; ++i) {
        const shell::Node& node = script.nodes[i];
        const bool simple = node.kind == Kind::simple || node.kind == Kind::list ||
                            node.kind == Kind::and_or || node.kind == Kind::pipeline;
        if (!simple && node.span.begin < at && at < node.span.end) {
            return true;
        }
    }
    return false;
}

/// Whether an operator stands in front that wants a command behind it.
bool is_awaited(std::string_view before) {
    const std::size_t last = before.find_last_not_of(" \t\r\n\\");
    before = last == std::string_view::npos ? std::string_view{} : before.substr(0, last + 1);
    return before.ends_with("&&") || before.ends_with('|');
}

/// ShellCheck takes `then ;` and `& ;` for slips and reads on.
bool is_slip(std::string_view before, std::string_view detail) {
    const std::size_t last = before.find_last_not_of(" \t\r\n\\");
    before = last == std::string_view::npos ? std::string_view{} : before.substr(0, last + 1);
    return detail == ";" && (before.ends_with("then") || before.ends_with("else") || before.ends_with("do") ||
                             (before.ends_with('&') && !before.ends_with("&&")));
}

/// Up to where a problem lets ShellCheck read.
Offset end_at(const model::Document& document, const model::ShellText& text, const shell::Problem& problem) {
    if (problem.kind != shell::Problem::Kind::unexpected) {
        return nowhere;
    }
    const std::string_view before = document.text().substr(0, problem.span.begin.value);
    if (is_slip(before, problem.detail)) {
        return everywhere;
    }
    return is_awaited(before) || in_compound(document.commands(), text, problem.span.begin)
               ? nowhere
               : problem.span.begin;
}

/// Where a here-document is named that is not in front: the rest of its line is not read.
Offset here_document(const model::Document& document, const model::Instruction& run) {
    const auto heredocs = document.syntax().heredocs_of(run);
    if (heredocs.empty() || run.arguments.starts_with("<<")) {
        return everywhere;
    }
    return heredocs.front().opener.begin;
}

/// ShellCheck looks through these, once.
bool looks_through(const model::Commands& commands, const model::Command& outer) {
    if (outer.through_wrapper) {
        return false;
    }
    const auto arguments = commands.arguments_of(outer);
    const bool has_options = !arguments.empty() && arguments.front().text.starts_with('-');
    return outer.name == "exec" || (outer.name == "command" && !has_options) || outer.name == "builtin" ||
           outer.name == "busybox";
}

/// `RUN <<EOF bash`: the lines of a here-document in front are read behind the rest of the line,
/// whatever that makes of them.
bool is_in_front_document(const model::Document& document, const model::ShellText& text,
                          const model::Command& command) {
    const model::Instruction& run = document.instruction(text);
    const auto heredocs = document.syntax().heredocs_of(run);
    return !heredocs.empty() && run.arguments.starts_with("<<") &&
           !document.commands().all[command.outer].through_wrapper &&
           heredocs.front().body.contains(command.span.begin);
}

/// A RUN of the exec form is read as if its words were a line: `["bash", "-c", "a && b"]` runs
/// `bash -c a` and `b`.
bool sees_in_exec_form(const model::Commands& commands, const model::Command& command) {
    if (!command.through_wrapper) {
        return true;
    }
    const model::Command& outer = commands.all[command.outer];
    if (outer.through_wrapper) {
        return false;
    }
    return std::ranges::none_of(commands.arguments_of(outer), [&](const model::Argument& argument) {
        return argument.span.touches(command.span.begin) && command.span.begin <= argument.span.begin + 1;
    });
}

} // namespace

Offset hadolint_end(const model::Document& document, const model::ShellText& text) {
    const model::Commands& commands = document.commands();
    Offset end = here_document(document, document.instruction(text));
    if (end != everywhere && in_compound(commands, text, end)) {
        return nowhere;
    }
    for (std::uint32_t i = text.bash_problems.begin; i < text.bash_problems.end; ++i) {
        const shell::Problem& problem = commands.script.problems[i];
        if (problem.span.begin < end) {
            end = std::min(end, end_at(document, text, problem));
        }
    }
    return shellcheck_reads_tests(commands, text, end) ? end : nowhere;
}

bool hadolint_sees(const model::Document& document, const model::Command& command) {
    const model::Commands& commands = document.commands();
    const model::ShellText& text = commands.text_of(command);
    if (document.instruction(text).keyword != model::Keyword::run ||
        command.name_span.of(document.text()).contains('/')) {
        return false;
    }
    if (text.origin == model::ShellText::Origin::exec_form) {
        return sees_in_exec_form(commands, command);
    }
    if (command.through_wrapper && !looks_through(commands, commands.all[command.outer]) &&
        !is_in_front_document(document, text, command)) {
        return false;
    }
    return command.span.begin < hadolint_end(document, text);
}

} // namespace dockwright::lint
