#include "lint/shell_commands.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// The word stays one word, whatever is in it.
bool is_one_word(const shell::Script& script, const model::Argument& argument) {
    if (argument.word == shell::no_node) {
        return false;
    }
    const shell::Word& word = script.words[argument.word];
    return !has_wildcard(script, word) && !has_brace_list(script, word) &&
           std::ranges::none_of(script.parts_of(word), [](const shell::Part& part) {
               const bool list = part.name == "@" || part.name == "*";
               return part.kind == shell::Part::Kind::parameter && (list || !part.quoted);
           });
}

void check(const Facts& facts, Report& report) {
    each_shell_command(facts, [&](const ShellCommand& command) {
        if (command.name() != "ln" || has_option(command.arguments, "t", "target-directory")) {
            return;
        }
        const model::Argument* only = nullptr;
        for (const model::Argument& argument : command.arguments) {
            if (argument.text == "--" || (!model::is_option(argument) && only != nullptr)) {
                return;
            }
            only = model::is_option(argument) ? only : &argument;
        }
        if (only != nullptr && is_one_word(facts.document.commands().script, *only)) {
            report
                .at(command.node.span,
                    "This link gets the same name, in the current folder: write where it is to "
                    "be")
                .as_if(reaches(command.script, command.node.span.begin), "SC2226");
        }
    });
}

constexpr Example examples[] = {
    {.title = "one name alone",
     .bad = R"(
       | FROM debian:12
       | RUN ln -s /opt/tool/bin/tool
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^ This link gets the same name, in the current folder: write where it is to be
     )",
     .good = R"(
       | FROM debian:12
       | RUN ln -s /opt/tool/bin/tool /usr/local/bin/tool && ln -s -t /usr/local/bin /opt/a && ln -s /opt/*
     )"},
};

} // namespace

extern constexpr Rule link_without_name{
    .id = "link-without-name",
    .also = {"SC2226"},
    .title = "ln with one argument",
    .why = "`ln -s /opt/tool` makes a link named `tool` in the folder where the RUN happens to be. The name "
           "of the "
           "link is often just forgotten, or lost at a line end.",
    .group = Group::style,
    .severity = Severity::info,
    .level = Level::all,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
