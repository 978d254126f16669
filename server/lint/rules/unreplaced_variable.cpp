#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Lists of folders that are made longer, not written anew.
bool is_search_path(std::string_view name) {
    constexpr std::string_view names[] = {"CMAKE_PREFIX_PATH", "CPATH", "LD_LIBRARY_PATH", "LIBRARY_PATH",
                                          "MANPATH",           "PATH",  "PKG_CONFIG_PATH", "PYTHONPATH"};
    return std::ranges::binary_search(names, name);
}

/// Calls `use(text)` for what stands between single quotes, as BuildKit cuts a value: within double quotes a
/// single one is a character.
template <class Use>
void each_single_quoted(std::string_view value, char escape, Use use) {
    bool in_double = false;
    for (std::size_t at = 0; at < value.size(); ++at) {
        if (value[at] == escape) {
            ++at;
        } else if (value[at] == '"') {
            in_double = !in_double;
        } else if (value[at] == '\'' && !in_double) {
            const std::size_t end = value.find('\'', at + 1);
            if (end == std::string_view::npos) {
                return;
            }
            use(value.substr(at + 1, end - at - 1));
            at = end;
        }
    }
}

/// A variable in a text, with its sign and braces, and its name.
struct Named {
    std::string_view whole;
    std::string_view name;
};

/// The first from `at` on; an empty name if there is none.
Named next_variable(std::string_view text, std::size_t at) {
    for (at = text.find('$', at); at != std::string_view::npos; at = text.find('$', at + 1)) {
        const bool braces = text.substr(at + 1).starts_with('{');
        const std::string_view behind = text.substr(at + (braces ? 2 : 1));
        const auto size =
            static_cast<std::size_t>(std::ranges::find_if_not(behind, ascii::is_name) - behind.begin());
        const bool closed = !braces || behind.substr(size).starts_with('}');
        if (size > 0 && closed && !ascii::is_digit(behind.front())) {
            return {.whole = text.substr(at, size + (braces ? 3 : 1)), .name = behind.substr(0, size)};
        }
    }
    return {};
}

/// What is quoted was meant to be replaced: a variable that is made longer, a list of folders, or nothing but
/// the name of a variable that the file sets. Other dollars may be for a program that reads them later.
bool is_meant(const Facts& facts, const model::Instruction& instruction, std::string_view own,
              std::string_view value, std::string_view quoted, const Named& variable) {
    const bool env = instruction.keyword == model::Keyword::env;
    if (env && (variable.name == own ||
                (is_search_path(variable.name) && quoted.find_first_of(" ;\t") == std::string_view::npos))) {
        return true;
    }
    const model::Binding* binding = facts.document.binding(variable.name, instruction);
    return value.size() == variable.whole.size() + 2 && binding != nullptr &&
           binding->instruction.has_value();
}

void check_value(const Facts& facts, const model::Instruction& instruction, std::string_view name,
                 std::string_view value, Report& report) {
    const char escape = facts.document.syntax().escape;
    each_single_quoted(value, escape, [&](std::string_view quoted) {
        Named found = next_variable(quoted, 0);
        while (!found.name.empty() && !is_meant(facts, instruction, name, value, quoted, found)) {
            found = next_variable(quoted, static_cast<std::size_t>(found.whole.data() - quoted.data()) + 1);
        }
        if (found.name.empty()) {
            return;
        }
        Reported finding = report.at(instruction.joined.span_of(found.whole),
                                     "In single quotes Docker replaces nothing, so {} holds the text '{}' "
                                     "itself: use double quotes",
                                     name, found.whole);
        if (quoted.find_first_of("\"`") == std::string_view::npos && !quoted.contains(escape)) {
            const Offset begin = instruction.joined.span_of(quoted).begin;
            const Offset end = instruction.joined.span_of(quoted).end;
            finding.fix(Safety::unsafe, "Use double quotes",
                        {{.span = {begin - 1, begin}, .text = "\""}, {.span = {end, end + 1}, .text = "\""}});
        }
    });
}

void check(const Facts& facts, Report& report) {
    for (const model::Keyword keyword : {model::Keyword::env, model::Keyword::label}) {
        for (const model::Instruction& instruction : facts.document.all(keyword)) {
            if (!instruction.arguments.contains('\'') || !instruction.arguments.contains('$')) {
                continue;
            }
            const auto words = facts.document.words(instruction);
            for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
                check_value(facts, instruction, words[i].text, words[i + 1].text, report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a list of folders that should become longer",
     .bad = R"(
       | FROM debian:12
       | ENV LD_LIBRARY_PATH '/usr/local/lib:$LD_LIBRARY_PATH'
       ~                                     ^^^^^^^^^^^^^^^^ In single quotes Docker replaces nothing, so LD_LIBRARY_PATH holds the text '$LD_LIBRARY_PATH' itself: use double quotes
       | ENV A=1 FLAGS='-O2 ${FLAGS}' SEARCH=/opt:'$PATH'
       ~                    ^^^^^^^^ In single quotes Docker replaces nothing, so FLAGS holds the text '${FLAGS}' itself: use double quotes
       ~                                           ^^^^^ In single quotes Docker replaces nothing, so SEARCH holds the text '$PATH' itself: use double quotes
     )",
     .good = R"(
       | FROM debian:12
       | ENV LD_LIBRARY_PATH="/usr/local/lib:$LD_LIBRARY_PATH"
       | ENV QUOTED="'$QUOTED'"
     )"},
    {.title = "nothing but a variable of the file",
     .bad = R"(
       | FROM debian:12
       | ARG VERSION=1
       | LABEL version='$VERSION'
       ~                ^^^^^^^^ In single quotes Docker replaces nothing, so version holds the text '$VERSION' itself: use double quotes
     )",
     .good = R"(
       | FROM debian:12
       | ARG VERSION=1
       | LABEL version="$VERSION"
     )"},
    {.title = "what a program reads later", .good = R"(
       | FROM debian:12
       | ARG NAME
       | ENV PS1='$NAME:\w$ ' PROMPT='echo $PATH; date' PRICE='5$'
       | LABEL run='docker run -v $PATH:/x -e NAME=$NAME image'
     )"},
};

} // namespace

extern constexpr Rule unreplaced_variable{
    .id = "unreplaced-variable",
    .title = "Variable in single quotes in ENV or LABEL",
    .why =
        "Docker reads quotes as a shell does: in double quotes a variable is replaced, in single quotes "
        "every character stays as it is. A PATH that ends in '$PATH' has lost all folders that were in it.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
