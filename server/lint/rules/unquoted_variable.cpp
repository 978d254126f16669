#include "lint/rule.hpp"
#include "lint/variable_flow.hpp"
#include <string>

namespace dockwright::lint::rules {
namespace {

/// A path or a file's name is meant to be one: no list is written with `/` behind it.
bool is_one_path(const shell::Script& script, const SplitVariable& variable) {
    const std::uint32_t next = variable.part + 1 + script.parts[variable.part].inside;
    return variable.place == Place::target ||
           (next < variable.word.end && script.parts[next].kind == shell::Part::Kind::literal &&
            script.parts[next].text.starts_with('/'));
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    for (const ShellScript& text : facts.shell.scripts) {
        const auto found = split_variables(document, text);
        if (found.empty()) {
            continue;
        }
        for (const SplitVariable& variable : found) {
            const shell::Part& part = commands.script.parts[variable.part];
            const std::string_view source = part.span.of(document.text());
            report
                .at(part.span,
                    "{} without quotes becomes several words if there is a blank or a wildcard in its value: "
                    "write \"{}\" unless a list is meant",
                    source, source)
                .as_if(part.span.begin < text.read_to, "SC2086")
                .fix(is_one_path(commands.script, variable) ? Safety::safe : Safety::unsafe,
                     "Put it in double quotes",
                     {{.span = {part.span.begin, part.span.begin}, .text = "\""},
                      {.span = {part.span.end, part.span.end}, .text = "\""}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "the shell knows no value; a path is meant to be one",
     .bad = R"(
       | FROM debian:12
       | RUN mkdir $TARGET && cp -r /src $TARGET/src
       ~           ^^^^^^^ $TARGET without quotes becomes several words if there is a blank or a wildcard in its value: write "$TARGET" unless a list is meant
       ~                                 ^^^^^^^ $TARGET without quotes becomes several words if there is a blank or a wildcard in its value: write "$TARGET" unless a list is meant
       + RUN mkdir $TARGET && cp -r /src "$TARGET"/src
     )",
     .good = R"(
       | FROM debian:12
       | RUN mkdir "$TARGET" && cp -r /src "$TARGET/src"
       | RUN dir=$TARGET; case $dir in x) ;; esac; for i in $dir; do true; done; $RUNNER
     )"},
    {.title = "a value that surely has no blank, and one that may have",
     .bad = R"(
       | FROM debian:12
       | RUN version=1.2; out=$(date); echo $version $out > $HOME/log
       ~                                             ^^^^ $out without quotes becomes several words if there is a blank or a wildcard in its value: write "$out" unless a list is meant
       ~                                                    ^^^^^ $HOME without quotes becomes several words if there is a blank or a wildcard in its value: write "$HOME" unless a list is meant
       + RUN version=1.2; out=$(date); echo $version $out > "$HOME"/log
     )",
     .good = R"(
       | FROM debian:12
       | ARG VERSION
       | ENV DIR=/opt
       | RUN n=$((1 + 1)); for i in a b; do echo $i $n $? $VERSION > $DIR/$i; done
     )"},
};

} // namespace

extern constexpr Rule unquoted_variable{
    .id = "unquoted-variable",
    .also = {"SC2086"},
    .title = "Variable without quotes",
    .why = "Outside double quotes the shell cuts a variable's value into words at each blank, and replaces "
           "words with '*' or '?' by the names of files that fit. A path with a blank becomes two, and an "
           "empty value is no argument at all.",
    .group = Group::style,
    .severity = Severity::info,
    .level = Level::all,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
