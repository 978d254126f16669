#include "model/commands.hpp"
#include "base/ascii.hpp"
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
    if (name == "bash" || name == "zsh" || name == "ksh" || name == "mksh") {
        return ShellKind::bash;
    }
    if (ascii::equal(name, "powershell") || ascii::equal(name, "pwsh")) {
        return ShellKind::powershell;
    }
    return ascii::equal(name, "cmd") ? ShellKind::cmd : ShellKind::other;
}

std::optional<shell::Dialect> dialect_of(ShellKind kind) {
    switch (kind) {
    case ShellKind::sh: return shell::Dialect::posix;
    case ShellKind::ash: return shell::Dialect::ash;
    case ShellKind::bash: return shell::Dialect::bash;
    default: return std::nullopt;
    }
}

/// The program of a `#!` line: what stands behind `env`, where that is it.
std::string_view interpreter(std::string_view line) {
    line = ascii::trimmed(line.substr(0, line.find('\n')));
    std::string_view program = line.substr(0, line.find_first_of(" \t"));
    if (base_name(program) == "env") {
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
        if (!document_.context(all[i]).stage) {
            continue;
        }
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
        const auto words = document_.words(document_.instructions()[*here.shell]);
        return words.empty() ? ShellKind::other : kind_of_program(words.front().text);
    }
    const Stage* stage = document_.stage_of(owner); // run() asks of stages' instructions alone
    if (stage == nullptr) {
        return ShellKind::other;
    }
    while (stage->image.stage) {
        stage = &document_.stages()[*stage->image.stage];
    }
    const ReferenceParts& parts = stage->image.parts;
    if (base_name(parts.path) == "alpine" || parts.tag.contains("alpine")) {
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
    if (text.origin != ShellText::Origin::run || document_.syntax().heredocs_of(instruction).empty()) {
        std::string_view source = instruction.arguments;
        if (text.origin == ShellText::Origin::healthcheck) {
            const auto words = document_.words(instruction);
            if (words.size() < 2) {
                return;
            }
            source = words[1].text;
        }
        read(syntax::part_of(instruction.joined, source, pieces_), text);
        return;
    }
    const auto heredocs = document_.syntax().heredocs_of(instruction);
    const bool only_heredoc =
        heredocs.size() == 1 && heredocs[0].opener.size() == instruction.arguments.size();
    read(only_heredoc ? body(heredocs[0], text) : with_documents(instruction), text);
}

/// The heredoc is the script. `<<-` drops its leading tabs; a `#!` names who reads it.
syntax::Joined CommandBuilder::body(const syntax::Heredoc& heredoc, ShellText& text) {
    if (heredoc.content.starts_with("#!")) {
        text.kind = kind_of_program(interpreter(heredoc.content.substr(2)));
    }
    pieces_.assign(1, {0, heredoc.body.begin});
    if (!heredoc.chomp) {
        return {heredoc.content, pieces_};
    }
    scratch_.clear();
    pieces_.clear();
    std::size_t at = 0;
    while (at < heredoc.content.size()) {
        const std::size_t end = std::min(heredoc.content.find('\n', at), heredoc.content.size() - 1) + 1;
        const std::size_t begin = std::min(heredoc.content.find_first_not_of('\t', at), end);
        pieces_.push_back({static_cast<std::uint32_t>(scratch_.size()), heredoc.body.begin + begin});
        scratch_ += heredoc.content.substr(begin, end - begin);
        at = end;
    }
    if (pieces_.empty()) {
        pieces_.push_back({0, heredoc.body.begin});
    }
    return {commands_.arena.store(scratch_), pieces_};
}

/// The shell gets the command and, below it, all heredocs with their terminators.
syntax::Joined CommandBuilder::with_documents(const Instruction& instruction) {
    const syntax::Joined line = syntax::part_of(instruction.joined, instruction.arguments, pieces_);
    scratch_ = line.text;
    scratch_ += '\n';
    for (const syntax::Heredoc& heredoc : document_.syntax().heredocs_of(instruction)) {
        pieces_.push_back({static_cast<std::uint32_t>(scratch_.size()), heredoc.body.begin});
        scratch_ += heredoc.content;
        pieces_.push_back({static_cast<std::uint32_t>(scratch_.size()), heredoc.terminator.begin});
        scratch_ += heredoc.name;
        scratch_ += '\n';
    }
    return {commands_.arena.store(scratch_), pieces_};
}

void CommandBuilder::read(const syntax::Joined& source, ShellText text) {
    shell::Script& script = commands_.script;
    text.commands.begin = text.commands.end = static_cast<std::uint32_t>(commands_.all.size());
    const auto dialect = dialect_of(text.kind);
    if (dialect) {
        text.nodes.begin = static_cast<std::uint32_t>(script.nodes.size());
        text.problems.begin = static_cast<std::uint32_t>(script.problems.size());
        text.root = shell_.read(script, source, *dialect);
        collect(text, text.nodes.begin, static_cast<std::uint32_t>(script.nodes.size()), false);
        text.nodes.end = static_cast<std::uint32_t>(script.nodes.size());
        text.problems.end = static_cast<std::uint32_t>(script.problems.size());
        text.commands.end = static_cast<std::uint32_t>(commands_.all.size());
    }
    commands_.texts.push_back(text);
}

/// One command without a shell.
void CommandBuilder::exec_form(const Instruction& instruction, ShellText text) {
    const auto words = document_.words(instruction);
    const std::size_t first = text.origin == ShellText::Origin::healthcheck ? 1 : 0;
    text.origin = ShellText::Origin::exec_form;
    text.commands.begin = static_cast<std::uint32_t>(commands_.all.size());
    if (words.size() > first) {
        Command command{.text = static_cast<std::uint32_t>(commands_.texts.size()),
                        .node = shell::no_node,
                        .name = base_name(words[first].text),
                        .name_span = words[first].span,
                        .span = join(words[first].span, words.back().span)};
        command.arguments.begin = static_cast<std::uint32_t>(commands_.arguments.size());
        for (const syntax::Word& word : words.subspan(first + 1)) {
            commands_.arguments.push_back({.text = word.text, .span = word.span});
        }
        command.arguments.end = static_cast<std::uint32_t>(commands_.arguments.size());
        commands_.all.push_back(command);
    }
    text.commands.end = static_cast<std::uint32_t>(commands_.all.size());
    commands_.texts.push_back(text);
}

// --- the commands ---------------------------------------------------------------------------------

/// Nodes come innermost first; commands are wanted in the order in which they are written.
void CommandBuilder::collect(ShellText& text, std::uint32_t first, std::uint32_t end, bool through_wrapper) {
    const std::size_t begin = commands_.all.size();
    for (std::uint32_t node = first; node < end; ++node) {
        if (commands_.script.nodes[node].kind == shell::Node::Kind::simple) {
            command(node, through_wrapper);
        }
    }
    const auto added = std::span(commands_.all).subspan(begin);
    const auto by_place = [](const Command& command) { return command.span.begin; };
    if (!std::ranges::is_sorted(added, {}, by_place)) {
        std::ranges::sort(added, {}, by_place);
    }
    if (++depth_ < deepest_nesting) {
        for (std::size_t i = begin, size = commands_.all.size(); i < size; ++i) {
            unwrap(text, i);
        }
    }
    --depth_;
}

void CommandBuilder::command(std::uint32_t node, bool through_wrapper) {
    const shell::Node& simple = commands_.script.nodes[node];
    if (simple.words.empty()) {
        return;
    }
    Command command{.text = static_cast<std::uint32_t>(commands_.texts.size()),
                    .node = node,
                    .span = simple.span,
                    .through_wrapper = through_wrapper};
    const Argument name = argument(simple.words.begin);
    command.name = base_name(name.text);
    command.name_span = name.span;
    command.arguments.begin = static_cast<std::uint32_t>(commands_.arguments.size());
    for (std::uint32_t word = simple.words.begin + 1; word < simple.words.end; ++word) {
        commands_.arguments.push_back(argument(word));
    }
    command.arguments.end = static_cast<std::uint32_t>(commands_.arguments.size());
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
void CommandBuilder::unwrap(ShellText& text, std::size_t index) {
    const Command outer = commands_.all[index];
    const auto arguments =
        std::span<const Argument>(commands_.arguments).subspan(outer.arguments.begin, outer.arguments.size());
    const Wrapped wrapped = unwrapped(outer.name, arguments);
    switch (wrapped.kind) {
    case Wrapped::Kind::none: return;
    case Wrapped::Kind::command: inner(text, outer, outer.arguments.begin + wrapped.argument); return;
    case Wrapped::Kind::string: string(text, outer.arguments.begin + wrapped.argument); return;
    }
}

void CommandBuilder::inner(ShellText& text, const Command& outer, std::uint32_t first) {
    const Argument& name = commands_.arguments[first];
    Command command = outer;
    command.name = base_name(name.text);
    command.name_span = name.span;
    command.span = {name.span.begin, outer.span.end};
    command.arguments = {first + 1, outer.arguments.end};
    command.through_wrapper = true;
    commands_.all.push_back(command);
    unwrap(text, commands_.all.size() - 1);
}

/// A quoted string that is a script itself. Only a string that nothing is expanded in, or whose
/// expansions stay as they are, can be read with its places.
void CommandBuilder::string(ShellText& text, std::uint32_t argument) {
    const Argument source = commands_.arguments[argument];
    const auto dialect = dialect_of(text.kind);
    if (source.word == shell::no_node || !dialect || depth_ >= deepest_nesting) {
        return;
    }
    std::vector<syntax::Piece> pieces;
    std::string plain;
    const std::string_view written = source.span.of(document_.text());
    if (!written.starts_with('\'') && !written.starts_with('"')) {
        return;
    }
    const std::string_view inside = written.substr(1, written.size() < 2 ? 0 : written.size() - 2);
    for (std::size_t i = 0; i < inside.size(); ++i) {
        const bool dropped = written.front() == '"' && inside[i] == '\\' && i + 1 < inside.size() &&
                             std::string_view("\"\\$`").contains(inside[i + 1]);
        const bool continued =
            inside[i] == document_.syntax().escape && i + 1 < inside.size() && inside[i + 1] == '\n';
        i += dropped ? 1 : continued ? 2 : 0;
        if (i >= inside.size()) {
            break;
        }
        const Offset at = source.span.begin + 1 + i;
        if (pieces.empty() || pieces.back().source + (plain.size() - pieces.back().at) != at) {
            pieces.push_back({static_cast<std::uint32_t>(plain.size()), at});
        }
        plain += inside[i];
    }
    if (pieces.empty()) {
        return;
    }
    const std::string_view stored = commands_.arena.store(plain);
    const auto first = static_cast<std::uint32_t>(commands_.script.nodes.size());
    shell_.read(commands_.script, {stored, pieces}, *dialect);
    collect(text, first, static_cast<std::uint32_t>(commands_.script.nodes.size()), true);
}

} // namespace dockwright::model
