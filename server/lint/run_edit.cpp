#include "lint/run_edit.hpp"
#include "base/message.hpp"
#include "lint/text_lines.hpp"
#include "model/mount.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

using model::Document;
using model::ShellText;
using Kind = shell::Node::Kind;

/// The last command of the list: of `a && b; c && d` that is `c && d`.
const shell::Node* last_of(const Document& document, const ShellText& text) {
    const shell::Script& script = document.commands().script;
    if (text.root == shell::no_node) {
        return nullptr;
    }
    const auto children = script.children_of(script.nodes[text.root]);
    return children.empty() ? nullptr : &script.nodes[children.back()];
}

/// The last of what `&&` and `||` join.
const shell::Node& last_part(const Document& document, const shell::Node& node) {
    const shell::Script& script = document.commands().script;
    const auto parts = script.children_of(node);
    return node.kind == Kind::and_or && !parts.empty() ? script.nodes[parts.back()] : node;
}

/// `…; exit 0`: nothing runs behind it, but for `… || exit 1`, where it seldom runs itself.
bool ends_script(const Document& document, const shell::Node& part) {
    const std::string_view text = part.span.of(document.text());
    return part.kind == Kind::simple && part.connector != shell::Connector::or_if &&
           (text == "exit" || text.starts_with("exit ") || text.starts_with("exec "));
}

/// What joins the new command to the last one, which begins at `last`.
std::string joint(const Document& document, Offset last) {
    const std::string_view before = document.text().substr(0, last.value);
    const std::size_t line = before.rfind('\n') + 1; // 0 if there is none
    const std::string_view front = before.substr(line);
    const std::string_view blanks = front.substr(0, std::min(front.find_first_not_of(" \t"), front.size()));
    const std::string_view rest = front.substr(blanks.size());
    const std::string line_break = std::string(1, document.syntax().escape) +
                                   std::string(line_end_of(document.text())) + std::string(blanks);
    if (line > 0 && rest.starts_with("&&")) {
        const std::size_t command = std::min(rest.find_first_not_of(" \t", 2), rest.size());
        return " " + line_break + std::string(rest.substr(0, command));
    }
    return line > 0 && rest.empty() ? " && " + line_break : " && ";
}

/// The heredoc is the script: `RUN <<EOF`.
bool is_script(const model::Instruction& run, std::span<const syntax::Heredoc> heredocs) {
    return heredocs.size() == 1 && heredocs.front().closed &&
           heredocs.front().opener.size() == run.arguments.size() && !heredocs.front().content.contains('\r');
}

} // namespace

TextEdit insert_option(const Document& document, const model::Argument& behind, std::string_view option) {
    const bool json = behind.span.of(document.text()).starts_with('"') && behind.word == shell::no_node;
    return {.span = {behind.span.end, behind.span.end},
            .text = json ? ", \"" + std::string(option) + '"' : ' ' + std::string(option)};
}

model::Argument name_of(const Document& document, const model::Command& command) {
    const bool exec = document.commands().text_of(command).origin == ShellText::Origin::exec_form;
    return {.text = command.name, .span = command.name_span, .word = exec ? shell::no_node : 0};
}

std::string mount_like(const Document& document, std::string_view target, std::string_view more) {
    const syntax::Flag* other = model::cache_mount_on(document, target);
    const std::string_view written = other != nullptr ? other->span.of(document.text()) : std::string_view{};
    return written.empty() || written.contains('\n')
               ? message(" --mount=type=cache,target={}{}", {target, more})
               : message(" {}", {written});
}

std::optional<TextEdit> append_command(const Document& document, const ShellText& text,
                                       std::string_view command) {
    const shell::Node* last = last_of(document, text);
    if (last == nullptr || text.origin != ShellText::Origin::run || !text.problems.empty()) {
        return std::nullopt;
    }
    const model::Instruction& run = document.instruction(text);
    const auto heredocs = document.syntax().heredocs_of(run);
    const bool script = is_script(run, heredocs);
    const shell::Node& part = last_part(document, *last);
    if ((!heredocs.empty() && !script) || last->terminator == shell::Terminator::background ||
        ends_script(document, part)) {
        return std::nullopt;
    }
    return TextEdit{.span = {last->span.end, last->span.end},
                    .text = (script ? " && " : joint(document, part.span.begin)) + std::string(command)};
}

} // namespace dockwright::lint
