#include "lint/shell_commands.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Node::Kind;

bool is_operator(const model::Argument& argument) {
    return argument.plain && !argument.quoted && (argument.text == "-a" || argument.text == "-o");
}

/// The `-a` in `"$x" = -a` is compared, and in `! -a file` it asks for the file.
bool takes_next(const model::Argument& before) {
    constexpr std::string_view signs[] = {"!", "!=", "(", "-a", "-o", "=", "=="};
    return std::ranges::binary_search(signs, before.text) ||
           (before.text.size() == 3 && before.text.starts_with('-') && before.text != "---");
}

/// `[ a ] && [ b ]` means the same here: nothing in front of it binds tighter.
bool may_be_two(const Facts& facts, const ShellCommand& test, std::string_view sign) {
    const shell::Script& script = facts.document.commands().script;
    const bool alike = std::ranges::all_of(test.arguments, [&](const model::Argument& argument) {
        return argument.text != "(" && argument.text != ")" &&
               (!is_operator(argument) || argument.text == sign);
    });
    const std::uint32_t up = facts.shell.parents[test.command.node];
    if (!alike || up == shell::no_node || !test.node.redirections.empty()) {
        return false;
    }
    const bool chained = script.nodes[up].kind == Kind::and_or && sign == "-a" &&
                         script.children_of(script.nodes[up]).front() == test.command.node;
    return script.nodes[up].kind == Kind::list || chained;
}

void check(const Facts& facts, Report& report) {
    each_shell_command(facts, [&](const ShellCommand& command) {
        if (command.name() != "[" || command.arguments.size() < 4) {
            return;
        }
        for (std::size_t i = 1; i + 2 < command.arguments.size(); ++i) {
            const model::Argument& sign = command.arguments[i];
            if (!is_operator(sign) || takes_next(command.arguments[i - 1])) {
                continue;
            }
            const bool both = sign.text == "-a";
            Reported finding =
                report.at(sign.span, "How [ reads {} is not defined for all words: use '[ … ] {} [ … ]'",
                          sign.text, both ? "&&" : "||");
            finding.as_if(reaches(command.script, sign.span.begin), "SC2166");
            if (may_be_two(facts, command, sign.text)) {
                finding.fix(Safety::safe, both ? "Use && between two tests" : "Use || between two tests",
                            {{.span = sign.span, .text = both ? "] && [" : "] || ["}});
            }
        }
    });
}

constexpr Example examples[] = {
    {.title = "two tests in one pair of brackets",
     .bad = R"(
       | FROM debian:12
       | RUN if [ -f a -a -f b ]; then make; fi
       ~               ^^ How [ reads -a is not defined for all words: use '[ … ] && [ … ]'
       + RUN if [ -f a ] && [ -f b ]; then make; fi
       | RUN [ "$A" = x -o "$A" = y ]
       ~                ^^ How [ reads -o is not defined for all words: use '[ … ] || [ … ]'
       + RUN [ "$A" = x ] || [ "$A" = y ]
     )",
     .good = R"(
       | FROM debian:12
       | RUN if [ -f a ] && [ -f b ]; then make; fi
     )"},
    {.title = "what binds tighter would part them", .bad = R"(
       | FROM debian:12
       | RUN test -d x && [ -f a -o -f b ] && make
       ~                         ^^ How [ reads -o is not defined for all words: use '[ … ] || [ … ]'
     )"},
    {.title = "words that look like it", .good = R"(
       | FROM debian:12
       | RUN [ "$A" = -a ]; find . -name a -o -name b; [ a "=" b ]
     )"},
};

} // namespace

extern constexpr Rule joined_tests{
    .id = "joined-tests",
    .also = {"SC2166"},
    .title = "-a or -o between two tests",
    .why =
        "When a value happens to look like a sign, as `(` or `!` do, `[ … -a … ]` is read in different ways "
        "by "
        "different shells. POSIX has taken -a and -o out. Two tests, joined by `&&` or `||`, are always read "
        "alike.",
    .group = Group::deprecated,
    .severity = Severity::info,
    .level = Level::strict,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
