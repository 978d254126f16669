#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/shellcheck_end.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

/// Whether the word is a program's name to hadolint: nothing in it is expanded, also no wildcard.
bool is_name(const shell::Script& script, const shell::Word& word) {
    using Kind = shell::Part::Kind;
    return std::ranges::all_of(script.parts_of(word), [](const shell::Part& part) {
        const bool text = part.kind == Kind::literal || part.kind == Kind::escape ||
                          part.kind == Kind::single_quoted || part.kind == Kind::ansi_quoted ||
                          part.kind == Kind::double_quoted;
        return text && (part.quoted || part.kind != Kind::literal ||
                        part.text.find_first_of("*?") == std::string_view::npos);
    });
}

std::size_t count_names(const ShellReading& text, Offset end) {
    std::size_t count = 0;
    for (std::uint32_t i = text.nodes.begin; i < text.nodes.end && i <= text.root; ++i) {
        const shell::Node& node = text.script.nodes[i];
        if (node.kind == shell::Node::Kind::simple && !node.words.empty() && node.span.begin < end) {
            const shell::Word& name = text.script.words_of(node).front();
            // a test is no command to ShellCheck
            count += name.text != "[" && name.text != "[[" && is_name(text.script, name) ? 1U : 0U;
        }
    }
    return count;
}

/// `visit` gets the reading of a text whose shell we don't read; ShellCheck reads it all the same.
template <class Visit>
auto in_foreign(const model::Document& document, const model::Instruction& run, Visit visit) {
    shell::Script script;
    std::vector<syntax::Piece> pieces;
    const auto heredocs = document.syntax().heredocs_of(run);
    const bool in_front = !heredocs.empty() && run.arguments.starts_with("<<");
    if (in_front) {
        pieces.push_back({0, heredocs.front().body.begin});
    }
    const syntax::Joined source = in_front ? syntax::Joined{heredocs.front().content, pieces}
                                           : syntax::part_of(run.joined, run.arguments, pieces);
    const std::uint32_t root = shell::Shell().read(script, source, shell::Dialect::bash);
    const ShellReading reading{script,
                               {0, static_cast<std::uint32_t>(script.nodes.size())},
                               root,
                               {0, static_cast<std::uint32_t>(script.problems.size())}};
    return visit(reading, shellcheck_end(document, run, reading).at);
}

bool is_pipe(const shell::Node& node) {
    return node.kind == shell::Node::Kind::pipeline && node.children.size() > 1;
}

bool has_pipe(const ShellReading& text, Offset end) {
    for (std::uint32_t i = text.nodes.begin; i < text.nodes.end && i <= text.root; ++i) {
        const shell::Node& node = text.script.nodes[i];
        if (is_pipe(node) && text.script.nodes[text.script.children_of(node)[1]].span.begin < end) {
            return true;
        }
    }
    return false;
}

/// ShellCheck looks through these, once.
bool looks_through(const model::Commands& commands, const model::Command& outer) {
    if (outer.through_wrapper) {
        return false;
    }
    const auto arguments = commands.arguments_of(outer);
    const bool has_options = !arguments.empty() && arguments.front().text.starts_with('-');
    return outer.name == "exec" || (outer.name == "command" && !has_options) || outer.name == "builtin" ||
           outer.name == "busybox" || outer.name == "time";
}

/// Such a flag is the first word of the text to hadolint.
bool has_unknown_flag(const model::Document& document, const model::Instruction& run,
                      const model::Command& command) {
    const auto flags = document.flags(run);
    return !flags.empty() && !run.arguments.empty() &&
           command.name_span.begin == run.joined.span_of(run.arguments).begin &&
           std::ranges::any_of(flags, [](const syntax::Flag& flag) {
               return !flag.has_value ||
                      (flag.name != "mount" && flag.name != "network" && flag.name != "security");
           });
}

/// `RUN <<EOF bash`: the lines of a here-document in front are read behind the rest of the line,
/// whatever that makes of them.
bool is_in_front_document(const model::Document& document, const model::ShellText& text,
                          const model::Command& command) {
    const model::Instruction& run = document.instruction(text);
    const auto heredocs = document.syntax().heredocs_of(run);
    return !heredocs.empty() && run.arguments.starts_with("<<") &&
           !document.commands().all[command.outer].through_wrapper &&
           heredocs.front().body.contains(command.span.begin) &&
           !heredocs.front().body.contains(document.commands().all[command.outer].span.begin);
}

/// A RUN of the exec form is read as if its words were a line: `["bash", "-c", "a && b"]` runs
/// `bash -c a` and `b`.
bool sees_in_exec_form(const model::Commands& commands, const model::Command& command) {
    const model::Command& first = commands.all[commands.text_of(command).commands.begin];
    std::size_t singles = 0;
    std::size_t doubles = 0;
    for (const model::Argument& argument : commands.arguments_of(first)) {
        singles += static_cast<std::size_t>(std::ranges::count(argument.text, '\''));
        doubles += static_cast<std::size_t>(std::ranges::count(argument.text, '"'));
    }
    if (singles % 2 != 0 || doubles % 2 != 0) {
        return false; // no text that ShellCheck could read
    }
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
    return shellcheck_end(document, text).at;
}

std::size_t hadolint_counts(const model::Document& document, const model::ShellText& text) {
    const model::Commands& commands = document.commands();
    if (text.origin != model::ShellText::Origin::exec_form) {
        if (text.root == shell::no_node) {
            return in_foreign(document, document.instruction(text), count_names);
        }
        const auto all = commands.of(text);
        return count_names(reading_of(commands, text), hadolint_end(document, text)) +
               static_cast<std::size_t>(std::ranges::count_if(all, [&](const model::Command& command) {
                   return command.through_wrapper && is_in_front_document(document, text, command);
               }));
    }
    return static_cast<std::size_t>(
        std::ranges::count_if(commands.of(text), [&](const model::Command& command) {
            return sees_in_exec_form(commands, command);
        }));
}

bool hadolint_sees_pipe(const model::Document& document, const model::ShellText& text) {
    const model::Commands& commands = document.commands();
    const bool exec_form = text.origin == model::ShellText::Origin::exec_form;
    if (text.root == shell::no_node && !exec_form) {
        return in_foreign(document, document.instruction(text), has_pipe);
    }
    const ShellReading reading = reading_of(commands, text); // its root is behind all nodes in the exec form
    const model::Instruction& run = document.instruction(text);
    const auto heredocs = document.syntax().heredocs_of(run);
    const bool in_front = !heredocs.empty() && run.arguments.starts_with("<<") &&
                          run.arguments.size() > heredocs.front().opener.size();
    return has_pipe(reading, exec_form ? shellcheck_reads_all : hadolint_end(document, text)) ||
           (in_front &&
            std::ranges::any_of(std::span(commands.script.nodes).subspan(text.nodes.begin, text.nodes.size()),
                                [&](const shell::Node& node) {
                                    return is_pipe(node) && heredocs.front().body.contains(node.span.begin);
                                }));
}

std::string hadolint_text(const model::Document& document, const model::Argument& argument) {
    const shell::Script& script = document.commands().script;
    if (argument.plain || argument.word == shell::no_node) {
        return std::string(argument.text);
    }
    using Kind = shell::Part::Kind;
    std::string out;
    const auto parts = script.parts_of(script.words[argument.word]);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const shell::Part& part = parts[i];
        switch (part.kind) {
        case Kind::double_quoted: continue; // what is inside follows
        case Kind::escape: out += part.text.substr(1); break;
        case Kind::single_quoted:
            out += part.text.substr(1, std::max<std::size_t>(part.text.size(), 2) - 2);
            break;
        case Kind::parameter:
            out += part.braces ? std::string(part.text) : "${" + std::string(part.name) + "}";
            break;
        case Kind::backticks: out += "$(" + std::string(part.text) + ")"; break;
        default: out += part.text; break;
        }
        i += part.inside;
    }
    return out;
}

bool hadolint_sees(const model::Document& document, const model::Command& command) {
    const model::Commands& commands = document.commands();
    const model::ShellText& text = commands.text_of(command);
    if (document.instruction(text).keyword != model::Keyword::run ||
        command.name_span.of(document.text()).contains('/')) {
        return false;
    }
    if (has_unknown_flag(document, document.instruction(text), command)) {
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
