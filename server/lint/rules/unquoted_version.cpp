#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Who installs packages by `name>=1.2`.
bool takes_versions(model::PackageManager manager) {
    return manager == model::PackageManager::pip || manager == model::PackageManager::conda ||
           manager == model::PackageManager::npm || manager == model::PackageManager::apk ||
           manager == model::PackageManager::zypper;
}

/// `>=1.2` and `<2` right behind a name: a file called `=1.2`, or one called `2` as input.
bool is_version(const shell::Redirection& redirection, std::string_view text) {
    if (!redirection.descriptor.empty() || (redirection.operation != ">" && redirection.operation != "<")) {
        return false;
    }
    const std::size_t begin = redirection.span.begin.index();
    const bool touches = begin > 0 && !ascii::is_space(text[begin - 1]);
    std::string_view target = redirection.target.text;
    const bool equals = target.starts_with('=');
    target.remove_prefix(equals ? 1U : 0U);
    const bool number = !target.empty() && (ascii::is_digit(target[0]) || target[0] == '$');
    return equals ? number : touches && !target.empty() && ascii::is_digit(target[0]);
}

/// From the name's begin to the version's end; nothing where the name is apart or has quotes.
std::optional<Span> whole_word(std::string_view text, Span redirection, Span node) {
    std::size_t begin = redirection.begin.index();
    std::size_t end = redirection.end.index();
    while (begin > node.begin.index() && !ascii::is_space(text[begin - 1])) {
        --begin;
    }
    while (end < text.size() && !ascii::is_space(text[end]) &&
           !std::string_view(";&|)").contains(text[end])) {
        ++end;
    }
    const Span word = dockwright::span(begin, end);
    const bool is_plain = word.of(text).find_first_of("\"'`\\") == std::string_view::npos;
    return begin < redirection.begin.index() && is_plain ? std::optional(word) : std::nullopt;
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    for (const model::PackageCommand& packages : document.packages().commands) {
        const model::Command& command = commands.all[packages.command];
        if (packages.action != model::PackageAction::install || !takes_versions(packages.manager) ||
            command.node == shell::no_node) {
            continue;
        }
        Offset behind{}; // `name>=1,<2` is one word to whoever wrote it
        const shell::Node& node = commands.script.nodes[command.node];
        for (const shell::Redirection& redirection : commands.script.redirections_of(node)) {
            if (!is_version(redirection, document.text()) || redirection.span.begin < behind) {
                continue;
            }
            const auto word = whole_word(document.text(), redirection.span, node.span);
            const Span span = word.value_or(redirection.span);
            behind = span.end;
            const bool writes = redirection.operation == ">";
            Reported found = report.at(
                span,
                writes ? "The shell takes '>' for itself: any version is installed, and a file called "
                         "'{}' is made. Quote the word"
                       : "The shell takes '<' for itself and looks for a file called '{}': quote the word",
                redirection.target.text);
            if (word) {
                found.fix(Safety::safe, "Quote it",
                          {{*word, "\"" + std::string(word->of(document.text())) + "\""}});
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "versions without quotes",
     .bad = R"(
       | FROM python:3.12
       - RUN pip install torch>=2.4 numpy<2
       ~                 ^^^^^^^^^^ The shell takes '>' for itself: any version is installed, and a file called '=2.4' is made. Quote the word
       ~                            ^^^^^^^ The shell takes '<' for itself and looks for a file called '2': quote the word
       | RUN pip install "pandas" scipy>=1.0,<2 && make
       ~                          ^^^^^^^^^^^^^ The shell takes '>' for itself: any version is installed, and a file called '=1.0,' is made. Quote the word
       + RUN pip install "torch>=2.4" "numpy<2"
       + RUN pip install "pandas" "scipy>=1.0,<2" && make
     )",
     .good = R"(
       | FROM python:3.12
       | RUN pip install "torch>=2.4" 'numpy<2' > install.log 2>&1
       | RUN pip install scipy==1.14.0 >/dev/null
     )"},
};

} // namespace

extern constexpr Rule unquoted_version{
    .id = "unquoted-version",
    .title = "A version with < or > that the shell reads",
    .why = "Outside of quotes `>` and `<` redirect output and input: `pip install torch>=2.4` installs any "
           "torch and writes what pip says into a file called '=2.4'.",
    .group = Group::correctness,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
