#include "lint/rule.hpp"
#include "lint/shell_words.hpp"
#include <algorithm>
#include <string>

namespace dockwright::lint::rules {
namespace {

using PartKind = shell::Part::Kind;

/// The word that printf takes for its format, or null.
const shell::Word* format_of(std::span<const shell::Word> words) {
    std::size_t at = 1;
    if (at + 1 < words.size() && words[at].text == "-v") {
        at += 2;
    }
    if (at < words.size() && words[at].text == "--") {
        ++at;
    }
    return at < words.size() ? &words[at] : nullptr;
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            const shell::Node& node = script.nodes[i];
            const shell::Word* format = node.words.size() > 1 && plain_name(script, node) == "printf"
                                            ? format_of(script.words_of(node))
                                            : nullptr;
            if (format == nullptr || format->text.contains('%') ||
                std::ranges::none_of(script.parts_of(*format), [](const shell::Part& part) {
                    return part.kind == PartKind::parameter || part.kind == PartKind::command ||
                           part.kind == PartKind::backticks || part.kind == PartKind::arithmetic;
                })) {
                continue;
            }
            report
                .at(format->span,
                    "A % or a backslash in the value changes what printf prints: give the value "
                    "behind a format, as in printf '%s\\n' \"$value\"")
                .as_if(format->span.begin < text.read_to, "SC2059");
        }
    }
}

constexpr Example examples[] = {
    {.title = "a value in place of a format",
     .bad = R"(
       | FROM debian:12
       | RUN printf "$GREETING\n" > motd
       ~            ^^^^^^^^^^^^^ A % or a backslash in the value changes what printf prints: give the value behind a format, as in printf '%s\n' "$value"
     )",
     .good = R"(
       | FROM debian:12
       | RUN printf '%s\n' "$GREETING" > motd && printf "%s $x" a && printf '$x'
     )"},
};

} // namespace

extern constexpr Rule variable_in_format{
    .id = "variable-in-format",
    .also = {"SC2059"},
    .title = "Variable in printf's format",
    .why = "printf reads its first argument as a format: '%' and backslashes in it are instructions. A "
           "password or "
           "URL with '%' in it comes out broken.",
    .group = Group::correctness,
    .severity = Severity::info,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
