#include "model/commands.hpp"
#include "base/ascii.hpp"
#include "model/lowest_stage.hpp"
#include "model/shell_source.hpp"
#include "model/wrappers.hpp"
#include <algorithm>

namespace dockwright::model {
namespace {

constexpr int deepest_nesting = 8; // sh -c "sh -c …"

std::string_view base_name(std::string_view path) {
    const std::size_t slash = path.find_last_of("/\\");
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

ShellKind kind_of_program(std::string_view program) {
    std::string_view name = base_name(program);
    if (name.size() > 4 && ascii::equal(name.substr(name.size() - 4), ".exe")) {
        name.remove_suffix(4);
    }
    if (name == "sh" || name == "dash") {
        return ShellKind::sh;
    }
    if (name == "ash") {
        return ShellKind::ash;
    }
    if (name == "bash" || name == "zsh" || name == "ksh" || name == "mksh" || name == "scl") {
        return ShellKind::bash; // scl(1) gives its last word to bash
    }
    if (ascii::equal(name, "powershell") || ascii::equal(name, "pwsh")) {
        return ShellKind::powershell;
    }
    return ascii::equal(name, "cmd") ? ShellKind::cmd : ShellKind::other;
}

/// The words of a SHELL, which may begin with a wrapper: `conda run -n base /bin/bash -c`.
ShellKind kind_of_shell(std::span<const syntax::Word> words) {
    if (words.empty()) {
        return ShellKind::other;
    }
    const ShellKind kind = kind_of_program(words.front().text);
    if (kind != ShellKind::other) {
        return kind;
    }
    std::vector<Argument> arguments;
    for (const syntax::Word& word : words.subspan(1)) {
        arguments.push_back({.text = word.text, .span = word.span});
    }
    const Wrapped wrapped = unwrapped(base_name(words.front().text), arguments);
    return wrapped.kind == Wrapped::Kind::command ? kind_of_shell(words.subspan(wrapped.argument + 1))
                                                  : ShellKind::other;
}

std::optional<shell::Dialect> dialect_of(ShellKind kind) {
    switch (kind) {
    case ShellKind::sh: return shell::Dialect::posix;
    case ShellKind::ash: return shell::Dialect::ash;
    case ShellKind::bash: return shell::Dialect::bash;
    default: return std::nullopt;
    }
}

std::uint32_t count(const auto& all) {
    return static_cast<std::uint32_t>(all.size());
}

/// The program of a `#!` line: what stands behind `env` or `busybox`, where that is it.
std::string_view interpreter(std::string_view line) {
    line = ascii::trimmed(line.substr(0, line.find('\n')));
    std::string_view program = line.substr(0, line.find_first_of(" \t"));
    if (base_name(program) == "env" || base_name(program) == "busybox") {
        line = ascii::trimmed(line.substr(program.size()));
        if (line.starts_with("-S")) {
            line = ascii::trimmed(line.substr(2));
        }
        program = line.substr(0, line.find_first_of(" \t"));
    }
    return program;
}

} // namespace

void read_commands(const Document& document, Commands& commands) {
    CommandBuilder(document, commands).run();
}

void CommandBuilder::run() {
    const auto all = document_.instructions();
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        if (all[i].keyword == Keyword::onbuild) {
            if (const Instruction* nested = document_.nested(all[i])) {
                instruction(*nested, i, true);
            }
        } else {
            instruction(all[i], i, false);
        }
    }
}

void CommandBuilder::instruction(const Instruction& instruction, std::uint32_t index, bool onbuild) {
    ShellText text{.instruction = index, .onbuild = onbuild};
    switch (instruction.keyword) {
    case Keyword::run: text.origin = ShellText::Origin::run; break;
    case Keyword::cmd: text.origin = ShellText::Origin::command; break;
    case Keyword::entrypoint: text.origin = ShellText::Origin::entrypoint; break;
    case Keyword::healthcheck: text.origin = ShellText::Origin::healthcheck; break;
    default: return;
    }
    text.kind = kind_of(document_.instructions()[index]);
    if (instruction.json) {
        exec_form(instruction, text);
    } else {
        shell_form(instruction, text);
    }
}

ShellKind CommandBuilder::kind_of(const Instruction& owner) const {
    const Context& here = document_.context(owner);
    if (here.shell) {
        return kind_of_shell(document_.words(document_.instructions()[*here.shell]));
    }
    const Stage* stage = lowest_stage(document_, document_.stage_of(owner));
    if (stage == nullptr) {
        return ShellKind::sh; // a part of a Dockerfile, without FROM
    }
    const ReferenceParts& parts = stage->image.parts;
    if (base_name(parts.path) == "alpine" || base_name(parts.path) == "busybox" ||
        parts.tag.contains("alpine")) {
        return ShellKind::ash;
    }
    const bool windows = parts.path.starts_with("windows/") ||
                         parts.path.starts_with("microsoft/windowsservercore") ||
                         parts.path.starts_with("microsoft/nanoserver") || parts.tag.contains("nanoserver") ||
                         parts.tag.contains("windowsservercore");
    return windows ? ShellKind::cmd : ShellKind::sh;
}

// --- the text -------------------------------------------------------------------------------------

void CommandBuilder::shell_form(const Instruction& instruction, ShellText text) {
    if (instruction.words.empty()) {
        return;
    }
    if (text.origin == ShellText::Origin::run) {
        const syntax::Heredoc* script = script_heredoc(document_, instruction);
        if (script != nullptr && script->content.starts_with("#!")) { // it names who reads it
            text.kind = kind_of_program(interpreter(script->content.substr(2)));
        }
        syntax::Joined source = shell_source(document_, instruction, scratch_, pieces_);
        if (source.text.data() == scratch_.data()) {
            source.text = commands_.arena.store(scratch_);
        }
        read(source, text);
        return;
    }
    std::string_view source = instruction.arguments;
    if (text.origin == ShellText::Origin::healthcheck) {
        const auto words = document_.words(instruction);
        if (words.size() < 2) {
            return;
        }
        source = words[1].text;
    }
    read(syntax::part_of(instruction.joined, source, pieces_), text);
}

void CommandBuilder::read(const syntax::Joined& source, ShellText text) {
    text.commands.begin = text.commands.end = count(commands_.all);
    if (const auto dialect = dialect_of(text.kind)) {
        const std::size_t comments = commands_.script.comments.size();
        read_as(source, text, *dialect);
        text.bash_problems = text.problems;
        if (!text.problems.empty() && *dialect != shell::Dialect::bash) {
            const shell::Range problems = text.problems;
            commands_.script.comments.resize(comments); // they are read again
            read_as(source, text, shell::Dialect::bash);
            text.bash_problems = text.problems;
            text.problems = problems;
        }
        source_ = source;
        collect(text, text.nodes.begin, std::nullopt);
        text.nodes.end = count(commands_.script.nodes);
        text.commands.end = count(commands_.all);
    } else if (text.origin == ShellText::Origin::run && !source.text.starts_with("#!")) {
        ShellText foreign;
        const std::size_t comments = commands_.script.comments.size();
        read_as(source, foreign, shell::Dialect::bash);
        commands_.script.comments.resize(comments); // nobody writes to linters in them
        text.foreign_nodes = {foreign.nodes.begin, count(commands_.script.nodes)};
        text.foreign_problems = foreign.problems;
    }
    commands_.texts.push_back(text);
}

void CommandBuilder::read_as(const syntax::Joined& source, ShellText& text, shell::Dialect dialect) {
    shell::Script& script = commands_.script;
    text.nodes.begin = count(script.nodes);
    text.problems.begin = count(script.problems);
    text.root = shell_.read(script, source, dialect);
    text.problems.end = count(script.problems);
}

/// One command without a shell.
void CommandBuilder::exec_form(const Instruction& instruction, ShellText text) {
    const auto words = document_.words(instruction);
    const std::size_t first = text.origin == ShellText::Origin::healthcheck ? 1 : 0;
    text.origin = ShellText::Origin::exec_form;
    text.commands.begin = count(commands_.all);
    text.nodes.begin = count(commands_.script.nodes);
    if (words.size() > first) {
        Command command{.text = count(commands_.texts),
                        .node = shell::no_node,
                        .name = base_name(words[first].text),
                        .name_span = words[first].span,
                        .span = join(words[first].span, words.back().span)};
        command.arguments.begin = count(commands_.arguments);
        for (const syntax::Word& word : words.subspan(first + 1)) {
            commands_.arguments.push_back({.text = word.text, .span = word.span});
        }
        command.arguments.end = count(commands_.arguments);
        commands_.all.push_back(command);
        unwrap(text, count(commands_.all) - 1);
    }
    text.nodes.end = count(commands_.script.nodes);
    text.commands.end = count(commands_.all);
    commands_.texts.push_back(text);
}

// --- the commands ---------------------------------------------------------------------------------

/// Nodes come innermost first; commands are wanted in the order in which they are written.
void CommandBuilder::collect(ShellText& text, std::uint32_t first, std::optional<std::uint32_t> outer) {
    const std::size_t begin = commands_.all.size();
    for (std::uint32_t node = first, end = count(commands_.script.nodes); node < end; ++node) {
        if (commands_.script.nodes[node].kind == shell::Node::Kind::simple) {
            command(node, outer);
        }
    }
    const auto added = std::span(commands_.all).subspan(begin);
    const auto by_place = [](const Command& command) { return command.span.begin; };
    if (!std::ranges::is_sorted(added, {}, by_place)) {
        std::ranges::sort(added, {}, by_place);
    }
    if (++depth_ < deepest_nesting) {
        for (std::uint32_t i = static_cast<std::uint32_t>(begin), size = count(commands_.all); i < size;
             ++i) {
            unwrap(text, i);
        }
    }
    --depth_;
}

void CommandBuilder::command(std::uint32_t node, std::optional<std::uint32_t> outer) {
    const shell::Node& simple = commands_.script.nodes[node];
    if (simple.words.empty()) {
        return;
    }
    Command command{.text = count(commands_.texts),
                    .node = node,
                    .span = simple.span,
                    .through_wrapper = outer.has_value(),
                    .outer = outer.value_or(0)};
    const Argument name = argument(simple.words.begin);
    command.name = base_name(name.text);
    command.name_span = name.span;
    command.arguments.begin = count(commands_.arguments);
    for (std::uint32_t word = simple.words.begin + 1; word < simple.words.end; ++word) {
        commands_.arguments.push_back(argument(word));
    }
    command.arguments.end = count(commands_.arguments);
    commands_.all.push_back(command);
}

Argument CommandBuilder::argument(std::uint32_t index) {
    const shell::Word& word = commands_.script.words[index];
    Argument out{.text = word.text, .span = word.span, .word = index};
    using Kind = shell::Part::Kind;
    const auto parts = commands_.script.parts_of(word);
    if (parts.size() == 1 && parts[0].kind == Kind::literal) {
        return out;
    }
    scratch_.clear();
    for (const shell::Part& part : parts) {
        switch (part.kind) {
        case Kind::literal: break;
        case Kind::escape: out.quoted = true; break;
        case Kind::single_quoted:
        case Kind::ansi_quoted:
        case Kind::double_quoted: out.quoted = true; break;
        default: out.plain = false; break;
        }
    }
    for (std::size_t i = 0; i < parts.size();) {
        const shell::Part& part = parts[i];
        switch (part.kind) {
        case Kind::double_quoted: ++i; continue; // what is inside follows
        case Kind::escape: scratch_ += part.text.substr(1); break;
        case Kind::single_quoted:
            scratch_ += part.text.substr(1, std::max<std::size_t>(part.text.size(), 2) - 2);
            break;
        case Kind::ansi_quoted:
            scratch_ += part.text.substr(2, std::max<std::size_t>(part.text.size(), 3) - 3);
            break;
        default: scratch_ += part.text; break;
        }
        i += 1 + part.inside;
    }
    out.text = out.quoted ? commands_.arena.store(scratch_) : word.text;
    return out;
}

/// `sudo apt-get …` also gives `apt-get …`; `sh -c '…'` gives the commands of its string.
void CommandBuilder::unwrap(ShellText& text, std::uint32_t index) {
    const Command outer = commands_.all[index];
    const Wrapped wrapped = unwrapped(outer.name, commands_.arguments_of(outer));
    switch (wrapped.kind) {
    case Wrapped::Kind::none: return;
    case Wrapped::Kind::command: inner(text, index, outer.arguments.begin + wrapped.argument); return;
    case Wrapped::Kind::string: string(text, index, outer.arguments.begin + wrapped.argument); return;
    case Wrapped::Kind::input: input(text, index); return;
    }
}

void CommandBuilder::inner(ShellText& text, std::uint32_t outer, std::uint32_t first) {
    const Argument& name = commands_.arguments[first];
    Command command = commands_.all[outer];
    command.name = base_name(name.text);
    command.name_span = name.span;
    command.span.begin = name.span.begin;
    command.arguments.begin = first + 1;
    command.through_wrapper = true;
    command.outer = outer;
    commands_.all.push_back(command);
    if (++depth_ < deepest_nesting) {
        unwrap(text, count(commands_.all) - 1);
    }
    --depth_;
}

/// A word that is a script itself. Its quotes and escapes are taken away; expansions, which the
/// outer shell makes, stay as they are written.
void CommandBuilder::string(ShellText& text, std::uint32_t outer, std::uint32_t argument) {
    const Argument source = commands_.arguments[argument];
    Composed inside;
    if (source.word == shell::no_node ? decode(source, inside) : unquote(source, inside)) {
        nested(text, outer, {commands_.arena.store(inside.text), inside.pieces});
    }
}

/// A here-document that a shell gets.
void CommandBuilder::input(ShellText& text, std::uint32_t outer) {
    const std::uint32_t node = commands_.all[outer].node;
    if (node == shell::no_node) {
        return;
    }
    const shell::Script& script = commands_.script;
    for (const shell::Redirection& redirection : script.redirections_of(script.nodes[node])) {
        Composed inside;
        if (inside.add(source_, redirection.document)) {
            nested(text, outer, {redirection.document, inside.pieces});
            return;
        }
    }
}

/// The shell that is called reads it, if we know which it is.
void CommandBuilder::nested(ShellText& text, std::uint32_t outer, const syntax::Joined& script) {
    const ShellKind called = kind_of_program(commands_.all[outer].name);
    const auto dialect = dialect_of(called == ShellKind::bash ? called : text.kind);
    if (dialect && depth_ < deepest_nesting) {
        const syntax::Joined around = source_;
        const std::uint32_t first = count(commands_.script.nodes);
        shell_.read(commands_.script, script, *dialect);
        source_ = script;
        collect(text, first, outer);
        source_ = around;
    }
}

/// False: nothing to read, or no part of the text that is being read.
bool CommandBuilder::Composed::add(const syntax::Joined& whole, std::string_view part) {
    const std::less_equal<> before;
    if (part.empty() || !before(whole.text.data(), part.data()) ||
        !before(part.data() + part.size(), whole.text.data() + whole.text.size())) {
        return false;
    }
    std::vector<syntax::Piece> own;
    for (const syntax::Piece& piece : syntax::part_of(whole, part, own).pieces) {
        pieces.push_back({static_cast<std::uint32_t>(text.size() + piece.at), piece.source});
    }
    text += part;
    return true;
}

bool CommandBuilder::unquote(const Argument& source, Composed& out) const {
    const auto parts = commands_.script.parts_of(commands_.script.words[source.word]);
    using Kind = shell::Part::Kind;
    for (std::size_t i = 0; i < parts.size();) {
        const shell::Part& part = parts[i];
        std::string_view text = part.text;
        if (part.kind == Kind::double_quoted) {
            ++i; // what is inside follows
            continue;
        }
        if (part.kind == Kind::escape) {
            text.remove_prefix(1);
        } else if (part.kind == Kind::single_quoted) {
            text = text.substr(1, std::max<std::size_t>(text.size(), 2) - 2);
        } else if (part.kind == Kind::ansi_quoted) {
            return false;
        }
        if (!text.empty() && !out.add(source_, text)) {
            return false;
        }
        i += 1 + part.inside;
    }
    return !out.pieces.empty();
}

/// A string of the JSON form. Escapes of control characters are the only ones that occur.
bool CommandBuilder::decode(const Argument& source, Composed& out) const {
    const std::string_view written = source.span.of(document_.text());
    const std::string_view inside = written.substr(1, written.size() < 2 ? 0 : written.size() - 2);
    for (std::size_t i = 0; i < inside.size();) {
        const std::size_t escape = std::min(inside.find('\\', i), inside.size());
        if (escape > i) {
            out.pieces.push_back({count(out.text), source.span.begin + 1 + i});
            out.text += inside.substr(i, escape - i);
        }
        if (escape + 1 >= inside.size()) {
            break;
        }
        const char next = inside[escape + 1];
        out.pieces.push_back({count(out.text), source.span.begin + 1 + escape});
        out.text += next == 'n' ? '\n' : next == 't' ? '\t' : next;
        i = escape + 2;
    }
    return out.text == source.text && !out.pieces.empty();
}

} // namespace dockwright::model
