#include "shell/tree.hpp"

namespace dockwright::shell {
namespace {

struct Read {
    std::string source;
    syntax::Piece whole{0, {0}};
    Script script;
    std::uint32_t root;

    Read(std::string_view text, Dialect dialect)
        : source(text), root(Shell().read(script, {source, {&whole, 1}}, dialect)) {}
};

std::string words(std::span<const Word> all) {
    std::string out;
    for (const Word& word : all) {
        out += out.empty() ? "" : " ";
        out += word.text;
    }
    return out;
}

void show(const Script& script, std::uint32_t index, std::string& out);

void show_children(const Script& script, const Node& node, std::string& out) {
    for (const std::uint32_t child : script.children_of(node)) {
        out += ' ';
        show(script, child, out);
    }
}

void show_redirections(const Script& script, const Node& node, std::string& out) {
    for (const Redirection& redirection : script.redirections_of(node)) {
        out += " {";
        out += redirection.descriptor;
        out += redirection.operation;
        out += redirection.target.text;
        out += redirection.document.empty() ? "" : " ";
        out += redirection.document;
        out += '}';
    }
}

void show_simple(const Script& script, const Node& node, std::string& out) {
    std::string inside;
    for (const Assignment& assignment : script.assignments_of(node)) {
        inside += inside.empty() ? "" : " ";
        inside += assignment.name;
        inside += assignment.append ? "+=" : "=";
        inside += assignment.array ? "[" + words(script.elements_of(assignment)) + "]"
                                   : std::string(assignment.value.text);
    }
    const std::string own = words(script.words_of(node));
    inside += inside.empty() || own.empty() ? own : " " + own;
    show_redirections(script, node, inside);
    out += inside;
}

std::string_view name(const Node& node) {
    using Kind = Node::Kind;
    switch (node.kind) {
    case Kind::list: return "list";
    case Kind::and_or: return "and-or";
    case Kind::pipeline: return node.negated ? "not" : node.timed ? "time" : "pipe";
    case Kind::subshell: return "subshell";
    case Kind::group: return "group";
    case Kind::if_clause: return "if";
    case Kind::while_clause: return "while";
    case Kind::until_clause: return "until";
    case Kind::for_clause: return "for";
    case Kind::select_clause: return "select";
    case Kind::arithmetic_for: return "for((";
    case Kind::case_clause: return "case";
    case Kind::case_item: return "item";
    case Kind::function: return "function";
    case Kind::test: return "test";
    case Kind::arithmetic: return "((";
    case Kind::coprocess: return "coproc";
    case Kind::simple: return "";
    }
    return "";
}

void show(const Script& script, std::uint32_t index, std::string& out) {
    const Node& node = script.nodes[index];
    out += node.connector == Connector::and_if ? "&& " : node.connector == Connector::or_if ? "|| " : "";
    if (node.kind == Node::Kind::simple) {
        out += '\'';
        show_simple(script, node, out);
        out += '\'';
        out += node.terminator == Terminator::background ? "&" : "";
        return;
    }
    out += '(';
    out += name(node);
    out += node.name.empty() ? "" : " ";
    out += node.name;
    if (!node.words.empty()) {
        out += " [" + words(script.words_of(node)) + "]";
    }
    show_children(script, node, out);
    show_redirections(script, node, out);
    out += ')';
    out += node.terminator == Terminator::background ? "&" : "";
}

} // namespace

std::string tree(std::string_view source, Dialect dialect) {
    const Read read(source, dialect);
    std::string out;
    show(read.script, read.root, out);
    return out;
}

std::string problems(std::string_view source, Dialect dialect) {
    const Read read(source, dialect);
    std::string out;
    for (const Problem& problem : read.script.problems) {
        out += out.empty() ? "" : " ";
        out += problem.span.of(source);
    }
    return out;
}

} // namespace dockwright::shell
