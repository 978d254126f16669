#include "lint/shell_commands.hpp"

namespace dockwright::lint::rules {
namespace {

bool ends_with_slash(std::string_view word) {
    if (word.size() > 1 && (word.ends_with('"') || word.ends_with('\''))) {
        word.remove_suffix(1);
    }
    return word.ends_with('/');
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    each_shell_node(
        facts, shell::Node::Kind::simple, [&](const ShellScript& text, const shell::Node& node, auto) {
            if (node.words.empty() || !ends_with_slash(script.words_of(node).front().text)) {
                return;
            }
            const Span name = script.words_of(node).front().span;
            report
                .at(name,
                    "A folder can't be run: does this belong to the line before, or is a file's name missing")
                .as_if(reaches(text, name.begin), "SC2287");
        });
}

constexpr Example examples[] = {
    {.title = "a target that lost its cp",
     .bad = R"(
       | FROM debian:12
       | RUN cp -r dist && /usr/share/app/
       ~                   ^^^^^^^^^^^^^^^ A folder can't be run: does this belong to the line before, or is a file's name missing
     )",
     .good = R"(
       | FROM debian:12
       | RUN cp -r dist /usr/share/app/ && /usr/share/app/run
     )"},
    {.title = "in quotes, behind a variable", .bad = R"(
       | FROM debian:12
       | RUN "$HOME/bin/" || true
       ~     ^^^^^^^^^^^^ A folder can't be run: does this belong to the line before, or is a file's name missing
     )"},
};

} // namespace

extern constexpr Rule folder_as_command{
    .id = "folder-as-command",
    .also = {"SC2287"},
    .title = "Folder in the place of a command",
    .why = "What ends with a slash is a folder, and the shell fails with `Is a directory` or `not found`. "
           "Mostly a "
           "line end or `&&` stands where a blank should.",
    .group = Group::correctness,
    .severity = Severity::error,
    .level = Level::recommended,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
