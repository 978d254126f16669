#include "lint/rule.hpp"
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

/// The first expansion that may be empty; null if none may.
const shell::Part* doubtful(const Facts& facts, const ShellScript& text, const shell::Word& word) {
    const auto parts = facts.document.commands().script.parts_of(word);
    const auto found = std::ranges::find_if(parts, [&](const shell::Part& part) {
        return is_expansion(part) && (part.kind != PartKind::parameter || !is_set(facts, text, part.name));
    });
    return found != parts.end() ? &*found : nullptr;
}

void check_word(const Facts& facts, const ShellScript& text, const shell::Word& word, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    const std::string path = emptied(script, word);
    if (!is_vital(path) || is_glob(script, word) != word.text.ends_with('*')) {
        return;
    }
    const shell::Part* part = doubtful(facts, text, word);
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
                    check_word(facts, text, word, report);
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
