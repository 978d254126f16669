#include "lint/passed_commands.hpp"
#include "lint/shell_words.hpp"
#include <algorithm>
#include <string>

namespace dockwright::lint::rules {
namespace {

using PartKind = shell::Part::Kind;

/// Whether the shell stops, or takes something else, if it is empty.
bool is_guarded(const shell::Part& part) {
    return part.operation.size() == 2 && part.operation.starts_with(':');
}

bool is_expansion(const shell::Part& part) {
    return part.kind == PartKind::parameter || part.kind == PartKind::command ||
           part.kind == PartKind::backticks;
}

/// What the word says if all that is expanded in it is empty, folders without their last slash; "" if
/// nothing is, or if it can't be.
std::string emptied(const shell::Script& script, const shell::Word& word) {
    bool any = false;
    for (std::uint32_t i = word.parts.begin; i < word.parts.end; ++i) {
        const shell::Part& part = script.parts[i];
        if (is_expansion(part)) {
            any = true;
            if (is_guarded(part)) {
                return {};
            }
        }
        i += part.kind == PartKind::double_quoted ? 0 : part.inside;
    }
    std::string path = any ? constant_text(script, word) : std::string{};
    const auto same = std::ranges::unique(path, [](char a, char b) { return a == '/' && b == '/'; });
    path.erase(same.begin(), same.end());
    if (path.ends_with("/*")) {
        path.pop_back();
    }
    if (path.size() > 1 && path.ends_with('/')) {
        path.pop_back();
    }
    return path;
}

/// Without these no image works.
bool is_vital(std::string_view path) {
    constexpr std::string_view folders[] = {"/",     "/bin",       "/boot",      "/dev",   "/etc",
                                            "/home", "/lib",       "/lib64",     "/media", "/mnt",
                                            "/usr",  "/usr/local", "/usr/share", "/var"};
    return std::ranges::find(folders, path) != std::end(folders);
}

bool is_recursive(std::span<const shell::Word> words) {
    return std::ranges::any_of(words, [](const shell::Word& word) {
        return word.text == "--recursive" || has_letter(word.text, 'r') || has_letter(word.text, 'R');
    });
}

/// Whether the variable surely has a value: by an ENV or ARG with one, or by a plain assignment.
bool is_set(const Facts& facts, const ShellScript& text, std::string_view name) {
    const model::Document& document = facts.document;
    const model::ShellText& run = document.commands().texts[text.text];
    const model::Binding* binding = document.binding(name, document.instructions()[run.instruction]);
    if (binding != nullptr && binding->value && !binding->value->empty()) {
        return true;
    }
    const shell::Script& script = document.commands().script;
    for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
        for (const shell::Assignment& assignment : script.assignments_of(script.nodes[i])) {
            if (assignment.name == name && !constant_text(script, assignment.value).empty()) {
                return true;
            }
        }
    }
    return false;
}

/// They print what they were asked for, or fail.
bool answers_or_fails(const shell::Script& script, const shell::Node& command) {
    constexpr std::string_view names[] = {"command", "dirname",  "id",    "mktemp", "nproc",
                                          "pwd",     "readlink", "uname", "which"};
    const std::string_view name = program_of(script, command);
    const auto words = script.words_of(command);
    const bool prints = name.starts_with("python") && words.size() > 1 && words[1].text == "-c" &&
                        words.back().text.contains("print(");
    return command.kind == shell::Node::Kind::simple &&
           (prints || std::ranges::find(names, name) != std::end(names));
}

/// `NAME=$(mktemp -d)`.
bool assigns_answer(const shell::Script& script, const shell::Node& node, std::string_view name) {
    return node.words.empty() &&
           std::ranges::any_of(script.assignments_of(node), [&](const shell::Assignment& assignment) {
               const auto parts = script.parts_of(assignment.value);
               const auto substitution = std::ranges::find_if(
                   parts, [](const shell::Part& part) { return part.node != shell::no_node; });
               if (assignment.name != name || substitution == parts.end()) {
                   return false;
               }
               const auto commands = script.children_of(script.nodes[substitution->node]);
               return commands.size() == 1 && answers_or_fails(script, script.nodes[commands.front()]);
           });
}

bool names_variable(const shell::Script& script, const shell::Word& word, std::string_view name) {
    return std::ranges::any_of(script.parts_of(word), [&](const shell::Part& part) {
        return part.kind == PartKind::parameter && part.name == name && part.operation.empty();
    });
}

/// `cp $NAME/lib/x y`, `cd $NAME/src`: without a value these would look in folders that no image has.
bool looks_below(const shell::Script& script, const shell::Node& node, std::string_view name) {
    constexpr std::string_view readers[] = {"cat", "cd", "chmod", "chown", "cp", "ls", "mv", "pushd"};
    const std::string_view program = program_of(script, node);
    auto words = script.words_of(node);
    if (std::ranges::find(readers, program) == std::end(readers) || words.size() < 2) {
        return false;
    }
    words = program == "cp" || program == "mv" ? words.first(words.size() - 1) : words;
    return std::ranges::any_of(words.subspan(1), [&](const shell::Word& word) {
        const std::string path = names_variable(script, word, name) ? emptied(script, word) : std::string{};
        return path.starts_with('/') && !is_vital(path);
    });
}

/// `[ -n "$NAME" ]`, `[ -d "$NAME/lib/x" ]`.
bool tests_it(const shell::Script& script, const shell::Node& node, std::string_view name) {
    const std::string_view program = program_of(script, node);
    if (program != "[" && program != "test" && node.kind != shell::Node::Kind::test) {
        return false;
    }
    const auto words = script.words_of(node);
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const std::string_view test = words[i].text;
        const shell::Word& word = words[i + 1];
        if ((test != "-n" && test != "-d" && test != "-e" && test != "-f") ||
            !names_variable(script, word, name)) {
            continue;
        }
        const std::string path = emptied(script, word);
        const bool quoted = word.text.starts_with('"') || node.kind == shell::Node::Kind::test;
        if (path.empty() ? quoted : test != "-n" && !is_vital(path)) {
            return true;
        }
    }
    return false;
}

/// Commands in front of it would have failed if it were empty, and it would not be run.
bool is_proven(const Facts& facts, const ShellScript& text, std::uint32_t rm, std::string_view name) {
    const shell::Script& script = facts.document.commands().script;
    return std::ranges::any_of(passed_before(facts, text, rm), [&](std::uint32_t passed) {
        const shell::Node& node = script.nodes[passed];
        return (node.kind == shell::Node::Kind::simple || node.kind == shell::Node::Kind::test) &&
               (assigns_answer(script, node, name) || looks_below(script, node, name) ||
                tests_it(script, node, name));
    });
}

/// The first expansion that may be empty; null if none may.
const shell::Part* doubtful(const Facts& facts, const ShellScript& text, std::uint32_t rm,
                            const shell::Word& word) {
    const auto parts = facts.document.commands().script.parts_of(word);
    const auto found = std::ranges::find_if(parts, [&](const shell::Part& part) {
        return is_expansion(part) &&
               (part.kind != PartKind::parameter ||
                (!is_set(facts, text, part.name) && !is_proven(facts, text, rm, part.name)));
    });
    return found != parts.end() ? &*found : nullptr;
}

void check_word(const Facts& facts, const ShellScript& text, std::uint32_t rm, const shell::Word& word,
                Report& report) {
    const shell::Script& script = facts.document.commands().script;
    const std::string path = emptied(script, word);
    if (!is_vital(path) || is_glob(script, word) != word.text.ends_with('*')) {
        return;
    }
    const shell::Part* part = doubtful(facts, text, rm, word);
    const bool seen = word.span.begin < text.read_to;
    if (part == nullptr && !seen) {
        return;
    }
    const bool plain = part != nullptr && part->kind == PartKind::parameter && part->operation.empty();
    Reported finding =
        report.at(word.span,
                  "If what is replaced in it is empty, this removes {}: write ${NAME:?}, at which the "
                  "shell stops if there is no value",
                  path);
    if (part == nullptr) {
        finding.only_as("SC2115");
        return;
    }
    finding.as_if(seen, "SC2115");
    if (plain) {
        const std::string text_of_fix = "${" + std::string(part->name) + ":?}";
        finding.fix(Safety::unsafe, "Stop if there is no value", {{.span = part->span, .text = text_of_fix}});
    }
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            const shell::Node& node = script.nodes[i];
            if (node.words.size() < 3 || program_of(script, node) != "rm" ||
                !is_recursive(script.words_of(node))) {
                continue;
            }
            for (const shell::Word& word : script.words_of(node).subspan(1)) {
                if (word.text.find_first_of("$`") != std::string_view::npos) {
                    check_word(facts, text, i, word, report);
                }
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "an empty value makes it the whole system",
     .bad = R"(
       | FROM debian:12
       | RUN rm -rf "$BUILD_DIR/"* && rm -r /usr/$NAME
       ~            ^^^^^^^^^^^^^^ If what is replaced in it is empty, this removes /: write ${NAME:?}, at which the shell stops if there is no value
       ~                                    ^^^^^^^^^^ If what is replaced in it is empty, this removes /usr: write ${NAME:?}, at which the shell stops if there is no value
     )",
     .good = R"(
       | FROM debian:12
       | RUN rm -rf "${BUILD_DIR:?}/"* /tmp/$NAME $NAME && rm -f $NAME/*
     )"},
    {.title = "a value is there; ShellCheck says it all the same",
     .bad = R"(
       | FROM debian:12
       | ENV APP=/app
       | RUN rm -rf $APP/*
       ~            ^^^^^^ (SC2115 only) If what is replaced in it is empty, this removes /: write ${NAME:?}, at which the shell stops if there is no value
     )",
     .good = R"(
       | FROM debian:12
       | ENV APP=/app
       | RUN rm -rf $APP/cache
     )"},
    {.title = "a command in front would have failed without a value",
     .bad = R"(
       | FROM debian:12
       | RUN home=$(find / -name x) && ls $home/lib && rm -rf $home/lib
       ~                                                      ^^^^^^^^^ If what is replaced in it is empty, this removes /lib: write ${NAME:?}, at which the shell stops if there is no value
     )",
     .good = R"(
       | FROM debian:12
       | RUN home=$(find / -name x) && cp $home/lib/x.so /opt/ && rm -rf $home/lib
       | RUN tmp=$(mktemp -d) && make && rm -rf "$tmp/"*
       | RUN if [ -n "$cache" ]; then rm -rf "$cache/"*; fi
       | RUN set -e; cd $root/src/x; make; rm -rf $root/lib
     )"},
};

} // namespace

extern constexpr Rule emptied_path{
    .id = "emptied-path",
    .also = {"SC2115"},
    .title = "rm -rf of what may be the root folder",
    .why = "When DIR has no value, 'rm -rf \"$DIR/\"*' is 'rm -rf /*'. '${DIR:?}' makes the shell stop there "
           "with an "
           "error.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::recommended,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
