#include "lint/bash_only.hpp"
#include "lint/dash.hpp"
#include "model/package_cache.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Node::Kind;

constexpr std::string_view pattern =
    "Debian's and Ubuntu's sh doesn't know `{}`, only bash does: name bash in a SHELL in front, or write it "
    "as sh has it";

constexpr std::string_view both_outputs =
    "To sh, `&>` means: start this in the background, then empty the file. So it always succeeds here; write "
    "`>{} 2>&1`";

constexpr std::string_view of_busybox = "Alpine's sh, which is busybox, makes no list of `{a,b}`: it takes "
                                        "the braces as they are. Write the names out, "
                                        "or name bash in a SHELL in front";

// A line that deletes nothing must not begin to delete what nobody has looked at since.
constexpr std::string_view of_deletion = "To Debian's and Ubuntu's sh `{a,b}` is no list, so this rm deletes "
                                         "nothing: write out the names that should go";

constexpr std::string_view of_package_lists =
    "To Debian's and Ubuntu's sh `{a,b}` is no list, so this rm deletes nothing. For bash it would delete "
    "/var/lib/dpkg too, without which apt can't work: write /var/lib/apt/lists/*";

/// `rm` or `sudo rm`.
bool is_deletion(const shell::Script& tree, const shell::Node& node) {
    const auto words = tree.words_of(node);
    return plain_name(tree, node) == "rm" ||
           (plain_name(tree, node) == "sudo" && words.size() > 1 && words[1].text == "rm");
}

std::string_view pattern_for(const shell::Script& tree, const shell::Node& node, const shell::Word& word) {
    return !is_deletion(tree, node)                    ? pattern
           : model::covers(word.text, "/var/lib/dpkg") ? of_package_lists
                                                       : of_deletion;
}

/// `{a,b}` and `{1..3}` that nothing quotes; the offset of the brace in the word, or npos.
std::size_t braces(const shell::Script& tree, const shell::Word& word) {
    if (!word.text.contains('{')) {
        return std::string_view::npos;
    }
    const auto parts = tree.parts_of(word);
    std::size_t open = std::string_view::npos;
    bool is_list = false;
    for (std::size_t i = 0; i < parts.size(); i += 1 + parts[i].inside) {
        if (parts[i].kind != shell::Part::Kind::literal) {
            continue;
        }
        const std::string_view text = parts[i].text;
        for (std::size_t k = 0; k < text.size(); ++k) {
            if (text[k] == '{') {
                open = static_cast<std::size_t>(parts[i].text.data() - word.text.data()) + k;
                is_list = false;
            } else if (text[k] == ',' || text.substr(k).starts_with("..")) {
                is_list = true;
            } else if (text[k] == '}' && is_list && open != std::string_view::npos) {
                return open;
            }
        }
    }
    return std::string_view::npos;
}

bool runs_in_busybox(const Facts& facts, const ShellScript& script) {
    return facts.document.commands().texts[script.text].kind == model::ShellKind::ash &&
           !replaces_dash(facts.document);
}

void in_word(const Facts& facts, const ShScript& sh, const shell::Node& node, const shell::Word& word,
             Place place, Report& report) {
    using Part = shell::Part::Kind;
    const auto parts = sh.tree.parts_of(word);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const shell::Part& part = parts[i];
        const bool is_split = part.kind == Part::literal && !part.quoted && part.text.ends_with('$') &&
                              i + 1 < parts.size() && parts[i + 1].kind == Part::single_quoted;
        if (part.kind == Part::process) {
            sh.tell(report, part.span, "SC3001", pattern, "<(…)");
        } else if (part.kind == Part::ansi_quoted) {
            sh.tell(report, part.span, "SC3003", pattern, "$'…'");
        } else if (is_split) {
            sh.tell(report, {part.span.end - 1, parts[i + 1].span.end}, "SC3003", pattern, "$'…'");
        }
    }
    if (place == Place::argument || place == Place::name || place == Place::looped ||
        place == Place::element) {
        const std::size_t open = braces(sh.tree, word);
        const Span span{word.span.begin + std::min(open, word.text.size()), word.span.end};
        if (open != std::string_view::npos && runs_in_busybox(facts, sh.script)) {
            Reported finding = report.at(span, of_busybox);
            found_by(finding, true, sh.theirs, "SC3009");
        } else if (open != std::string_view::npos) {
            sh.tell(report, span, "SC3009", pattern_for(sh.tree, node, word), "{a,b}");
        }
    }
}

void in_redirections(const ShScript& sh, const shell::Node& node, Report& report) {
    for (const shell::Redirection& redirection : sh.tree.redirections_of(node)) {
        const std::string_view operation = redirection.operation;
        const std::string_view target = redirection.target.text;
        if (operation == "&>") {
            sh.tell(report, redirection.span, "SC3020", both_outputs, target);
        } else if (operation == "<<<") {
            sh.tell(report, redirection.span, "SC3011", pattern, "<<<");
        } else if (operation == ">&" && redirection.descriptor.empty() && !target.empty() && target != "-" &&
                   target.find_first_not_of("0123456789-$") != std::string_view::npos) {
            sh.tell(report, redirection.span, "SC3021", pattern, ">& file");
        }
    }
}

/// To sh, `a &> b` runs `a` in the background and empties `b`.
void in_list(const ShScript& sh, const shell::Node& node, Report& report) {
    const auto children = sh.tree.children_of(node);
    for (std::size_t i = 0; i + 1 < children.size(); ++i) {
        const shell::Node& left = sh.tree.nodes[children[i]];
        const shell::Node& right = sh.tree.nodes[children[i + 1]];
        if (left.terminator != shell::Terminator::background) {
            continue;
        }
        const shell::Node* first = &right;
        while (!first->children.empty() && first->kind != Kind::simple) {
            first = &sh.tree.nodes[sh.tree.children_of(*first).front()];
        }
        const auto redirections = sh.tree.redirections_of(*first);
        if (!redirections.empty() && redirections.front().operation == ">" &&
            redirections.front().span.begin == first->span.begin && redirections.front().descriptor.empty() &&
            left.span.end + 2 >= first->span.begin) {
            sh.tell(report, {first->span.begin - 1, redirections.front().span.end}, "SC3020", both_outputs,
                    redirections.front().target.text);
        }
    }
}

void in_node(const ShScript& sh, const shell::Node& node, Report& report) {
    switch (node.kind) {
    case Kind::list: in_list(sh, node, report); break;
    case Kind::arithmetic: sh.tell(report, node.span, "SC3006", pattern, "((…))"); break;
    case Kind::arithmetic_for: sh.tell(report, node.keyword, "SC3005", pattern, "for ((…))"); break;
    case Kind::select_clause: sh.tell(report, node.keyword, "SC3008", pattern, "select"); break;
    case Kind::coprocess: sh.tell(report, node.span, "SC3032", pattern, "coproc"); break;
    case Kind::test: sh.tell(report, node.keyword, "SC3010", pattern, "[[ … ]]"); break;
    case Kind::simple:
        if (plain_name(sh.tree, node) == "[[") {
            sh.tell(report, sh.tree.words_of(node).front().span, "SC3010", pattern, "[[ … ]]");
        }
        break;
    default: break;
    }
    if (node.connector == shell::Connector::pipe_both) {
        sh.tell(report, node.span, "SC3029", pattern, "|&");
    }
    for (const shell::Assignment& assignment : sh.tree.assignments_of(node)) {
        if (assignment.array) {
            sh.tell(report, {assignment.name_span.end + 1, assignment.span.end}, "SC3030", pattern, "=(…)");
        } else if (assignment.append) {
            sh.tell(report, assignment.span, "SC3024", pattern, "+=");
        }
    }
}

void check(const Facts& facts, Report& report) {
    each_sh_node(facts, [&](const ShScript& sh, const shell::Node& node) {
        in_node(sh, node, report);
        in_redirections(sh, node, report);
        each_word(sh.tree, node, [&](const shell::Word& word, Place place) {
            in_word(facts, sh, node, word, place, report);
        });
    });
}

constexpr Example examples[] = {
    {.title = "a test, a list in braces and a redirection as only bash knows them",
     .bad = R"(
       | FROM ubuntu:24.04
       | RUN [[ -f setup.py ]] && pip install .
       ~     ^^ Debian's and Ubuntu's sh doesn't know `[[ … ]]`, only bash does: name bash in a SHELL in front, or write it as sh has it
       | RUN mkdir -p /data/{train,test}
       ~                    ^^^^^^^^^^^^ Debian's and Ubuntu's sh doesn't know `{a,b}`, only bash does: name bash in a SHELL in front, or write it as sh has it
       | RUN make &> /build.log
       ~          ^^^^^^^^^^^^^ To sh, `&>` means: start this in the background, then empty the file. So it always succeeds here; write `>/build.log 2>&1`
     )",
     .good = R"(
       | FROM ubuntu:24.04
       | SHELL ["/bin/bash", "-c"]
       | RUN [[ -f setup.py ]] && pip install .
       | RUN mkdir -p /data/{train,test}
       | RUN make &> /build.log
     )"},
    {.title = "an image whose sh knows it, but not to ShellCheck", .bad = R"(
       | FROM fedora:41
       | RUN [[ -f setup.py ]] && pip install .
       ~     ^^ (SC3010 only) Debian's and Ubuntu's sh doesn't know `[[ … ]]`, only bash does: name bash in a SHELL in front, or write it as sh has it
     )"},
    {.title = "busybox", .bad = R"(
       | FROM alpine:3.22
       | RUN mkdir -p /data/{train,test}
       ~                    ^^^^^^^^^^^^ Alpine's sh, which is busybox, makes no list of `{a,b}`: it takes the braces as they are. Write the names out, or name bash in a SHELL in front
     )"},
    {.title = "what deleted nothing so far", .bad = R"(
       | FROM ubuntu:24.04
       | RUN rm -rf /build/{cache,tmp}
       ~                   ^^^^^^^^^^^ To Debian's and Ubuntu's sh `{a,b}` is no list, so this rm deletes nothing: write out the names that should go
       | RUN apt-get update && apt-get install -y gcc && sudo rm -rf /var/lib/{apt,dpkg,cache,log}/
       ~                                                                      ^^^^^^^^^^^^^^^^^^^^^ To Debian's and Ubuntu's sh `{a,b}` is no list, so this rm deletes nothing. For bash it would delete /var/lib/dpkg too, without which apt can't work: write /var/lib/apt/lists/*
     )"},
    {.title = "braces that are quoted or hold no list", .good = R"(
       | FROM debian:12
       | RUN echo '{a,b}' "{a,b}" {a} {} \{a,b}
     )"},
};

} // namespace

extern constexpr Rule bash_only_syntax{
    .id = "bash-only-syntax",
    .also = {"SC3001", "SC3003", "SC3005", "SC3006", "SC3008", "SC3009", "SC3010", "SC3011", "SC3020",
             "SC3021", "SC3024", "SC3029", "SC3030", "SC3032"},
    .title = "Syntax that only bash knows, run by sh",
    .why = "RUN is run by /bin/sh unless a SHELL says otherwise, and in Debian and Ubuntu that is dash, a "
           "small shell; in Alpine it is busybox. What only bash knows either fails there or silently means "
           "something else: `{a,b}` "
           "makes one folder with braces in its name, `&>` runs the command in the background.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
