#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Of a bracket and what stands in it: ShellCheck tells by a letter that is there twice that a set of
/// single characters can't be meant.
bool has_twice(std::string_view set) {
    if (set.starts_with('!') || set.starts_with('^')) {
        set.remove_prefix(1);
    }
    if (set.starts_with(':')) {
        return false;
    }
    for (std::size_t i = 0; i < set.size(); ++i) {
        if (set[i] != '-' && set.find(set[i], i + 1) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

/// The last such bracket of a part, with what is around it; empty if there is none.
Span last_bracket(const shell::Part& part) {
    Span found{};
    for (std::size_t at = part.text.find('['); at != std::string_view::npos;
         at = part.text.find('[', at + 1)) {
        const std::size_t end = part.text.find(']', at + 2);
        if (end == std::string_view::npos) {
            break;
        }
        const std::string_view set = part.text.substr(at + 1, end - at - 1);
        if (set.find('[') == std::string_view::npos && has_twice(set)) {
            found = {part.span.begin + at, part.span.begin + end + 1};
        }
    }
    return found;
}

bool is_plain(std::span<const shell::Part> parts) {
    return std::ranges::all_of(parts, [](const shell::Part& part) {
        return (part.kind == shell::Part::Kind::literal || part.kind == shell::Part::Kind::parameter) &&
               part.text.find_first_of("*?~{\"") == std::string_view::npos;
    });
}

bool is_tr(const shell::Script& tree, const shell::Node& node) {
    return plain_name(tree, node) == "tr";
}

void in_word(const shell::Script& tree, const shell::Word& word, Place place, Report& report) {
    const auto parts = tree.parts_of(word);
    for (std::size_t i = 0; i < parts.size(); i += 1 + parts[i].inside) {
        if (parts[i].kind != shell::Part::Kind::literal || parts[i].quoted) {
            continue;
        }
        const Span bracket = last_bracket(parts[i]);
        if (bracket.empty()) {
            continue;
        }
        Reported finding = report.at(bracket, "The shell takes this for a pattern of one character, and may "
                                              "put a file's name in its place: quote the word");
        finding.as("SC2102");
        if (place == Place::argument && is_plain(parts)) {
            finding.fix(Safety::safe, "Quote it",
                        {{.span = {word.span.begin, word.span.begin}, .text = "\""},
                         {.span = {word.span.end, word.span.end}, .text = "\""}});
        }
        return;
    }
}

void check(const Facts& facts, Report& report) {
    const shell::Script& tree = facts.document.commands().script;
    for (const ShellScript& script : facts.shell.scripts) {
        for (const auto& [word, node, place] : facts.shell.special_of(script)) {
            if (word->text.contains('[') && !is_tr(tree, tree.nodes[node])) {
                in_word(tree, *word, place, report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "the extras of a Python package",
     .bad = R"(
       | FROM python:3.12
       | RUN pip install ray[all]
       ~                    ^^^^^ The shell takes this for a pattern of one character, and may put a file's name in its place: quote the word
       + RUN pip install "ray[all]"
     )",
     .good = R"(
       | FROM python:3.12
       | RUN pip install "ray[all]" && rm -f log[0-9] log[0-9][0-9]
     )"},
};

} // namespace

extern constexpr Rule unquoted_extras{
    .id = "unquoted-extras",
    .also = {"SC2102"},
    .title = "Brackets that the shell takes for a pattern",
    .why = "To the shell `ray[all]` means \"a file whose name is ray and one of these letters\". As long as "
           "there is no such file it leaves the word alone; if there is one, pip is given its name.",
    .group = Group::style,
    .severity = Severity::info,
    .level = Level::strict,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
