#include "lint/shell_commands.hpp"
#include <algorithm>
#include <string>

namespace dockwright::lint::rules {
namespace {

constexpr std::string_view patterns[] = {"-ilname", "-iname", "-ipath", "-iregex", "-iwholename",
                                         "-lname",  "-name",  "-path",  "-regex",  "-wholename"};
static_assert(std::ranges::is_sorted(patterns));

/// A word without quotes and expansions, which quotes would keep as it is.
bool is_plain(const shell::Script& script, const shell::Word& word) {
    const auto parts = script.parts_of(word);
    return parts.size() == 1 && parts[0].kind == shell::Part::Kind::literal &&
           word.text.find_first_of("'{}~") == std::string_view::npos;
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    each_shell_command(facts, [&](const ShellCommand& command) {
        if (command.name() != "find") {
            return;
        }
        for (std::size_t i = 1; i < command.arguments.size(); ++i) {
            const model::Argument& pattern = command.arguments[i];
            if (pattern.word == shell::no_node ||
                !std::ranges::binary_search(patterns, command.arguments[i - 1].text) ||
                !has_wildcard(script, script.words[pattern.word])) {
                continue;
            }
            Reported finding = report.at(
                pattern.span, "Without quotes the shell puts the fitting files of this folder here, "
                              "before find gets the pattern");
            finding.as_if(reaches(command.script, pattern.span.begin), "SC2061");
            if (is_plain(script, script.words[pattern.word])) {
                finding.fix(Safety::safe, "Put quotes around it",
                            {{.span = pattern.span, .text = "'" + std::string(pattern.text) + "'"}});
            }
        }
    });
}

constexpr Example examples[] = {
    {.title = "it works until a file in the folder fits",
     .bad = R"(
       | FROM debian:12
       | RUN find /opt -name *.pyc -delete
       ~                     ^^^^^ Without quotes the shell puts the fitting files of this folder here, before find gets the pattern
       + RUN find /opt -name '*.pyc' -delete
     )",
     .good = R"(
       | FROM debian:12
       | RUN find /opt -name '*.pyc' -delete && find /opt/* -name \*.pyo -newer a*
     )"},
    {.title = "a variable in it", .bad = R"(
       | FROM debian:12
       | RUN find /opt ! -iname "$NAME"* -print
       ~                        ^^^^^^^^ Without quotes the shell puts the fitting files of this folder here, before find gets the pattern
     )"},
};

} // namespace

extern constexpr Rule unquoted_find_pattern{
    .id = "unquoted-find-pattern",
    .also = {"SC2061"},
    .title = "Pattern for find without quotes",
    .why =
        "find looks for the pattern in every folder below, so it must get the `*` itself. Without quotes the "
        "shell replaces the pattern where files of the current folder fit: then find looks for that one "
        "name, "
        "or fails since it gets two.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::recommended,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
