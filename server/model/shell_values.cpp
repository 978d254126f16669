#include "model/shell_values.hpp"
#include "base/ascii.hpp"
#include "syntax/expand.hpp"
#include <algorithm>

namespace dockwright::model {
namespace {

using Kind = shell::Node::Kind;
using State = ShellValue::State;

constexpr std::size_t longest_value = 4096;

bool is_name(std::string_view name) {
    return !name.empty() && !ascii::is_digit(name.front()) && std::ranges::all_of(name, ascii::is_name);
}

/// The list that the command stands in: its text's, or that of the string that a wrapper runs.
std::uint32_t root_of(const Commands& commands, const ShellText& text, const Command& command) {
    // A string's list is the last of its nodes, and nodes of later strings lie behind it.
    for (std::uint32_t node = command.node; node < text.nodes.end; ++node) {
        const shell::Node& list = commands.script.nodes[node];
        if (list.kind == Kind::list && list.span.covers(command.span) &&
            (node == text.root || node + 1 == text.nodes.end ||
             !commands.script.nodes[node + 1].span.covers(list.span))) {
            return node;
        }
    }
    return shell::no_node;
}

} // namespace

ShellVariables::ShellVariables(const Document& document, const Command& command)
    : document_(document), command_(command), text_(document.commands().text_of(command)) {
    const Commands& commands = document.commands();
    const Command* chain[deepest_wrappers]{};
    std::size_t size = 0;
    for (const Command* at = &command; size < deepest_wrappers; at = &commands.all[at->outer]) {
        chain[size++] = at;
        if (!at->through_wrapper) {
            break;
        }
    }
    for (std::size_t i = size; i-- > 0;) {
        const Command& here = *chain[i];
        const bool nested = i + 1 < size && here.node != chain[i + 1]->node;
        if (nested && here.node != shell::no_node) {
            // In double quotes the outer shell has replaced its variables, exported or not.
            const auto arguments = commands.arguments_of(*chain[i + 1]);
            const bool plain = std::ranges::none_of(arguments, [&](const Argument& argument) {
                return argument.span.covers(here.span) && !argument.plain;
            });
            if (plain) {
                std::erase_if(variables_, [](const Variable& variable) { return !variable.exported; });
            }
        }
        if (here.node != shell::no_node && (nested || i + 1 == size)) {
            const std::uint32_t root = nested ? root_of(commands, text_, here) : text_.root;
            if (root != shell::no_node) {
                descend(root, here.span);
            }
        }
    }
}

// --- the way to the command -----------------------------------------------------------------------

/// Goes to the command, and does on the way what ran before it. False: it is not in there.
bool ShellVariables::descend(std::uint32_t index, Span target) {
    const shell::Node& node = script().nodes[index];
    if (!node.span.covers(target)) {
        return false;
    }
    switch (node.kind) {
    case Kind::list: return descend_list(node, target);
    case Kind::and_or: return descend_and_or(node, target);
    case Kind::simple: return descend_words(node, target);
    case Kind::if_clause: return descend_branch(node, target);
    case Kind::while_clause:
    case Kind::until_clause:
    case Kind::for_clause:
    case Kind::select_clause:
    case Kind::arithmetic_for:
    case Kind::function: apply(index, false); break; // what it does later may have happened before
    default: break;
    }
    return into(script().words_of(node), target) ||
           std::ranges::any_of(script().children_of(node),
                               [&](std::uint32_t child) { return descend(child, target); });
}

bool ShellVariables::descend_list(const shell::Node& node, Span target) {
    for (const std::uint32_t child : script().children_of(node)) {
        if (descend(child, target)) {
            return true;
        }
        if (script().nodes[child].terminator != shell::Terminator::background) {
            apply(child, true);
        }
    }
    return true;
}

/// Behind `a && b &&` both have run; behind an `||` only the first surely has.
bool ShellVariables::descend_and_or(const shell::Node& node, Span target) {
    const auto commands = script().children_of(node);
    std::size_t last = 0;
    while (last + 1 < commands.size() && !script().nodes[commands[last]].span.covers(target)) {
        ++last;
    }
    bool all = true;
    for (std::size_t i = 1; i <= last; ++i) {
        all = all && script().nodes[commands[i]].connector == shell::Connector::and_if;
    }
    for (std::size_t i = 0; i < last; ++i) {
        apply(commands[i], all || i == 0);
    }
    return descend(commands[last], target);
}

/// Conditions up to the branch; the other branches did not run.
bool ShellVariables::descend_branch(const shell::Node& node, Span target) {
    const auto children = script().children_of(node);
    for (std::size_t i = 0; i < children.size(); ++i) {
        if (descend(children[i], target)) {
            return true;
        }
        const bool condition = i % 2 == 0 && !(node.has_else && i + 1 == children.size());
        if (condition) {
            apply(children[i], true);
        }
    }
    return true;
}

bool ShellVariables::descend_words(const shell::Node& node, Span target) {
    if (!into(script().words_of(node), target)) {
        for (const shell::Assignment& assignment : script().assignments_of(node)) {
            const auto elements = script().elements_of(assignment);
            if (into(std::span(&assignment.value, 1), target) || into(elements, target)) {
                break;
            }
        }
    }
    return true;
}

bool ShellVariables::into(std::span<const shell::Word> words, Span target) {
    for (const shell::Word& word : words) {
        if (!word.span.covers(target) || word.span == target) {
            continue;
        }
        for (const shell::Part& part : script().parts_of(word)) {
            if (part.node != shell::no_node && part.span.covers(target) && descend(part.node, target)) {
                return true;
            }
        }
    }
    return false;
}

// --- what commands do -----------------------------------------------------------------------------

void ShellVariables::apply(std::uint32_t index, bool surely) {
    const shell::Node& node = script().nodes[index];
    const auto children = script().children_of(node);
    switch (node.kind) {
    case Kind::list:
        for (const std::uint32_t child : children) {
            if (script().nodes[child].terminator != shell::Terminator::background) {
                apply(child, surely);
            }
        }
        return;
    case Kind::and_or: apply_and_or(children, surely); return;
    case Kind::simple: apply_simple(node, surely); return;
    case Kind::pipeline:
        if (children.size() == 1) {
            apply(children[0], surely);
        }
        return;
    case Kind::subshell:
    case Kind::coprocess:
    case Kind::test: return;
    case Kind::arithmetic: // may assign
        for (Variable& variable : variables_) {
            if (node.span.of(document_.text()).contains(variable.name)) {
                variable.value = {};
            }
        }
        return;
    case Kind::group:
        for (const std::uint32_t child : children) {
            apply(child, surely);
        }
        return;
    case Kind::if_clause:
        for (std::size_t i = 0; i < children.size(); ++i) {
            apply(children[i], surely && i == 0);
        }
        return;
    case Kind::for_clause:
    case Kind::select_clause: assign(node.name, {}, false); break;
    default: break;
    }
    for (const std::uint32_t child : children) {
        apply(child, false);
    }
}

void ShellVariables::apply_and_or(std::span<const std::uint32_t> commands, bool surely) {
    for (std::size_t i = 0; i < commands.size(); ++i) {
        const bool joined = script().nodes[commands[i]].connector != shell::Connector::or_if;
        surely = surely && (i == 0 || (joined && is_assignment(commands[i - 1])));
        apply(commands[i], surely);
    }
}

/// It can't fail, but for a substitution.
bool ShellVariables::is_assignment(std::uint32_t index) const {
    const shell::Node& node = script().nodes[index];
    if (node.kind != Kind::simple) {
        return false;
    }
    const auto words = script().words_of(node);
    return words.empty() || words.front().text == "export";
}

void ShellVariables::apply_simple(const shell::Node& node, bool surely) {
    const auto words = script().words_of(node);
    const std::string_view name = words.empty() ? std::string_view{} : words.front().text;
    const bool declares =
        name == "export" || name == "readonly" || name == "declare" || name == "typeset" || name == "local";
    if (words.empty() || declares) {
        for (const shell::Assignment& assignment : script().assignments_of(node)) {
            assign(assignment, surely);
        }
    }
    for (const shell::Word& word : words) {
        for (const shell::Part& part : script().parts_of(word)) {
            if (part.operation == ":=" || part.operation == "=") {
                assign(part.name, value(part.name), false);
            }
        }
    }
    if (declares) {
        declare(words.subspan(1), surely, name == "export");
    } else if (name == "unset") {
        for (const shell::Word& word : words.subspan(1)) {
            assign(word.text, {.state = State::unset, .text = {}}, surely);
        }
    } else if (name == "read" || name == "getopts" || name == "mapfile" || name == "readarray" ||
               name == "printf" || name == "let") {
        for (const shell::Word& word : words.subspan(1)) {
            if (is_name(word.text.substr(0, word.text.find('=')))) {
                assign(word.text.substr(0, word.text.find('=')), {}, false);
            }
        }
    } else if (name == "." || name == "source" || name == "eval") {
        source(words);
    }
}

/// `export A=1 B`, whose words are no assignments of the grammar.
void ShellVariables::declare(std::span<const shell::Word> words, bool surely, bool exported) {
    for (const shell::Word& word : words) {
        const std::size_t equals = word.text.find('=');
        const std::string_view name = word.text.substr(0, equals);
        if (!is_name(name)) {
            continue;
        }
        if (equals != std::string_view::npos) {
            const auto whole = joined(word);
            assign(name,
                   whole && whole->size() > equals
                       ? ShellValue{.state = State::known, .text = whole->substr(equals + 1)}
                       : ShellValue{},
                   surely);
        }
        variable(name).exported |= exported;
    }
}

/// An environment's `activate` sets nothing that others would name. All else may set anything.
void ShellVariables::source(std::span<const shell::Word> words) {
    const std::string_view file = words.size() > 1 ? words[1].text : std::string_view{};
    if (words.front().text != "eval" && (file == "activate" || file.ends_with("/activate"))) {
        return;
    }
    inherits_ = false;
    variables_.clear();
}

ShellVariables::Variable& ShellVariables::variable(std::string_view name) {
    const auto found = std::ranges::find(variables_, name, &Variable::name);
    if (found != variables_.end()) {
        return *found;
    }
    const Binding* binding = document_.binding(name, document_.instructions()[text_.instruction]);
    variables_.push_back({.name = name, .value = value(name), .exported = binding != nullptr});
    return variables_.back();
}

void ShellVariables::assign(std::string_view name, ShellValue value, bool surely) {
    Variable& to = variable(name);
    if (surely) {
        to.value = std::move(value);
    } else if (value.state != to.value.state || value.text != to.value.text || value.state != State::known) {
        to.value = {};
    }
}

void ShellVariables::assign(const shell::Assignment& assignment, bool surely) {
    ShellValue value;
    if (!assignment.array && assignment.name_span.end < assignment.span.end) {
        if (auto text = joined(assignment.value)) {
            value = {.state = State::known, .text = std::move(*text)};
        }
    }
    if (assignment.append) {
        const ShellValue before = this->value(assignment.name);
        value.text.insert(0, before.text);
        value.state = before.state == State::unknown ? State::unknown : value.state;
    }
    assign(assignment.name, std::move(value), surely);
}

// --- values ---------------------------------------------------------------------------------------

ShellValue ShellVariables::value(std::string_view name) const {
    if (!is_name(name)) {
        return {};
    }
    const auto found = std::ranges::find(variables_, name, &Variable::name);
    if (found != variables_.end()) {
        return found->value;
    }
    if (!inherits_ || text_.onbuild) {
        return {};
    }
    const Binding* binding = document_.binding(name, document_.instructions()[text_.instruction]);
    if (binding == nullptr || !binding->value || !binding->known || binding->kind == Binding::Kind::path) {
        return {};
    }
    return {.state = State::known, .text = std::string(*binding->value)};
}

void ShellVariables::Expansion::add(std::string_view text) {
    if (!begun) {
        words.emplace_back();
        begun = true;
    }
    words.back() += text;
}

void ShellVariables::Expansion::split(std::string_view text) {
    while (!text.empty()) {
        const std::size_t begin = text.find_first_not_of(" \t\n");
        if (begin != 0) {
            begun = false;
        }
        text = begin == std::string_view::npos ? std::string_view{} : text.substr(begin);
        const std::size_t end = std::min(text.find_first_of(" \t\n"), text.size());
        if (end > 0) {
            add(text.substr(0, end));
            text.remove_prefix(end);
        }
    }
}

std::optional<std::string> ShellVariables::parameter(const shell::Part& part) const {
    if (part.operation == "[" || part.operation == "!" || part.operation == "#" ||
        part.operation.starts_with("@") || part.text.starts_with("${!") || part.text.starts_with("${#")) {
        return std::nullopt;
    }
    if (!part.operation.starts_with(":") && part.text.contains('[')) {
        return std::nullopt; // a bracket of a pattern, which BuildKit's have not
    }
    struct Asked {
        const ShellVariables& variables;
        bool unknown = false;
        std::vector<std::string> values{}; // what is handed out must stay
    } asked{*this};
    asked.values.reserve(16);
    const auto get = [](void* context, std::string_view name) -> std::optional<std::string_view> {
        Asked& here = *static_cast<Asked*>(context);
        ShellValue value = here.variables.value(name);
        here.unknown = here.unknown || value.state == State::unknown || here.values.size() == 16;
        if (value.state != State::known || here.unknown) {
            return std::nullopt;
        }
        return here.values.emplace_back(std::move(value.text));
    };
    const auto expanded = syntax::expand(part.text, {.get = get, .context = &asked}, {});
    if (!expanded || asked.unknown) {
        return std::nullopt;
    }
    return expanded->text;
}

bool ShellVariables::expand(std::span<const shell::Part> parts, Expansion& out) const {
    using Piece = shell::Part::Kind;
    for (std::size_t i = 0; i < parts.size();) {
        const shell::Part& part = parts[i];
        switch (part.kind) {
        case Piece::literal: out.add(part.text); break;
        case Piece::escape: out.add(part.text.substr(1)); break;
        case Piece::single_quoted:
            out.add(part.text.substr(1, std::max<std::size_t>(part.text.size(), 2) - 2));
            break;
        case Piece::double_quoted:
            out.add({});
            ++i; // what is inside follows
            continue;
        case Piece::parameter: {
            const auto value = parameter(part);
            if (!value || value->size() > longest_value) {
                return false;
            }
            part.quoted ? out.add(*value) : out.split(*value);
            break;
        }
        default: return false;
        }
        i += 1 + part.inside;
    }
    return true;
}

/// As in an assignment, where nothing is split.
std::optional<std::string> ShellVariables::joined(const shell::Word& word) const {
    std::string out;
    const auto parts = script().parts_of(word);
    for (std::size_t i = 0; i < parts.size();
         i += 1 + (parts[i].kind == shell::Part::Kind::double_quoted ? 0 : parts[i].inside)) {
        if (parts[i].kind == shell::Part::Kind::parameter) {
            const auto value = parameter(parts[i]);
            if (!value) {
                return std::nullopt;
            }
            out += *value;
            continue;
        }
        if (parts[i].kind == shell::Part::Kind::double_quoted) {
            continue;
        }
        Expansion one;
        if (!expand(parts.subspan(i, 1), one)) {
            return std::nullopt;
        }
        out += one.words.empty() ? std::string() : one.words.front();
    }
    return out.size() > longest_value ? std::nullopt : std::optional(std::move(out));
}

std::optional<std::vector<std::string>> ShellVariables::words(const Argument& argument) const {
    if (argument.plain || argument.word == shell::no_node) {
        return argument.plain ? std::optional(std::vector{std::string(argument.text)}) : std::nullopt;
    }
    Expansion out;
    if (!expand(script().parts_of(script().words[argument.word]), out)) {
        return std::nullopt;
    }
    return std::move(out.words);
}

std::optional<std::string> ShellVariables::text(const Argument& argument) const {
    auto all = words(argument);
    if (!all || all->size() != 1) {
        return std::nullopt;
    }
    return std::move(all->front());
}

} // namespace dockwright::model
